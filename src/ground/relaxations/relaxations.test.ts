import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import { contextFor, makeActor, TEST_NOW } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { testLaw } from '../../../test/support/law.ts';
import { listAlarms } from '../../office/oversight/audit-room-queries.ts';
import type { Context } from '../audit/index.ts';
import { readConfig } from '../config/config.ts';
import { withClient } from '../platform/database-fitness.ts';
import { refuseUnlessDemonstration } from './demonstration-queries.ts';
import { openGuardedSettings } from './following-jobs.ts';
import { decideRelaxation } from './relaxation-commands.ts';

const database = testDatabase();
const OPTIONAL = readConfig({ ZHENGMING_SECOND_FACTOR: 'optional' });
const STRICT = readConfig({});
const REASON = '机房检修，硬件令牌两日后到货';
const DAYS = { from: '2026-03-01', to: '2026-03-31' };
const LOOKS = { timeout: 20_000, interval: 100 };
let security: Context;
let administrator: Context;
let auditor: Context;

const rows = async <R>(statement: string, values: unknown[] = []): Promise<R[]> =>
  withClient(database.urls.owner, 'DATABASE_URL', async (owner) => (await owner.query(statement, values)).rows);
const entries = async () =>
  (await rows<{ deed: string }>("select deed from journal where object_kind = 'setting' order by tx")).map(
    ({ deed }) => deed,
  );
const openOnes = () => rows<{ id: string }>('select id from setting_relaxations where ended_at is null');
/** A start of the program with these settings, a minute after the one before. */
let minutes = 0;
const start = (given: typeof OPTIONAL) => {
  const at = new Date(TEST_NOW.getTime() + ++minutes * 60_000);
  return openGuardedSettings({ pools: database.pools, now: () => at, law: testLaw, log: () => undefined }, given, true);
};

beforeAll(async () => {
  const id = randomUUID();
  await rows(
    `insert into organs (id, path, kind, name, name_en, division_code, opened_on)
     values ($1, '1.', 'city_bureau', '漯河市虚构司法局', 'Justice bureau that does not exist', '411100', '2000-01-01')`,
    [id],
  );
  const organ = { id, path: '1.', kind: 'city_bureau' } as const;
  const as = async (role: 'security' | 'administrator' | 'auditor') =>
    contextFor(await makeActor(database.urls.owner, organ, role), database.pools);
  [security, administrator, auditor] = [await as('security'), await as('administrator'), await as('auditor')];
});

test('a setting that weakens a guard does not count until the administrator of security confirmed it; each step has its entry', async () => {
  const guarded = await start(OPTIONAL);
  expect(guarded.config.secondFactor).toBe('required');
  expect(await entries()).toEqual(['setting.find']);
  const [{ id } = { id: '' }] = await openOnes();
  await decideRelaxation(security, id, { outcome: 'confirm', reason: REASON });
  await vi.waitUntil(() => guarded.config.secondFactor === 'optional', LOOKS);
  expect(await entries()).toEqual(['setting.find', 'setting.confirm']);
  await guarded.stop();
  // Confirmed once it counts at the next start from its beginning, without another entry.
  const again = await start(OPTIONAL);
  expect(again.config.secondFactor).toBe('optional');
  await again.stop();
  expect(await entries()).toHaveLength(2);
});

test('while such a setting stands it is an alarm in the audit room on each day, in the name of whoever confirmed it', async () => {
  const later = { ...auditor, now: () => new Date(TEST_NOW.getTime() + 2 * 86_400_000) };
  const told = (await listAlarms(later, DAYS)).filter(({ kind }) => kind === 'setting');
  expect(told.map(({ day, accountId }) => [day, accountId])).toEqual(
    ['2026-03-11', '2026-03-10', '2026-03-09'].map((day) => [day, security.actor.accountId]),
  );
});

