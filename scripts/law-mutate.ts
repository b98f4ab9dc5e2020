/** `npm run law:mutate`: changes every cell of the law packs, one at a time; each change must fail a case (design §2). */
import { CASE_QUESTIONS } from '../src/case-questions.ts';
import { loadLaw, readLaw } from '../src/rules/law/load.ts';
import { runMutants, type Survivor } from '../src/rules/law/mutation-run.ts';

const { sources } = readLaw();
const startedAt = performance.now();
const { mutants, survivors } = runMutants(loadLaw(), sources, CASE_QUESTIONS, showProgress);
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
for (const survivor of survivors) process.stdout.write(`${line(survivor)}\n`);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
process.stdout.write(
  `${mutants} mutants, ${mutants - survivors.length} noticed, ${survivors.length} survived, ${seconds} s\n`,
);
process.exitCode = survivors.length > 0 ? 1 : 0;

function line({ pack, key, cell, before, after }: Survivor): string {
  return `${pack} ${key} ${cell}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`;
}

function showProgress(done: number, all: number): void {
  if (process.stderr.isTTY && done % 100 === 0) process.stderr.write(`\r${done}/${all}`);
}
