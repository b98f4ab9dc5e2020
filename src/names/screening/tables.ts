import { readFileSync } from 'node:fs';

/**
 * The edition of the tables and of the rules that read them. An index keeps it: one that was built with another edition is
 * built anew instead of answering by two rules at once. Raise it with every change of `data/` or of folding, parsing, keys.
 */
export const TABLES_EDITION = 5;

/** The lines of a table in `data/`, each cut at its tabs. */
export function tableRows(name: string): string[][] {
  return readFileSync(new URL(`./data/${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}
