import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, TEST_NOW } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import type { Context } from '../../ground/audit/index.ts';
import { sequenceNow } from '../../ground/audit/index.ts';
import { declareInterest, exportFound } from './audit-room-commands.ts';
import { listAlarms, searchJournal, searchLooks } from './audit-room-queries.ts';
import { partyAsked } from './party-asked.ts';

const database = testDatabase();
const DAYS = { from: '2026-03-01', to: '2026-03-31' };
const SEARCH = { ...DAYS, limit: 100 };
let bureau: TestBureau;
let auditor: Context;
let stranger: Context;
let subjectId: string;
let valueId: string;

/** A look written down as the vault does, at that moment. */
const look = (by: Context, at: Date, reason: string) =>
  bureau.asOwner(
    `insert into sealed_looks (id, at, account_id, post_id, organ_path, object_kind, object_id, reason, matter)
     values ($1, $2, $3, $4, $5, 'value', $6, $7, 'review')`,
    [randomUUID(), at, by.actor.accountId, by.actor.postId, by.actor.organPath, valueId, reason],
  );
const alarmsOf = async (ctx: Context, kind: string) =>
  (await listAlarms(ctx, DAYS)).filter((alarm) => alarm.kind === kind);

beforeAll(async () => {
  bureau = await testBureau(database);
  await bureau.send([penaltyRow(1)]);
  const { organId: id, organPath, organKind: kind } = bureau.clerk.actor;
  auditor = contextFor(await makeActor(database.urls.owner, { id, path: organPath, kind }, 'auditor'), database.pools);
  const elsewhere = randomUUID();
  await bureau.asOwner(
    `insert into organs (id, path, kind, name, name_en, division_code, opened_on)
     values ($1, '1.2.', 'county_bureau', '虚构邻县司法局', 'Neighbour that does not exist', '411198', '2000-01-01')`,
    [elsewhere],
  );
  const neighbour = { id: elsewhere, path: '1.2.', kind: 'county_bureau' } as const;
  stranger = contextFor(await makeActor(database.urls.owner, neighbour, 'auditor'), database.pools);
  const [subject] = await bureau.asOwner<{ id: string }>('select id from subjects');
  subjectId = subject!.id;
  valueId = randomUUID();
  await bureau.asOwner('insert into vault_scopes (id, salt) values ($1, $2) on conflict do nothing', [
    subjectId,
    Buffer.alloc(16),
  ]);
  await bureau.asOwner(
    `insert into sealed_values (id, scope_id, organ_path, kind, key_id, sealed, retain_until)
     select $1, $2, $3, 'text', k.id, $4, '2030-01-01' from vault_keys k limit 1`,
    [valueId, subjectId, organPath, Buffer.alloc(40)],
  );
  await sequenceNow(database.pools, TEST_NOW);
}, 60_000);

test('the journal is found by person, party, deed and day, and never beyond the own organ', async () => {
  const { accountId } = bureau.clerk.actor;
  const all = await searchJournal(auditor, SEARCH);
  expect(all.length).toBeGreaterThan(1);
  expect((await searchJournal(auditor, { ...SEARCH, accountId })).length).toBeGreaterThan(0);
  expect(await searchJournal(auditor, { ...SEARCH, accountId: randomUUID() })).toEqual([]);
  const ofParty = await searchJournal(auditor, { ...SEARCH, subjectId });
  expect(new Set(ofParty.map((line) => line.subjectId))).toEqual(new Set([subjectId]));
  const submitted = await searchJournal(auditor, { ...SEARCH, deed: 'batch.submit' });
  expect(submitted.map(({ deed }) => deed)).toEqual(['batch.submit']);
  expect((await searchJournal(auditor, { ...SEARCH, name: '某' })).length).toBe(all.length);
  expect(await searchJournal(auditor, { ...SEARCH, name: '某%' })).toEqual([]);
  expect(await searchJournal(auditor, { ...SEARCH, from: '2026-03-10' })).toEqual([]);
  expect(await searchJournal(stranger, SEARCH)).toEqual([]);
  const older = await searchJournal(auditor, { ...SEARCH, before: all[0]!.position });
  expect(older[0]!.position).toBeLessThan(all[0]!.position);
});

test('a party is found by its code or the beginning of its name, however written, and nobody by what is neither', async () => {
  const [party] = await bureau.asOwner<{ key: string; name: string }>(
    `select k.key, n.name from subject_keys as k join subject_names as n using (subject_id)
      where k.kind = 'uscc' and k.subject_id = $1`,
    [subjectId],
  );
  const ofParty = await searchJournal(auditor, { ...SEARCH, subjectId });
  const asked = (typed: string) => searchJournal(auditor, { ...SEARCH, party: partyAsked(typed) });
  expect(await asked(party!.key.toLowerCase())).toEqual(ofParty);
  expect(await asked(`${party!.name.slice(0, 4)} ${party!.name.slice(4, 6)}`)).toEqual(ofParty);
  expect(await asked('没有这个主体')).toEqual([]);
});

