import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import type { Context } from '../../ground/audit/index.ts';
import { inContext } from '../../ground/platform/db.ts';
import { enterBreach } from './breach-commands.ts';
import { exportCompliance } from './compliance-commands.ts';
import { CONSENT_KINDS } from './consent-queries.ts';
import { RETENTION } from './retention.ts';
import { readHeld } from './retention-queries.ts';

const NUMBER = '11010519491231002X';
const database = testDatabase();
let bureau: TestBureau;
let auditor: Context;
beforeAll(async () => {
  bureau = await testBureau(database);
  await bureau.send([penaltyRow(1), personRow(2, NUMBER)]);
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const actor = await makeActor(database.urls.owner, { id, path, kind }, 'auditor');
  auditor = { ...contextFor(actor, database.pools), now: () => bureau.clock.now, edition: bureau.law.edition };
  const texts = { dataKinds: '证件号码', cause: '一台电脑遗失。', harm: '可能被用于冒名。' };
  const given = {
    kind: 'lost',
    certain: true,
    happenedOn: null,
    foundOn: day('2026-03-09'),
    items: ['penalty'],
    persons: null,
  };
  await enterBreach(bureau.clerk, { ...given, kind: 'lost', ...texts });
}, 60_000);

test('the audit in one file holds every register, no value of anybody, and its digest stands in the journal', async () => {
  const { bytes, sha256 } = await exportCompliance(auditor, bureau.law);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  const files = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, body]) => [name, Buffer.from(body)]));
  const { files: digests } = JSON.parse(files['manifest.json']!.toString()) as { files: Record<string, string> };
  expect(
    Object.keys(files)
      .filter((name) => name !== 'manifest.json')
      .sort(),
  ).toEqual(Object.keys(digests).sort());
  for (const [name, digest] of Object.entries(digests)) {
    expect([name, createHash('sha256').update(files[name]!).digest('hex')]).toEqual([name, digest]);
  }
  for (const register of ['register', 'notices', 'breaches', 'retention']) {
    expect([register, JSON.parse(files[`${register}.json`]!.toString()).length ?? 1]).not.toEqual([register, 0]);
  }
  const whole = Object.values(files).join('\n');
  for (const value of [NUMBER, NUMBER.slice(6, 14), bureau.clerk.actor.accountId]) expect(whole).not.toContain(value);
  const entries = await bureau.asOwner("select account_id from journal where deed = 'privacy.export'");
  expect(entries).toEqual([{ account_id: auditor.actor.accountId }]);
  await expect(exportCompliance(bureau.clerk, bureau.law)).rejects.toThrow('access.denied');
});

test('each kind of the retention table is counted, and what should be gone is told', async () => {
  const own = { purpose: 'work', accountId: auditor.actor.accountId, organPath: auditor.actor.organPath } as const;
  const held = (on: string) => inContext(database.pools.app, own, (tx) => readHeld(tx, bureau.law, day(on)));
  const now = await held('2026-03-09');
  expect(now.map(({ what }) => what)).toEqual(RETENTION.map(({ what }) => what));
  expect(now.every(({ overdue }) => overdue === 0)).toBe(true);
  expect(now.find(({ what }) => what === 'files')!.count).toBeGreaterThan(0);
  const late = await held('2060-01-01');
  const files = late.find(({ what }) => what === 'files')!;
  expect(files.overdue).toBe(files.count);
});

test('every article that a register rests on stands in the packs', () => {
  const cited = [...RETENTION.flatMap(({ basis }) => basis), ...Object.values(CONSENT_KINDS).flat()];
  expect(cited.filter((ref) => bureau.law.article(ref, day('2026-03-09')) === undefined)).toEqual([]);
});
