import { problemOf } from '../api/problem.ts';
import type { Say } from '../words/index.ts';

/** What went wrong, in one sentence. */
export function problemTitle(error: unknown, say: Say): string {
  const problem = problemOf(error);
  if (problem?.status === 0) return say('shell.noServer');
  return problem?.detail || problem?.title || say('ui.problem');
}
