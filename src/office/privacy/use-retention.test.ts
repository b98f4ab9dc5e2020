import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { asProgram, sequenceAll, takeNow, testGrower, testLogHome, verifyAsOwner } from '../../../test/support/log.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { tamper } from '../../../test/support/tampering.ts';
import type { Context } from '../../ground/audit/index.ts';
import type { Finding } from '../../ground/proof/verify/finding.ts';
import { Vault } from '../../ground/vault/index.ts';
import { enterObjection } from '../../rights/objections/index.ts';
import { acknowledgeRecall, tellEnds } from '../../together/recalls/index.ts';
import { enterBreach, stepBreach } from './breach-commands.ts';
import { outlivedBefore } from './retention.ts';
import { removeOutlivedUses } from './use-retention-jobs.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
let bureau: TestBureau;
/** Of another house, which asks. */
let receiver: Context;
let organ: { id: string; path: string };

beforeAll(async () => {
  bureau = await testBureau(database);
  organ = await makeOrgan(database.urls.owner, '1.8.', 'partner');
  const counter = await makeActor(database.urls.owner, { ...organ, kind: 'partner' }, 'counter');
  receiver = { ...bureau.clerk, ...contextFor(counter, database.pools), now: () => bureau.clock.now };
  await takeNow(database, bureau.clock.now);
  await grow();
  await askedLongAgo();
}, 60_000);

/** What the log took down in the spring of 2026, by what each rests on. */
const ids = { nothing: '', record: '', dispute: '', breach: '', first: '', second: '', old: '', contested: '' };
let recordId: string;
let subjectId: string;
let publicationId: string;
async function askedLongAgo(): Promise<void> {
  const sent = [...(await bureau.send([penaltyRow(1), penaltyRow(2)])).values()];
  recordId = sent[0]!;
  publicationId = (await bureau.publish(recordId)).id;
  const subjectOf = async (id: string) =>
    (await bureau.asOwner<{ of: string }>('select subject_id as of from records where id = $1', [id]))[0]!.of;
  subjectId = await subjectOf(recordId);
  ids.nothing = await use();
  ids.record = await use([recordId], subjectId);
  ids.dispute = await use([], await subjectOf(sent[1]!));
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const points = ['当事人称处罚金额记载有误。'];
  const given = { recordId: sent[1]!, receivedOn: day('2026-03-09'), channel: 'paper' as const, points, exhibits: [] };
  await enterObjection(bureau.clerk, { law: bureau.law, vault }, given);
  await otherLogsAsked();
  await looked('(select sealed_id from procedure_points limit 1)');
  await take();
  for (const [day, key] of [
    ['2026-05-04', 'breach'],
    ['2026-06-01', 'first'],
    ['2026-06-02', 'second'],
    ['2026-07-01', 'old'],
    ['2026-07-02', 'contested'],
  ] as const) {
    on(day);
    ids[key] = await use([], key === 'contested' ? subjectId : null);
    await take();
  }
}

const on = (instant: string) => {
  bureau.clock.now = new Date(`${instant}T10:00:00+08:00`);
};
async function grow(): Promise<void> {
  await sequenceAll(database);
  await testGrower(database, keys, path.join(home, 'log')).grower.grow();
}
/** What the keeper takes down today is in the log. */
async function take(): Promise<void> {
  await takeNow(database, bureau.clock.now);
  await grow();
}
async function verify(): Promise<Finding[]> {
  const { findings } = await verifyAsOwner(database, keys, path.join(home, 'log'));
  return findings.filter(({ table }) => table !== 'posts' && table !== 'post_holdings');
}
const remove = () =>
  removeOutlivedUses({
    pools: database.pools,
    now: () => bureau.clock.now,
    law: () => bureau.law,
    log: () => undefined,
  });

/** A use of the checks as the program writes it, today; answers its id. */
async function use(told: readonly string[] = [], subject: string | null = null): Promise<string> {
  const { accountId, postId } = bureau.clerk.actor;
  const [made] = await asProgram<{ id: string }>(
    database,
    `insert into check_uses (id, subject_id, at, organ_id, organ_path, account_id, post_id, asked_hash, matter, purpose, edition,
       record_ids, asked_by, candidate_ids, coverage_at)
     values (gen_random_uuid(), $7, $1, $2, $3, $4, $5, sha256('x'), '虚构事项', '窗口核验', $6, $8, 'code', '{}', $1) returning id`,
    [bureau.clock.now, organ.id, organ.path, accountId, postId, bureau.clerk.edition, subject, told],
  );
  return made!.id;
}
/** A screening and a look, as the program writes them, today. */
async function otherLogsAsked(): Promise<void> {
  const { accountId, postId, organId, organPath } = bureau.clerk.actor;
  await asProgram(
    database,
    `insert into screening_uses (id, way, at, organ_id, organ_path, account_id, post_id, asked_hash, asked, matter, purpose, edition,
       candidate_ids) values (gen_random_uuid(), 'queries', $1, $2, $3, $4, $5, sha256('x'), 1, '虚构事项', '名单核查', $6, '{}')`,
    [bureau.clock.now, organId, organPath, accountId, postId, bureau.clerk.edition],
  );
  await looked('gen_random_uuid()');
}
/** A look at that value. */
async function looked(value: string): Promise<void> {
  const { accountId, postId, organPath } = bureau.clerk.actor;
  await asProgram(
    database,
    `insert into sealed_looks (id, at, account_id, post_id, organ_path, object_kind, object_id, reason, matter)
     values (gen_random_uuid(), $1, $2, $3, $4, 'value', ${value}, '核对身份', 'review')`,
    [bureau.clock.now, accountId, postId, organPath],
  );
}
const isThere = async (id: string) =>
  (await bureau.asOwner('select 1 from check_uses where id = $1', [id])).length === 1;
