import { beforeAll, expect, test } from 'vitest';
import { makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import type { TestBureau } from '../../../test/support/publications.ts';
import { BOTH, repairBench } from '../../../test/support/repair-bench.ts';
import type { Context } from '../../ground/audit/index.ts';
import { acknowledgeNotice } from '../procedures/index.ts';
import { beginRepair } from './index.ts';
import type { RepairGround } from './materials.ts';

const bench = repairBench();
const { accepted, at, begin, database, decided, deps, isPublic, isToldInChecks, published, steps } = bench;
let bureau: TestBureau;
let asking: Context;
beforeAll(async () => {
  bureau = bench.bureau;
  const organ = await makeOrgan(database.urls.owner, '1.8.', 'partner');
  asking = { ...bureau.clerk, actor: await makeActor(database.urls.owner, organ, 'counter') };
}, 60_000);

const asked = (recordId: string) =>
  bureau.asOwner(
    `insert into check_uses (id, subject_id, at, organ_id, organ_path, account_id, post_id, asked_hash, matter, purpose, edition,
       record_ids, asked_by, candidate_ids, coverage_at)
     select gen_random_uuid(), subject_id, now(), $1, '1.8.', $2, $2, decode(repeat('00', 32), 'hex'), '许可', '资格审查', '', array[id],
       'code', '{}', now() from records where id = $3`,
    [asking.actor.organId, asking.actor.accountId, recordId],
  );

test('repaired after the shortest term: not a day before, and at once neither shown nor used', async () => {
  const { recordId, publicationId } = await published(1);
  await asked(recordId);
  const id = await accepted(recordId);
  at('2026-07-06');
  await steps().dispose(bureau.clerk, id, 1, 'sufficient');
  await steps().take(bureau.clerk, id, 'draft', { documents: ['decision'] });
  await steps().take(bureau.reviewer, id, 'pass', { documents: ['decision'] });
  const approve = () =>
    steps().take(bureau.decider, id, 'approve', { documents: ['decision'], reason: '条件均已具备。' });
  await expect(approve()).rejects.toThrow('repair.not_open {"reasons":["repair.too_early"],"earliestOn":"2026-07-07"');
  expect([await isPublic(publicationId), await isToldInChecks(recordId)]).toEqual([true, true]);
  at('2026-07-07');
  const approved = await approve();
  expect(approved).toMatchObject({ state: 'syncing', told: 1 });
  expect([await isPublic(publicationId), await isToldInChecks(recordId)]).toEqual([false, false]);
  const [step] = await bureau.asOwner<{ basis: string[] }>(
    'select basis from procedure_steps where case_id = $1 and decides',
    [id],
  );
  expect(step!.basis).toEqual(expect.arrayContaining(['fgw36:3', 'fgw36:8', 'hnxy:43']));
  // 58号令 ended with March: it is no basis of a decision of July.
  expect(step!.basis.filter((ref) => ref.startsWith('fgw58'))).toEqual([]);
  await expect(steps().take(bureau.clerk, id, 'synced')).rejects.toThrow('procedure.receivers_open {"open":1}');
  const [notice] = await bureau.asOwner<{ id: string }>('select id from procedure_notices where case_id = $1', [id]);
  // Who sent it sees it, and does not acknowledge it for the receiver.
  await expect(acknowledgeNotice(bureau.clerk, notice!.id)).rejects.toThrow('access.denied');
  await acknowledgeNotice(asking, notice!.id);
  await expect(acknowledgeNotice(asking, notice!.id)).rejects.toThrow('procedure.received_already');
  expect((await steps().take(bureau.clerk, id, 'synced')).state).toBe('done');
  await expect(begin(recordId)).rejects.toThrow('repair.open_already');
});

test('the clocks of an application: three days to check and to accept, ten to answer, seven to decide, ten more once', async () => {
  const { recordId } = await published(2);
  const { id } = await begin(recordId);
  const dues = (timers: readonly { code: string; dueOn: string | null; standing: string; mark: string }[]) =>
    timers.map(({ code, dueOn, standing, mark }) => [code, dueOn, standing, mark]);
  const submitted = await steps().take(bureau.clerk, id, 'submit', { documents: BOTH });
  // 8 April 2026 is a Wednesday; no holiday lies within ten working days.
  expect(dues(submitted.timers)).toEqual([
    ['material_check', '2026-04-13', 'running', 'reading'],
    ['acceptance', '2026-04-13', 'running', 'secondary'],
    ['answer', '2026-04-22', 'running', 'secondary'],
  ]);
  await steps().take(bureau.clerk, id, 'accept', { documents: ['acceptance_notice'] });
  const verifying = await steps().take(bureau.clerk, id, 'verify');
  expect(dues(verifying.timers).at(-1)).toEqual(['decision', '2026-04-17', 'running', 'memory']);
  const notice = { documents: ['extension_notice'], reason: '需要调查。' };
  const ask = () => steps().take(bureau.clerk, id, 'ask_extension', notice);
  // Asked for by one, approved by the person in charge, and by nobody else; until then the clock runs.
  const asked = await ask();
  expect(dues(asked.timers).at(-1)).toEqual(['decision', '2026-04-17', 'running', 'memory']);
  for (const other of [bureau.clerk, bureau.reviewer])
    await expect(steps().take(other, id, 'extend', notice)).rejects.toThrow('access.denied');
  await steps().take(bureau.decider, id, 'deny_extension', { reason: '尚可按期办结。' });
  await ask();
  const extended = await steps().take(bureau.decider, id, 'extend', notice);
  expect(dues(extended.timers).slice(-2)).toEqual([
    ['decision', '2026-04-17', 'dropped', 'memory'],
    ['extension', '2026-05-06', 'running', 'memory'],
  ]);
  await steps().dispose(bureau.clerk, id, 1, 'sufficient');
  await steps().take(bureau.clerk, id, 'draft', { documents: ['decision'] });
  await steps().take(bureau.reviewer, id, 'return_draft', { reason: '请补充说明。' });
  await ask();
  await expect(steps().take(bureau.decider, id, 'extend', notice)).rejects.toThrow('procedure.taken_once');
});

test('what the bureau holds is not asked for; what it does not hold is, and told at once', async () => {
  const { recordId } = await published(3);
  const { id } = await begin(recordId);
  const submit = (documents: string[]) => steps().take(bureau.clerk, id, 'submit', { documents });
  await expect(submit([])).rejects.toThrow('procedure.document_missing');
  await expect(submit(['commitment_letter'])).rejects.toThrow(
    'repair.material_missing {"missing":["performance_proof"]}',
  );
  const held = await published(4, { duty_performed_on: '2026/04/07' });
  const { id: second } = await begin(held.recordId);
  expect((await steps().take(bureau.clerk, second, 'submit', { documents: ['commitment_letter'] })).state).toBe(
    'submitted',
  );
});

test('a court’s ruling that another application of the party brought is not asked for again, until it shows nothing any more', async () => {
  const party = 13;
  const first = await published(party);
  const second = await published(party, { CF_WSH: '漯司罚决字〔2026〕第9013号' });
  const stranger = await published(14);
  const submitted = async (recordId: string, ground: RepairGround, documents = ['commitment_letter']) => {
    const { id } = await begin(recordId, ground);
    return steps().take(bureau.clerk, id, 'submit', { documents });
  };
  const missing = 'repair.material_missing {"missing":["court_ruling"]}';
  const { id } = await submitted(first.recordId, 'reorganisation', ['commitment_letter', 'court_ruling']);
  // Neither of another party, nor on another plan.
  await expect(submitted(stranger.recordId, 'reorganisation')).rejects.toThrow(missing);
  const { id: settlement } = await begin(second.recordId, 'settlement');
  const lettersOnly = { documents: ['commitment_letter'] };
  await expect(steps().take(bureau.clerk, settlement, 'submit', lettersOnly)).rejects.toThrow(missing);
  await steps().take(bureau.clerk, settlement, 'withdraw', {
    documents: ['withdrawal_request'],
    reason: '改按重整申请。',
  });
  const held = await submitted(second.recordId, 'reorganisation');
  expect(held.state).toBe('submitted');
  // It stands in the second case as a material of its own, to be answered like the rest, by the digest of what was brought.
  const [brought] = await bureau.asOwner<{ sha256: string }>(
    `select d->>'sha256' as sha256 from procedure_steps, jsonb_array_elements(documents) d
     where case_id = $1 and d->>'kind' = 'court_ruling'`,
    [id],
  );
  const points = await bureau.asOwner(
    "select kind, encode(sha256, 'hex') as sha256 from procedure_points where case_id = $1 order by number",
    [held.id],
  );
  expect(points).toEqual([
    { kind: 'material', sha256: '5'.repeat(64) },
    { kind: 'material', sha256: brought!.sha256 },
  ]);
  await steps().take(bureau.clerk, held.id, 'withdraw', { documents: ['withdrawal_request'], reason: '另行申请。' });
  await steps().dispose(bureau.clerk, id, 1, 'lacking');
  await expect(submitted(second.recordId, 'reorganisation')).rejects.toThrow(missing);
});

test('a proof that a person found lacking opens nothing', async () => {
  const { recordId, publicationId } = await published(5);
  const id = await accepted(recordId);
  at('2026-08-03');
  await expect(decided(id, 'approve', 'lacking')).rejects.toThrow('repair.not_open {"reasons":["repair.duty_unknown"]');
  const rejected = await steps().take(bureau.decider, id, 'reject', {
    documents: ['decision'],
    reason: '证明材料不足。',
  });
  expect(rejected.state).toBe('rejected');
  expect(await isPublic(publicationId, '2026-08-03')).toBe(true);
  // A refused application bars no other.
  expect((await begin(recordId)).state).toBe('draft');
});

test('a proof brought later counts from the step that brought it', async () => {
  const { recordId } = await published(11);
  const given = { recordId, appliedOn: day('2026-04-08'), ground: 'term', channel: 'paper', materials: [] } as const;
  const { id } = (await beginRepair(bureau.clerk, deps(), given)).result;
  await steps().take(bureau.clerk, id, 'submit', { documents: BOTH });
  await steps().take(bureau.clerk, id, 'accept', { documents: ['acceptance_notice'] });
  await steps().take(bureau.clerk, id, 'verify');
  at('2026-07-08');
  await steps().take(bureau.clerk, id, 'draft', { documents: ['decision'] });
  await steps().take(bureau.reviewer, id, 'pass', { documents: ['decision'] });
  const approve = () =>
    steps().take(bureau.decider, id, 'approve', { documents: ['decision'], reason: '条件均已具备。' });
  await expect(approve()).rejects.toThrow('repair.not_open {"reasons":["repair.duty_unknown"]');
  await steps().add(bureau.clerk, id, 'material', '缴款凭证');
  await expect(approve()).rejects.toThrow('procedure.undisposed');
  await steps().take(bureau.decider, id, 'send_back', { reason: '新交的材料须一并核实。' });
  expect((await decided(id, 'approve')).state).toBe('syncing');
});

test('returned for supplement and brought again: the clocks of the check begin anew', async () => {
  const { recordId } = await published(6);
  const { id } = await begin(recordId);
  await steps().take(bureau.clerk, id, 'submit', { documents: BOTH });
  await steps().take(bureau.clerk, id, 'return_for_supplement', {
    documents: ['supplement_notice'],
    reason: '承诺书缺签字。',
  });
  at('2026-04-15');
  const again = await steps().take(bureau.clerk, id, 'supplement', { documents: ['commitment_letter'] });
  expect(again.timers.map(({ code, dueOn }) => [code, dueOn])).toEqual([
    ['material_check', '2026-04-20'],
    ['acceptance', '2026-04-20'],
    ['answer', '2026-04-29'],
  ]);
  // All that is lacking is told at once: there is no second time.
  await expect(
    steps().take(bureau.clerk, id, 'return_for_supplement', {
      documents: ['supplement_notice'],
      reason: '再补一份。',
    }),
  ).rejects.toThrow('procedure.taken_once');
});

test('an application is refused at the door by three persons on one text, and told its remedies', async () => {
  const { recordId } = await published(15);
  const { id } = await begin(recordId);
  await steps().take(bureau.clerk, id, 'submit', { documents: BOTH });
  const refusing = { documents: ['refusal_notice'], reason: '不属于可以修复的信息。' };
  const take = (by: Context, step: string) => steps().take(by, id, step, refusing);
  // What one reviewer alone could do before.
  const alone = { ...refusing, documents: [{ kind: 'refusal_notice', sha256: '5'.repeat(64) }] };
  for (const by of [bureau.reviewer, bureau.decider])
    await expect(steps().take(by, id, 'refuse', alone)).rejects.toThrow(/access.denied|procedure.no_such_step/);
  await take(bureau.clerk, 'draft_refusal');
  await expect(take(bureau.clerk, 'pass_refusal')).rejects.toThrow('access.denied');
  await steps().take(bureau.reviewer, id, 'return_refusal', { reason: '理由须写明。' });
  await take(bureau.clerk, 'draft_refusal');
  await expect(take(bureau.decider, 'refuse')).rejects.toThrow('access.denied');
  await take(bureau.reviewer, 'pass_refusal');
  const other = { ...refusing, documents: [{ kind: 'refusal_notice', sha256: '6'.repeat(64) }] };
  await expect(steps().take(bureau.decider, id, 'refuse', other)).rejects.toThrow('procedure.another_document');
  const refused = await take(bureau.decider, 'refuse');
  expect(refused.state).toBe('refused');
  expect(refused.timers.find(({ code }) => code === 'acceptance')).toMatchObject({ standing: 'kept' });
  const hands = await bureau.asOwner<{ taken_by: string }>(
    "select distinct taken_by from procedure_steps where case_id = $1 and step in ('draft_refusal', 'pass_refusal', 'refuse')",
    [id],
  );
  expect(hands).toHaveLength(3);
});

test('false material: told, heard point by point, then drafted, reviewed and decided anew by three people, and back only when served', async () => {
  const { recordId, publicationId } = await published(8);
  const id = await accepted(recordId);
  at('2026-07-08');
  await asked(recordId);
  await decided(id, 'approve');
  const clerk = (step: string, documents: string[] = []) =>
    steps().take(bureau.clerk, id, step, { documents, reason: '证明系伪造。' });
  const decider = (step: string, documents: string[]) =>
    steps().take(bureau.decider, id, step, { documents, reason: '证明系伪造。' });
  // What the decision rests on is not found anew beneath it, by the program or past it.
  await expect(steps().dispose(bureau.clerk, id, 1, 'lacking')).rejects.toThrow('procedure.answer_stands {"number":1}');
  const beneath = `insert into procedure_dispositions select case_id, number, version + 1, 'lacking', reason_id, disposed_by, disposed_kind,
    now(), organ_path from procedure_dispositions where case_id = $1`;
  await expect(bureau.asOwner(beneath, [id])).rejects.toThrow('what was decided on stands');
  // A receiver has not acknowledged yet, and that must not keep what was got by false material.
  await expect(clerk('synced')).rejects.toThrow('procedure.receivers_open');
  await expect(steps().add(bureau.clerk, id, 'material', '迟交的凭证')).rejects.toThrow('procedure.decided');
  await clerk('propose_revocation', ['revocation_notice']);
  await clerk('serve_revocation_notice', ['revocation_notice', 'delivery_receipt']);
  // Without a hearing nothing is drafted, reviewed or decided.
  await expect(clerk('draft_revocation', ['revocation_decision'])).rejects.toThrow('procedure.no_such_step');
  await expect(clerk('close_hearing')).rejects.toThrow('repair.statement_open');
  await clerk('file_statement', ['statement_record']);
  const said = await steps().add(bureau.clerk, id, 'point', '凭证由银行出具。');
  await expect(clerk('answer_statement', ['statement_reply'])).rejects.toThrow('procedure.undisposed');
  await steps().dispose(bureau.clerk, id, said, 'not_upheld');
  await clerk('answer_statement', ['statement_reply']);
  await clerk('draft_revocation', ['revocation_decision']);
  await steps().take(bureau.reviewer, id, 'redraft', { reason: '证据须列明。' });
  await clerk('draft_revocation', ['revocation_decision']);
  await steps().take(bureau.reviewer, id, 'pass_revocation', { documents: ['revocation_decision'] });
  // The notice on repair goes with it (两书同达).
  await expect(decider('decide_revocation', ['revocation_decision'])).rejects.toThrow('procedure.document_missing');
  expect((await decider('decide_revocation', ['revocation_decision', 'repair_notice'])).state).toBe(
    'revocation_decided',
  );
  expect([await isPublic(publicationId), await isToldInChecks(recordId)]).toEqual([false, false]);
  const served = await clerk('serve_revocation', ['delivery_receipt']);
  expect(served).toMatchObject({ state: 'revoked_false_material', told: 1 });
  expect([await isPublic(publicationId), await isToldInChecks(recordId)]).toEqual([true, true]);
});

test('a licence, a withdrawn record and one that was set aside cannot be repaired', async () => {
  const { recordId } = await published(9);
  await bureau.send([penaltyRow(9, { CF_JDRQ: '2026/04/07', action: 'correct', decision_status: 'set_aside' })]);
  await expect(begin(recordId)).rejects.toThrow('repair.not_repairable {"decision":"set_aside"}');
});

test('before order 36 the application runs on what the law knew then', async () => {
  at('2026-03-09');
  const recordId = [...(await bureau.send([penaltyRow(10)])).values()][0]!;
  const given = { recordId, appliedOn: day('2026-03-09'), ground: 'term', channel: 'paper', materials: [] } as const;
  const { id } = (await beginRepair(bureau.clerk, deps(), given)).result;
  const { timers } = await steps().take(bureau.clerk, id, 'submit', { documents: BOTH });
  expect(timers.map(({ code, dueOn }) => [code, dueOn])).toEqual([
    ['acceptance', '2026-03-12'],
    ['answer', '2026-03-23'],
  ]);
});