test('a refusal goes before the confirmation, counts while the program runs, and is final until the setting is gone', async () => {
  const guarded = await start(OPTIONAL);
  const [{ id } = { id: '' }] = await openOnes();
  await decideRelaxation(security, id, { outcome: 'refuse', reason: REASON });
  await vi.waitUntil(() => guarded.config.secondFactor === 'required', LOOKS);
  await guarded.stop();
  await expect(decideRelaxation(security, id, { outcome: 'confirm', reason: REASON })).rejects.toMatchObject({
    code: 'relaxation.decided',
  });
});

test('a start without the setting ends it with an entry; set again it needs a new confirmation', async () => {
  await (await start(STRICT)).stop();
  expect((await entries()).at(-1)).toBe('setting.end');
  expect(await openOnes()).toEqual([]);
  const again = await start(OPTIONAL);
  expect(again.config.secondFactor).toBe('required');
  await again.stop();
});

test('two programs that start at once write the same setting down once', async () => {
  await (await start(STRICT)).stop();
  const both = await Promise.all([start(OPTIONAL), start(OPTIONAL)]);
  for (const one of both) await one.stop();
  expect(await openOnes()).toHaveLength(1);
});

test('nobody but the administrator of security confirms: not the system administrator, not the auditor, and not by the database', async () => {
  const [{ id } = { id: '' }] = await openOnes();
  const before = await entries();
  for (const ctx of [administrator, auditor]) {
    await expect(decideRelaxation(ctx, id, { outcome: 'confirm', reason: REASON })).rejects.toMatchObject({
      code: 'access.denied',
    });
  }
  const insert = `insert into setting_relaxation_decisions (relaxation_id, outcome, decided_by, decided_kind, decided_at)
    values ($1, 'confirm', $2, 'person', $3)`;
  await expect(rows(insert, [id, administrator.actor.accountId, TEST_NOW])).rejects.toThrow(
    'only the administrator of security',
  );
  expect(await entries()).toEqual(before);
});

test('a witness or a second signature taken out of the settings has its entry, and stands until it is back', async () => {
  await (await start(STRICT)).stop();
  const head = `insert into log_checkpoints (size, root, at, note) values ($1, $2, $3, $4)`;
  const line = (name: string) => `— ${name} ${'A'.repeat(60)}`;
  const note = `log.invalid\n1\nAAAA\n\n${line('log.invalid')}\n${line('log.invalid')}\n`;
  await rows(head, [1, Buffer.alloc(32), TEST_NOW, note]);
  await rows(`insert into log_cosignatures (size, witness, line, at) values (1, 'court.invalid', $1, $2)`, [
    line('court.invalid'),
    TEST_NOW,
  ]);
  await (await start(STRICT)).stop();
  const missing = await rows<{ key: string; value: string }>(
    'select key, value from setting_relaxations where ended_at is null order by key',
  );
  expect(missing).toEqual([
    { key: 'ZHENGMING_LOG_SM2_KEY_FILE', value: '-' },
    { key: 'ZHENGMING_WITNESSES', value: '-court.invalid' },
  ]);
  const back = {
    ZHENGMING_WITNESSES: 'court.invalid+0a1b2c3d+AAAA http://127.0.0.1:1',
    ZHENGMING_LOG_SM2_KEY_FILE: '/nowhere/sm2',
  };
  await (await start(readConfig(back))).stop();
  expect(await openOnes()).toEqual([]);
});

test('what is loosened for a demonstration counts for no database that was founded for real', async () => {
  await expect(refuseUnlessDemonstration(database.pools)).rejects.toMatchObject({ code: 'start.not_a_demonstration' });
  await rows(
    `insert into auth.users (id, username, email, demonstration, created_at, updated_at)
     values ($1, 'demo.one', 'demo@sign-in.invalid', true, $2, $2)`,
    [security.actor.accountId, TEST_NOW],
  );
  await expect(refuseUnlessDemonstration(database.pools)).resolves.toBeUndefined();
});
