/** What a session still lacks before anything can be done in it. */
export const STANDINGS = ['open', 'to_prove', 'to_enrol', 'password_old'] as const;
export type Standing = (typeof STANDINGS)[number];

export type SecondFactorRule = {
  readonly demonstration: boolean;
  /** `required`: staff enrol at their first sign-in. Left out: required, save in a demonstration. */
  readonly secondFactor?: 'required' | 'optional' | undefined;
};
/** How long a password may be used (law file 5.5, "complexity and age"). Days. */
export type PasswordRule = { readonly passwordDays: number };

export type SessionFacts = {
  /** Has a second factor that works. */
  readonly enrolled: boolean;
  /** Has shown it in this session. */
  readonly proved: boolean;
  /** Made by the demonstration: exempt there, and let in nowhere else. */
  readonly demonstration: boolean;
  readonly passwordSetAt: Date | undefined;
};

export function needsSecondFactor({ demonstration, secondFactor }: SecondFactorRule): boolean {
  return secondFactor === undefined ? !demonstration : secondFactor === 'required';
}

/**
 * May a session be used, and if not, for want of what? Who has enrolled always proves it, also where nobody must. The old
 * password is told last: whoever changes it has shown the second factor by then.
 */
export function standingOf(facts: SessionFacts, rule: SecondFactorRule & PasswordRule, at: Date): Standing {
  if (facts.enrolled && !facts.proved) return 'to_prove';
  if (!facts.enrolled && !facts.demonstration && needsSecondFactor(rule)) return 'to_enrol';
  const { passwordSetAt } = facts;
  const old = passwordSetAt !== undefined && at.getTime() - passwordSetAt.getTime() > rule.passwordDays * 86_400_000;
  return old && !facts.demonstration ? 'password_old' : 'open';
}