const entries = () =>
  bureau.asOwner<{ basis: string[] }>(`select basis from journal where deed = 'retention.remove' order by at, id`);

test('the term of a log ends with its last day, in whichever month that is', () => {
  expect(outlivedBefore(day('2029-03-10'), 36)).toBe('2026-03-10');
  expect(outlivedBefore(day('2026-03-31'), 1)).toBe('2026-02-28');
});

test('each log ends with its term: not a day before, by an entry that tells how many, once, and every proof stays valid', async () => {
  on('2029-03-09');
  expect(await remove()).toBe(0);
  on('2029-03-10');
  expect(await remove()).toBe(3);
  expect(await isThere(ids.nothing)).toBe(false);
  expect((await entries()).map(({ basis }) => basis.join(' ')).sort()).toEqual([
    'grxx:19 grxx:56',
    'grxx:19 wlaq:23(3)',
    'grxx:19 wlaq:23(3)',
  ]);
  // Before the log has the entries, and after.
  expect(await verify()).toEqual([]);
  await grow();
  expect(await verify()).toEqual([]);
  expect(await remove()).toBe(0);
  expect(await entries()).toHaveLength(3);
  expect(await bureau.asOwner('select uses from retention_runs where uses > 0')).toEqual([{ uses: '3' }]);
  const [kept] = await bureau.asOwner(`select digest from log_rows where source = 'check_uses' and key = $1`, [
    ids.nothing,
  ]);
  expect(kept).toBeDefined();
});

test('a use that told a record stays while a recall may come or is not acknowledged, and then goes', async () => {
  const id = ids.record;
  const [term] = await bureau.asOwner<{ next: string }>(
    'select (last_day + 1)::text as next from publication_terms where publication_id = $1',
    [publicationId],
  );
  on(term!.next > '2029-03-10' ? term!.next : '2029-03-10');
  expect([await remove(), await isThere(id)]).toEqual([0, true]);
  const told = { pools: database.pools, now: () => bureau.clock.now, law: () => bureau.law, log: () => undefined };
  expect(await tellEnds(told)).toBe(true);
  expect([await remove(), await isThere(id)]).toEqual([0, true]);
  const [notice] = await bureau.asOwner<{ id: string }>('select id from record_notices where record_id = $1', [
    recordId,
  ]);
  await acknowledgeRecall(receiver, notice!.id);
  expect([await remove(), await isThere(id)]).toEqual([1, false]);
  await take();
  expect(await verify()).toEqual([]);
});

test('while a breach is open no trace goes', async () => {
  const id = ids.breach;
  on('2029-05-05');
  const { result: breach } = await enterBreach(bureau.clerk, {
    kind: 'leaked',
    certain: false,
    happenedOn: null,
    foundOn: day('2029-05-05'),
    items: ['penalty'],
    persons: null,
    dataKinds: '证件号码',
    cause: '一台电脑遗失。',
    harm: '可能被用于冒名。',
  });
  expect([await remove(), await isThere(id)]).toEqual([0, true]);
  const step = (by: Context, name: 'remedy' | 'tell_authority' | 'spare_persons' | 'close') => {
    const tells = name === 'tell_authority';
    const notice = { told: tells ? '主管部门' : null, noticeSha256: tells ? 'a'.repeat(64) : null };
    return stepBreach(by, breach.id, { step: name, on: day('2029-05-05'), note: '已按规定处置。', ...notice });
  };
  await step(bureau.clerk, 'remedy');
  await step(bureau.clerk, 'tell_authority');
  await step(bureau.decider, 'spare_persons');
  await step(bureau.decider, 'close');
  expect([await remove(), await isThere(id)]).toEqual([1, false]);
});

test('while a case about the party runs no use about it goes', async () => {
  on('2029-05-06');
  expect([await remove(), await isThere(ids.dispute)]).toEqual([0, true]);
});

