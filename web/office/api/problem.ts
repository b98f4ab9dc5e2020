/** RFC 9457, as the server writes it: `code` is stable; title and detail are for people, in the language asked for. */
export type Problem = {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** The server said no and told why, or did not answer at all (`status` 0). */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** No answer: the network is down, or the server is. What was typed stays where it is. */
export const UNREACHABLE: Problem = { title: '', status: 0, code: 'console.unreachable', detail: '', facts: {} };

export function problemOf(error: unknown): Problem | undefined {
  return error instanceof ProblemError ? error.problem : undefined;
}

/** Article references that a problem names, `xzcf:48`. */
export const articlesOf = ({ facts }: Problem): readonly string[] => articlesIn(facts);

export function articlesIn(facts: Problem['facts']): readonly string[] {
  const named = [facts.article, facts.basis, facts.articles].flat();
  return named.filter((ref): ref is string => typeof ref === 'string' && /^[a-z0-9-]+:/.test(ref));
}
