import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type OpenApi, withRoutes } from '../scripts/api-page.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/ground/config/config.ts';
import type { PlainDate } from '../src/ground/kernel/plain-date.ts';
import { addWorkingDays } from '../src/rules/law/working-days.ts';
import { testDatabase } from './support/database.ts';
import { testLaw } from './support/law.ts';

const database = testDatabase();
const page = readFileSync(path.resolve(import.meta.dirname, '../docs/api.md'), 'utf8');

test('docs/api.md lists every route as the program has it (npm run docs)', async () => {
  const app = await buildApp({
    config: readConfig({}),
    pools: database.pools,
    now: () => new Date('2026-05-06T01:00:00Z'),
    law: testLaw,
    masterKey: randomBytes(32),
    home: mkdtempSync(path.join(tmpdir(), 'zhengming-api-')),
    log: () => undefined,
  });
  const document = (await app.http.inject({ url: '/openapi.json' })).json() as OpenApi;
  await app.close();
  expect(Object.keys(document.paths).length).toBeGreaterThan(20);
  expect(page).toBe(withRoutes(page, document));
  expect(page.match(/^[|] `[A-Z]+ [^|]*[|] {2}[|].*$/gm) ?? []).toEqual([]); // each route says what it is for
});

test('docs/api.md names every command of the program', () => {
  const main = readFileSync(path.resolve(import.meta.dirname, '../src/main.ts'), 'utf8');
  const commands = [...main.matchAll(/^ {2}(\w+): \{/gm)].map(([, name]) => name!);
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((name) => !page.includes(`\`zhengming ${name}`))).toEqual([]);
});

test('the working day that docs/api.md counts is the one that the calendar of the packs counts', () => {
  const shown = [...page.matchAll(/^\{"from":"(\S+?)","workingDays":(\d+),"result":"(\S+?)"/gm)];
  expect(shown.length).toBeGreaterThan(0);
  for (const [, from, days, result] of shown) {
    expect([from, result]).toEqual([from, addWorkingDays(from as PlainDate, Number(days), testLaw().calendar)]);
  }
});
