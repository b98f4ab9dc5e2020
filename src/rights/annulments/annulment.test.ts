import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { caseSteps, digest } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { day } from '../../../test/support/law.ts';
import { type PenaltyRow, penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { askChecks, CheckDesk } from '../../facts/checks/check-commands.ts';
import { getRecord } from '../../facts/records/record-queries.ts';
import { shownRecord } from '../../facts/records/shown-record.ts';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Vault } from '../../ground/vault/index.ts';
import { keptLaws } from '../../office/editions/index.ts';
import { acknowledgeNotice } from '../procedures/index.ts';
import { ANNULMENT_PROCEDURE, openAnnulment } from './index.ts';

const database = testDatabase();
let bureau: TestBureau;
let vault: Vault;
let counter: Context;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const organ = await makeOrgan(database.urls.owner, '1.9.', 'partner');
  counter = { ...bureau.clerk, actor: await makeActor(database.urls.owner, organ, 'counter') };
}, 60_000);
beforeEach(() => at('2026-03-09'));

const at = (on: string) => {
  bureau.clock.now = new Date(`${on}T02:00:00Z`);
};
const deps = () => ({ law: bureau.law, vault });
const steps = () => caseSteps(deps(), [ANNULMENT_PROCEDURE]);
const TOLD = { served_on: '2026/03/02', remedy_notified: '是' };
const sent = async (serial: number, change: PenaltyRow = {}) =>
  [...(await bureau.send([penaltyRow(serial, { ...TOLD, ...change })])).values()][0]!;
type Opening = Parameters<typeof openAnnulment>[2];
const open = async (
  ctx: Context,
  recordId: string,
  step: Opening['step'],
  kind: string,
  more: Partial<Opening> = {},
) => {
  const documents = [{ kind, sha256: digest(kind) }];
  const given = {
    recordId,
    step,
    on: day('2026-03-09'),
    channel: 'paper',
    ground: 'ruling',
    documents,
    ...more,
  } as const;
  return (await openAnnulment(ctx, deps(), given)).result;
};
/** What a counter is told of the party's one record; undefined: nothing. */
async function told(serial: number) {
  const laws = { law: bureau.law, lawOf: keptLaws(database.pools), vault, desk: new CheckDesk(database.pools) };
  const ctx = { ...counter, request: { key: randomUUID(), digest: Buffer.alloc(32) } };
  const question = { matter: '律师事务所设立许可', purpose: '核对设立条件', code: usccFor('411100', '91', serial) };
  return (await askChecks(ctx, laws, [question]))[0]!.facts[0];
}
const adverse = async (id: string) => {
  const shown = shownRecord(await getRecord(bureau.clerk, id), bureau.law, chinaDate(bureau.clock.now));
  return shown.adverseCredit!.value;
};

test('review, suit and their results: what counts follows from the steps, day by day', async () => {
  const recordId = await sent(1);
  const { id } = await open(bureau.clerk, recordId, 'file_review', 'review_application', { ground: 'remedy' });
  at('2026-12-01');
  // The periods have long run out; the review that was filed keeps the decision open.
  expect([await adverse(recordId), (await told(1))!.adverseCredit.value]).toEqual([false, false]);
  expect((await told(1))!.marks).toEqual(['not_final']);
  const uphold = { documents: ['review_decision'], reason: '复议决定维持。' };
  await expect(steps().take(bureau.clerk, id, 'uphold_review', uphold)).rejects.toThrow('access.denied');
  await steps().take(bureau.reviewer, id, 'uphold_review', uphold);
  expect(await adverse(recordId)).toBe(false);
  // One enters the enquiry, another checks it; before the periods are over neither makes anything final.
  await steps().take(bureau.clerk, id, 'enquire_suit', { documents: ['enquiry_record'] });
  const note = { documents: ['enquiry_record'], reason: '经查询未起诉。' };
  await expect(steps().take(bureau.clerk, id, 'note_no_suit', note)).rejects.toThrow('access.denied');
  await expect(steps().take(bureau.reviewer, id, 'note_no_suit', note)).rejects.toThrow('annulment.remedies_run');
  // Fifteen days after the review decision was served (行政诉讼法 art. 45): to and including 16 December.
  at('2026-12-17');
  expect(await adverse(recordId)).toBe(false);
  await steps().take(bureau.reviewer, id, 'note_no_suit', note);
  expect([await adverse(recordId), (await told(1))!.adverseCredit.value]).toEqual([true, true]);
  expect((await told(1))!.marks).toEqual([]);
});

