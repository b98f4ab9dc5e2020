import type { PlainDate } from '../kernel/plain-date.ts';
import type { Law } from '../law/index.ts';
import type { Procedure, Sentence } from './procedure.ts';
import { stateAfter, type Taken, waysFrom } from './procedure-case.ts';
import { timersOf } from './procedure-timers.ts';
import { shownTimer } from './procedure-views.ts';

/** Whether somebody may take a deed, and the sentence of the rule where not. */
export type Judge = (deed: Procedure['steps'][string]['deed']) => { allowed: boolean; says: Sentence };

const RECUSED: Sentence = { zh: '您在本案中已回避。', en: 'You are recused from this case.' };
const SAME_HAND: Sentence = {
  zh: '您在本案中已办理过须由他人办理的步骤。',
  en: 'You took a step in this case that must be in another hand.',
};
const ONCE: Sentence = { zh: '此步骤在本案中已办理过。', en: 'This step has been taken in this case.' };

function whyNot(
  rule: Procedure['steps'][string],
  step: string,
  taken: readonly Taken[],
  who: { readonly accountId: string; readonly recused: readonly string[]; readonly judge: Judge },
): Sentence | null {
  if (rule.once && taken.some((one) => one.step === step)) return ONCE;
  if (who.recused.includes(who.accountId)) return RECUSED;
  if (taken.some(({ step: took, by }) => by === who.accountId && rule.notBy.includes(took))) return SAME_HAND;
  const { allowed, says } = who.judge(rule.deed);
  return allowed ? null : says;
}

/** The steps that are open in a case, each with what it needs and whether this person may take it. */
export function openWays(
  table: Procedure,
  taken: readonly Taken[],
  who: { readonly accountId: string; readonly recused: readonly string[]; readonly judge: Judge },
) {
  return waysFrom(table, stateAfter(table, taken)).map(({ step, to }) => {
    const rule = table.steps[step]!;
    const not = whyNot(rule, step, taken, who);
    return {
      step,
      name: rule.name,
      to,
      documents: rule.documents,
      saysWhy: rule.hand === 'decides' || rule.saysWhy === true,
      stopsClock: rule.stopsClock === true,
      may: not === null,
      whyNot: not,
    };
  });
}

/** The clocks of a case as answers give them. */
export const shownTimers = (table: Procedure, taken: readonly Taken[], law: Law, today: PlainDate) =>
  timersOf(table, taken, law).map((timer) => shownTimer(timer, today));
