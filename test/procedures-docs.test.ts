import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { withProcedures } from '../scripts/procedures-page.ts';
import { PROCEDURES } from '../src/all-procedures.ts';
import { testLaw } from './support/law.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../docs/procedures.md'), 'utf8');
const tables = PROCEDURES.map(({ table }) => table);

test('docs/procedures.md shows the tables as the program runs them (npm run docs)', () => {
  expect(page).toBe(withProcedures(page, tables, testLaw()));
});

test('every step and every state of every procedure is in its diagram', () => {
  for (const { code, states, steps } of tables) {
    for (const state of Object.keys(states))
      if (state !== 'none') expect([code, page.includes(`  ${state}: `)]).toEqual([code, true]);
    for (const { ways } of Object.values(steps)) {
      for (const [from, to] of Object.entries(ways)) {
        expect(page).toContain(`  ${from === 'none' ? '[*]' : from} --> ${to}: `);
      }
    }
  }
});
