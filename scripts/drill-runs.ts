import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Drill } from './drill-list.ts';

/** A drill that ran in full and passed. */
export type FullRun = {
  /** SHA-256 over the files that it proves, as they were. */
  readonly code: string;
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly seed: number;
  readonly seconds: number;
};

const fileOf = (root: string) => path.join(root, 'test/drills/last-full-run.json');

/** By the drill's name; a drill that never ran in full is absent. */
export function lastFullRuns(root: string): Readonly<Record<string, FullRun>> {
  return existsSync(fileOf(root)) ? JSON.parse(readFileSync(fileOf(root), 'utf8')) : {};
}

/** SHA-256 over the names and contents of the files that a drill proves, in hexadecimal. */
export function stateOf(root: string, { name, code }: Pick<Drill, 'name' | 'code'>): string {
  const files = [...new Set(code.flatMap((glob) => globSync(glob, { cwd: root })))].sort();
  if (files.length === 0) throw new Error(`${name}: no file is like ${code.join(', ')}`);
  const digest = createHash('sha256');
  for (const file of files)
    digest
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  return digest.digest('hex');
}

/** Writes down that a drill ran in full and passed, on the code as it stands: whoever changed it lands this with the change. */
export function keepFullRun(root: string, drill: Drill, { seed, seconds }: Pick<FullRun, 'seed' | 'seconds'>): void {
  const run: FullRun = { code: stateOf(root, drill), on: new Date().toISOString().slice(0, 10), seed, seconds };
  const all = Object.entries({ ...lastFullRuns(root), [drill.name]: run }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(fileOf(root), `${JSON.stringify(Object.fromEntries(all), undefined, 2)}\n`);
}