test('a suit that runs keeps it open; the judgment that upholds it makes it final on its day', async () => {
  const recordId = await sent(2);
  const { id } = await open(bureau.clerk, recordId, 'file_suit', 'suit_notice', { ground: 'remedy' });
  at('2026-12-01');
  expect((await told(2))!.marks).toEqual(['not_final']);
  await expect(
    steps().take(bureau.reviewer, id, 'uphold_review', { documents: ['review_decision'], reason: '维持。' }),
  ).rejects.toThrow('procedure.no_such_step');
  await steps().take(bureau.reviewer, id, 'uphold_suit', { documents: ['judgment'], reason: '生效判决驳回诉讼请求。' });
  expect((await told(2))!.adverseCredit.value).toBe(true);
});

test('that nothing was filed is noted only when nothing can be filed any more', async () => {
  const recordId = await sent(3);
  // Six months from service on 2 March end on 2 September (行政诉讼法 art. 46).
  at('2026-09-02');
  const { id, state } = await open(bureau.clerk, recordId, 'enquire', 'enquiry_record', {
    on: day('2026-09-02'),
    ground: 'no_remedy',
  });
  expect([state, (await told(3))!.marks]).toEqual(['enquired', ['not_final']]);
  const enquired = { documents: ['enquiry_record'], reason: '经向复议机关和法院查询，均未收到。' };
  const note = (by: Context) => steps().take(by, id, 'note_no_remedy', enquired);
  await expect(note(bureau.reviewer)).rejects.toThrow('annulment.remedies_run');
  at('2026-09-03');
  await expect(note(bureau.clerk)).rejects.toThrow('access.denied');
  expect((await note(bureau.reviewer)).state).toBe('unattacked');
  expect((await told(3))!.adverseCredit.value).toBe(true);
});

test('a ruling: at once neither shown nor used, withdrawn with a public reason by three people in three days, told everywhere', async () => {
  const recordId = await sent(4);
  const { address } = await bureau.publish(recordId);
  expect((await told(4))!.recordId).toBe(recordId);
  const opened = await open(bureau.clerk, recordId, 'receive_setting_aside', 'ruling');
  // 行政处罚法 arts. 48, 85: three working days from Monday 9 March.
  expect(opened.timers).toMatchObject([{ code: 'withdrawal', dueOn: '2026-03-12', articles: ['xzcf:48', 'xzcf:85'] }]);
  expect([await told(4), await adverse(recordId)]).toEqual([undefined, false]);
  const stands = () =>
    bureau.asOwner('select publication_stands(id) as stands from publications where address = $1', [address]);
  expect(await stands()).toEqual([{ stands: false }]);
  await expect(steps().take(bureau.clerk, opened.id, 'confirm', { documents: ['ruling'] })).rejects.toThrow(
    'access.denied',
  );
  await steps().take(bureau.reviewer, opened.id, 'confirm', { documents: ['ruling'] });
  const withdraw = (ctx: Context, reason: string) =>
    steps().take(ctx, opened.id, 'withdraw', { documents: ['ruling', 'withdrawal_notice'], reason });
  const reason = '该处罚决定已被复议机关撤销。';
  await expect(withdraw(bureau.reviewer, reason)).rejects.toThrow('access.denied');
  await expect(withdraw(bureau.publisher, reason)).rejects.toThrow('access.denied');
  await expect(withdraw(bureau.decider, '某甲电话13800000000，已撤销。')).rejects.toThrow(
    'procedure.reason_personal_data',
  );
  const done = await withdraw(bureau.decider, reason);
  expect(done).toMatchObject({ state: 'withdrawing', told: 1 });
  expect(done.timers).toMatchObject([
    { code: 'withdrawal', standing: 'kept' },
    { code: 'holders', dueOn: '2026-03-10', articles: ['hnxy:42'] },
  ]);
  const rows = await bureau.asOwner(
    `select w.ground, w.public_reason, w.decided_kind, w.basis from publication_withdrawals w join publications p on p.id = w.publication_id
     where p.address = $1`,
    [address],
  );
  expect(rows).toEqual([
    { ground: 'set_aside', public_reason: reason, decided_kind: 'person', basis: ['xzcf:48', 'hnxy:42'] },
  ]);
  const entries = await bureau.asOwner(
    `select j.account_id from journal j join publications p on p.id = j.object_id
     where j.deed = 'publication.withdraw' and p.address = $1`,
    [address],
  );
  expect(entries).toEqual([{ account_id: bureau.decider.actor.accountId }]);
  await expect(steps().take(bureau.clerk, opened.id, 'all_withdrawn')).rejects.toThrow('procedure.receivers_open');
  const [notice] = await bureau.asOwner<{ id: string }>('select id from procedure_notices where case_id = $1', [
    opened.id,
  ]);
  await acknowledgeNotice(counter, notice!.id);
  expect((await steps().take(bureau.clerk, opened.id, 'all_withdrawn')).state).toBe('gone');
  expect(await told(4)).toBeUndefined();
});