test('looks at personal data are found with their reason, by person and by party', async () => {
  await look(bureau.clerk, TEST_NOW, '核对当事人身份');
  const found = await searchLooks(auditor, { ...SEARCH, subjectId });
  expect(found).toMatchObject([{ reason: '核对当事人身份', matter: 'review', subjectId }]);
  expect(await searchLooks(auditor, { ...SEARCH, accountId: bureau.reviewer.actor.accountId })).toEqual([]);
  const [party] = await bureau.asOwner<{ name: string }>('select name from subject_names where subject_id = $1', [
    subjectId,
  ]);
  expect(await searchLooks(auditor, { ...SEARCH, party: partyAsked(party!.name) })).toEqual(found);
  expect(await searchLooks(auditor, { ...SEARCH, party: partyAsked('没有这个主体') })).toEqual([]);
  expect(await searchLooks(stranger, SEARCH)).toEqual([]);
});

test('more than twenty looks a day by one account are an alarm, twenty are none', async () => {
  for (let n = 0; n < 20; n += 1) await look(bureau.reviewer, TEST_NOW, '逐件复核');
  expect(await alarmsOf(auditor, 'many_looks')).toEqual([]);
  await look(bureau.reviewer, TEST_NOW, '逐件复核');
  expect(await alarmsOf(auditor, 'many_looks')).toMatchObject([
    { accountId: bureau.reviewer.actor.accountId, day: '2026-03-09', count: 21 },
  ]);
  expect(await alarmsOf(stranger, 'many_looks')).toEqual([]);
});

test('a look in the night of China is an alarm, one in the evening before nine is none', async () => {
  await look(bureau.decider, new Date('2026-03-11T12:59:00Z'), '晚间办理');
  expect(await alarmsOf(auditor, 'odd_hours')).toEqual([]);
  await look(bureau.decider, new Date('2026-03-11T18:30:00Z'), '深夜查看');
  expect(await alarmsOf(auditor, 'odd_hours')).toMatchObject([
    { accountId: bureau.decider.actor.accountId, day: '2026-03-12', count: 1 },
  ]);
});

test('whoever declared an interest in a party and looks at it later is told to audit', async () => {
  const { accountId } = bureau.publisher.actor;
  await look(bureau.publisher, new Date('2026-03-09T01:00:00Z'), '申报之前');
  await declareInterest(bureau.publisher, subjectId, 'kin');
  await declareInterest(bureau.publisher, subjectId, 'kin');
  expect(await alarmsOf(auditor, 'own_interest')).toEqual([]);
  await look(bureau.publisher, new Date('2026-03-10T03:00:00Z'), '申报之后');
  expect(await alarmsOf(auditor, 'own_interest')).toMatchObject([{ accountId, day: '2026-03-10', count: 1 }]);
  await expect(declareInterest(bureau.clerk, randomUUID(), 'kin')).rejects.toMatchObject({
    code: 'audit.subject_absent',
  });
  await expect(bureau.asOwner('delete from interest_declarations')).rejects.toMatchObject({ code: '42501' });
});

test('what was put into the database in somebody’s name is an alarm of the day on which the log met it', async () => {
  const { accountId, organPath } = bureau.clerk.actor;
  await bureau.asOwner(
    `insert into log_foreign_rows (id, source, key, position, account_id, organ_path, found_at)
     values (gen_random_uuid(), 'journal', 'x', 9, $1, $2, $3)`,
    [accountId, organPath, TEST_NOW],
  );
  expect(await alarmsOf(auditor, 'foreign')).toMatchObject([{ accountId, count: 1 }]);
  expect(await alarmsOf(stranger, 'foreign')).toEqual([]);
});

test('that the structure of the database is not the release’s is an alarm of nobody’s account', async () => {
  await bureau.asOwner(
    `insert into log_foreign_rows (id, source, key, organ_path, found_at) values (gen_random_uuid(), 'catalogue', 'x', '1.', $1)`,
    [TEST_NOW],
  );
  const ofTheBureau = { ...auditor, actor: { ...auditor.actor, organPath: '1.' } };
  expect(await alarmsOf(ofTheBureau, 'catalogue')).toMatchObject([{ account: '', count: 1 }]);
  expect(await alarmsOf(stranger, 'catalogue')).toEqual([]);
});

test('an export is harmless in a spreadsheet and stands in the journal itself', async () => {
  await look(bureau.clerk, TEST_NOW, '=HYPERLINK("http://elsewhere.test")');
  const csv = await exportFound(auditor, 'looks', { ...SEARCH, accountId: bureau.clerk.actor.accountId });
  expect(csv).toContain(`"'=HYPERLINK`);
  expect(csv).not.toMatch(/(^|,)"?=/m);
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  const told = await bureau.asOwner(`select account_id, reason_code from journal where deed = 'journal.export'`);
  expect(told).toEqual([{ account_id: auditor.actor.accountId, reason_code: 'looks' }]);
});
