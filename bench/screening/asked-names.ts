/** What both benchmarks over HTTP take from the command line, `[names] [folder for a CPU profile]`, and what they ask. */
import { engineTables } from './engine-tables.ts';
import { questionSet } from './question-set.ts';

export const names = Number(process.argv[2] ?? 100_000);
export const profileFolder = process.argv[3];
export const set = questionSet(engineTables(), names, 2_500, 1);

let turn = 0;
/** The next question of the set, and again from the first behind the last. */
export function nextName(): string {
  turn += 1;
  return set.questions[turn % set.questions.length]!.text;
}