test('a run that is cut off half-way leaves nothing half done, and the next goes on', async () => {
  const { first, second } = ids;
  on('2029-06-03');
  await bureau.asOwner(`create function cut_off() returns trigger language plpgsql as $$
    begin if old.id = '${second}' then raise exception 'cut off'; end if; return old; end $$`);
  await bureau.asOwner('create trigger cut_off before delete on check_uses for each row execute function cut_off()');
  await expect(remove()).rejects.toThrow('cut off');
  expect([await isThere(first), await isThere(second)]).toEqual([false, true]);
  const written = 'select 1 from log_removals where $1 = any (keys)';
  expect([await bureau.asOwner(written, [first]), await bureau.asOwner(written, [second])]).toEqual([
    [expect.anything()],
    [],
  ]);
  await bureau.asOwner('drop trigger cut_off on check_uses');
  expect([await remove(), await isThere(second)]).toEqual([1, false]);
  await take();
  expect(await verify()).toEqual([]);
});

test('a row removed by hand is named: younger than its term, or older and by no act', async () => {
  const { old } = ids;
  on('2029-07-05');
  const young = await use();
  await take();
  for (const key of [old, young]) {
    const named = [{ finding: 'removed', table: 'check_uses', key, position: expect.any(Number) }];
    expect(await tamper(database, `delete from check_uses where id = '${key}'`, verify)).toEqual(named);
    // Written down as if it had been an act: no entry tells of it.
    const forged = `delete from check_uses where id = '${key}'; insert into log_removals (id, source, keys, taken_before, removed_at,
      basis, edition) values (gen_random_uuid(), 'check_uses', array['${key}'], now(), now(), '{}', repeat('a', 64))`;
    expect(await tamper(database, forged, verify)).toEqual(
      expect.arrayContaining([...named, expect.objectContaining({ finding: 'inserted', table: 'log_removals' })]),
    );
  }
});

test('the database lets nobody take a row away but by the act, and none within six months', async () => {
  await expect(bureau.asOwner('delete from check_uses')).rejects.toThrow('append-only');
  await expect(database.pools.intakePool.query('delete from check_uses')).rejects.toThrow('permission denied');
  const asked = `select * from remove_outlived_uses(gen_random_uuid(), 'check_uses', '-infinity', 'infinity', $1, 10, $2, '{}',
    repeat('a', 64))`;
  await expect(database.pools.intakePool.query(asked, ['2029-01-01', '2029-05-30'])).rejects.toThrow('six months');
  await expect(database.pools.appPool.query(asked, ['2028-01-01', '2029-05-30'])).rejects.toThrow('permission denied');
});

test('while a judgement of who is meant is contested no use about the party goes, until it is judged anew', async () => {
  const judged = (id: string, at: string) => `insert into match_judgements
    (id, subject_id, spelling, folded, verdict, reason, until, decided_by, decided_kind, decided_at, edition, organ_path)
    values ('${id}', '${subjectId}', '虚构名', '虚构名', 'same', '核对过证照', '2030-01-01', gen_random_uuid(), 'person', '${at}', repeat('a', 64), '1.')`;
  const byHand = (statement: string) => bureau.asOwner(`set session_replication_role = replica; ${statement}`);
  const id = '00000000-0000-4000-8000-000000000001';
  await byHand(`${judged(id, '2026-07-03')}; insert into match_objections
    (id, judgement_id, received_on, received_at, sealed_id, entered_by, entered_kind, organ_path)
    values (gen_random_uuid(), '${id}', '2026-07-04', '2026-07-04', gen_random_uuid(), gen_random_uuid(), 'person', '1.')`);
  on('2029-07-06');
  await remove();
  expect(await isThere(ids.contested)).toBe(true);
  await byHand(judged('00000000-0000-4000-8000-000000000002', '2026-07-05'));
  expect([await remove(), await isThere(ids.contested)]).toEqual([1, false]);
});

test('a look at what a case holds waits until the archive has signed for the case', async () => {
  const looks = () => bureau.asOwner('select 1 from sealed_looks');
  expect([await remove(), (await looks()).length]).toEqual([0, 1]);
  const handed = `with handed as (insert into archive_handovers (id, organ_path, receiver, sha256, made_by, made_kind, made_at, edition)
      values (gen_random_uuid(), '1.', '虚构档案馆', sha256('x'), gen_random_uuid(), 'person', now(), repeat('a', 64)) returning *),
    cases as (insert into archive_handover_cases (handover_id, case_id, organ_path) select h.id, c.case_id, '1.' from handed h,
      (select case_id from procedure_points limit 1) c)
    insert into archive_receipts (handover_id, sha256, made_by, number, received_on, entered_by, entered_kind, entered_at, organ_path)
    select id, sha256, made_by, '虚构收字1号', '2029-07-06', gen_random_uuid(), 'person', now(), '1.' from handed`;
  await bureau.asOwner(`set session_replication_role = replica; ${handed}`);
  expect([await remove(), (await looks()).length]).toEqual([1, 0]);
});