test('a ruling about another decision is dismissed by a third person with a reason, and a review that ran still runs', async () => {
  const recordId = await sent(5);
  const { id } = await open(bureau.clerk, recordId, 'file_review', 'review_application', { ground: 'remedy' });
  await steps().take(bureau.clerk, id, 'receive_void', { documents: ['ruling'] });
  expect(await told(5)).toBeUndefined();
  const ruling = { documents: ['ruling'] };
  const why = { ...ruling, reason: '文书所指为另一决定。' };
  await expect(steps().take(bureau.reviewer, id, 'propose_dismissal', ruling)).rejects.toThrow('procedure.no_reason');
  await steps().take(bureau.reviewer, id, 'propose_dismissal', why);
  expect(await told(5)).toBeUndefined();
  await expect(steps().take(bureau.reviewer, id, 'dismiss', why)).rejects.toThrow('access.denied');
  await expect(steps().take(bureau.decider, id, 'dismiss', ruling)).rejects.toThrow('procedure.no_reason');
  await steps().take(bureau.decider, id, 'dismiss', why);
  at('2026-12-01');
  expect((await told(5))!.marks).toEqual(['not_final']);
  await steps().take(bureau.reviewer, id, 'uphold_review', { documents: ['review_decision'], reason: '维持。' });
});

test('one case for each record, whoever asks twice; of a licence none', async () => {
  const recordId = await sent(6);
  const both = await Promise.allSettled([
    open(bureau.clerk, recordId, 'receive_void', 'ruling'),
    open(bureau.reviewer, recordId, 'file_suit', 'suit_notice', { ground: 'remedy' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await bureau.asOwner('select id from procedure_cases where record_id = $1', [recordId])).toHaveLength(1);
  const twice = `insert into procedure_cases select gen_random_uuid(), procedure, subject_id, record_id, record_version, channel, ground,
    opened_at, opened_by, opened_kind, organ_id, organ_path, party_id from procedure_cases where record_id = $1`;
  await expect(bureau.asOwner(twice, [recordId])).rejects.toMatchObject({ code: '23505' });
});

test('each way in which a decision falls gives its ground to the public, and hides it at once', async () => {
  const WAYS = { receive_alteration: 'changed', receive_unlawful: 'unlawful', receive_void: 'void' } as const;
  for (const [index, [step, ground]] of Object.entries(WAYS).entries()) {
    const recordId = await sent(10 + index);
    await bureau.publish(recordId);
    const { id } = await open(bureau.clerk, recordId, step as keyof typeof WAYS, 'ruling');
    await steps().take(bureau.reviewer, id, 'confirm', { documents: ['ruling'] });
    await steps().take(bureau.decider, id, 'withdraw', {
      documents: ['ruling', 'withdrawal_notice'],
      reason: '原决定不再有效。',
    });
    const rows = await bureau.asOwner(
      `select w.ground from publication_withdrawals w join publications p on p.id = w.publication_id where p.record_id = $1`,
      [recordId],
    );
    expect([step, rows]).toEqual([step, [{ ground }]]);
  }
});

test('what was known then is answered then: before the ruling came in the record was in use', async () => {
  const recordId = await sent(20);
  const before = new Date('2026-03-09T02:30:00Z');
  bureau.clock.now = new Date('2026-03-09T03:00:00Z');
  await open(bureau.clerk, recordId, 'receive_unlawful', 'ruling');
  const asked = (as: Date) =>
    bureau.asOwner<{ remedies: unknown }>(
      'select remedies_of_record(r.subject_id, r.id, $1) as remedies from records r where r.id = $2',
      [as, recordId],
    );
  expect(await asked(before)).toEqual([{ remedies: {} }]);
  expect(await asked(bureau.clock.now)).toEqual([{ remedies: { decision_status: 'void' } }]);
});
