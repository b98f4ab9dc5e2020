import { beforeAll, expect, test } from 'vitest';
import { digest } from '../../../test/support/cases.ts';
import { determinationBench, SERVED, SUPERVISION } from '../../../test/support/determination-bench.ts';
import { day } from '../../../test/support/law.ts';
import { draftedIn, servedIn } from '../../../test/support/made-here.ts';
import type { TestBureau } from '../../../test/support/publications.ts';
import { enterObjection } from '../objections/index.ts';
import { readContents } from './contents-queries.ts';
import type { Contents } from './determination.ts';
import { DETERMINATION_PROCEDURE, listStanding, reviseContents } from './index.ts';

const bench = determinationBench();
const { at, decide, deps, notice, propose, ready, sent, standing, steps } = bench;
let bureau: TestBureau;
beforeAll(() => {
  bureau = bench.bureau;
});

test('key supervision: notice, defence answered point by point, review, decision, service; it stands from service to its last day', async () => {
  const id = await propose(await sent(1));
  expect((await notice(id)).timers).toMatchObject([
    { code: 'statement', dueOn: '2026-03-16', articles: ['gbf49:8', 'sj44:13'] },
  ]);
  await expect(steps().take(bureau.clerk, id, 'close_hearing')).rejects.toThrow('determination.statement_open');
  at('2026-03-11');
  expect(
    (await steps().take(bureau.clerk, id, 'file_statement', { documents: ['statement_record'] })).timers,
  ).toMatchObject([
    { code: 'statement', standing: 'kept' },
    { code: 'reply', dueOn: '2026-04-01' },
  ]);
  await steps().add(bureau.clerk, id, 'point', '当事人称已经整改。');
  const reply = { documents: ['statement_reply'] };
  await expect(steps().take(bureau.clerk, id, 'answer_statement', reply)).rejects.toThrow('procedure.undisposed');
  await steps().dispose(bureau.clerk, id, 1, 'not_upheld');
  await steps().take(bureau.clerk, id, 'answer_statement', reply);
  const asList = { documents: ['list_decision'] };
  await expect(steps().take(bureau.clerk, id, 'draft_listing', asList)).rejects.toThrow('determination.other_use');
  await steps().take(bureau.clerk, id, 'draft', { documents: ['decision'] });
  await expect(decide(id, 'decide', ['decision', 'repair_notice'])).rejects.toThrow('access.denied');
  await steps().take(bureau.reviewer, id, 'pass', { documents: ['decision', 'legal_opinion'] });
  expect(await standing()).not.toContain(id);
  await decide(id, 'decide', ['decision', 'repair_notice']);
  expect(await standing()).not.toContain(id);
  at('2026-03-20');
  await steps().take(bureau.clerk, id, 'serve_decision', SERVED);
  expect(await listStanding(bureau.clerk, day('2026-03-20'))).toContainEqual(
    expect.objectContaining({ caseId: id, effectiveOn: '2026-03-20', untilOn: '2027-03-20', resting: false }),
  );
  expect((await listStanding(bureau.clerk, day('2027-03-20'))).map(({ caseId }) => caseId)).toContain(id);
  expect((await listStanding(bureau.clerk, day('2027-03-21'))).map(({ caseId }) => caseId)).not.toContain(id);
});

test('nothing becomes heavier after the notice, whoever spoke and whatever was found: in the command and in the database', async () => {
  const id = await propose(await sent(2));
  const revise = (contents: Partial<Contents>) =>
    reviseContents(bureau.clerk, deps(), {
      caseId: id,
      contents: { ...SUPERVISION, ...contents },
      on: day('2026-03-09'),
    });
  await revise({ termMonths: 24 });
  await notice(id);
  await expect(revise({ termMonths: 25 })).rejects.toThrow('determination.heavier');
  await expect(revise({ termMonths: 24, measures: ['M10', 'M01.tender'] })).rejects.toThrow('determination.heavier');
  await expect(revise({ measures: ['M08', 'other'] })).rejects.toThrow('determination.measure_not_listed');
  expect((await revise({ termMonths: 6, measures: [] })).result.version).toBe(3);
  await expect(revise({ termMonths: 24 })).rejects.toThrow('determination.heavier');
  const { versions, mayRevise } = await readContents(bureau.clerk, id);
  expect([mayRevise, (await readContents(bureau.reviewer, id)).mayRevise]).toEqual([true, false]);
  expect(versions.map(({ termMonths, afterSteps }) => [termMonths, afterSteps])).toEqual([
    [12, 0],
    [24, 1],
    [6, 2],
  ]);
  const heavier = `insert into determination_contents (case_id, version, after_steps, ground, term_months, measures, refs, entered_by,
      entered_kind, entered_at, organ_path)
    select case_id, 4, 2, ground, 7, measures, refs, entered_by, entered_kind, entered_at, organ_path
    from determination_contents where case_id = $1 and version = 3`;
  await expect(bureau.asOwner(heavier, [id])).rejects.toMatchObject({ constraint: 'determination_not_heavier' });
});

test('no step rests on a paper from outside in the place of one of ours, none on a service that was of something else', async () => {
  const id = await propose(await sent(18));
  const outside = (kind: string) => ({ kind, sha256: digest(kind) });
  const bare = { documents: [outside('prior_notice'), outside('delivery_receipt')] };
  await expect(steps().take(bureau.clerk, id, 'serve_notice', bare)).rejects.toThrow('procedure.document_not_drafted');
  const unserved = { documents: ['prior_notice', outside('delivery_receipt')] };
  await expect(steps().take(bureau.clerk, id, 'serve_notice', unserved)).rejects.toThrow('procedure.not_served');
  const step = (documents: readonly object[], caseId = id) =>
    bureau.asOwner(
      `insert into procedure_steps (case_id, number, procedure, step, from_state, to_state, decides, taken_on, taken_at, taken_by,
        taken_kind, reason_id, documents, remedies, basis, edition, organ_path)
      select c.id, 2, 'determination', 'serve_notice', 'proposed', 'noticed', false, '2026-03-09', now(), $2, 'person', null, $3, '{}',
        '{xzcf:44}', repeat('0', 64), c.organ_path from procedure_cases c where c.id = $1`,
      [caseId, bureau.clerk.actor.accountId, JSON.stringify(documents)],
    );
  const [{ sha256 }] = (await bureau.asOwner<{ sha256: string }>(
    `select encode(v.text_sha256, 'hex') as sha256 from case_documents d join document_versions v on v.document_id = d.id
      where d.case_id = $1 and d.kind = 'prior_notice'`,
    [id],
  )) as [{ sha256: string }];
  const drafted = { kind: 'prior_notice', sha256 };
  const undrafted = await propose(await sent(19));
  await expect(step([drafted, outside('delivery_receipt')], undrafted)).rejects.toMatchObject({
    constraint: 'procedure_steps_drafted',
  });
  await expect(step([drafted, outside('delivery_receipt')])).rejects.toThrow('on the day of that service');
  // A service of something else: here of the notice on repair, which no notice is.
  await draftedIn(bureau.clerk, deps(), [DETERMINATION_PROCEDURE], {
    caseId: id,
    procedure: 'determination',
    kind: 'repair_notice',
  });
  const on = day('2026-03-09');
  const sha = await servedIn(bureau.clerk, { caseId: id, kinds: ['repair_notice'], on });
  const another = { kind: 'delivery_receipt', sha256: sha };
  const served = { documents: ['prior_notice', another] };
  await expect(steps().take(bureau.clerk, id, 'serve_notice', served)).rejects.toThrow('procedure.not_served');
  await expect(step([drafted, another])).rejects.toMatchObject({ constraint: 'procedure_steps_served' });
  expect((await notice(id)).state).toBe('noticed');
});

test('a notice that was written before the contents changed is drafted anew', async () => {
  const id = await propose(await sent(20));
  await draftedIn(bureau.clerk, deps(), [DETERMINATION_PROCEDURE], {
    caseId: id,
    procedure: 'determination',
    kind: 'prior_notice',
  });
  at('2026-03-10');
  const contents = { ...SUPERVISION, termMonths: 6 };
  await reviseContents(bureau.clerk, deps(), { caseId: id, contents, on: day('2026-03-10') });
  await expect(notice(id)).rejects.toThrow('determination.text_outdated');
});

test('who proposed or drafted does not review, who reviewed does not decide, and a program does none of it', async () => {
  const id = await propose(await sent(3));
  await ready(id, 'decision');
  for (const ctx of [bureau.clerk, bureau.reviewer, bureau.publisher]) {
    const decision = { documents: ['decision', 'repair_notice'], reason: '事实清楚。' };
    await expect(steps().take(ctx, id, 'decide', decision)).rejects.toThrow('access.denied');
  }
  const another = {
    documents: [{ kind: 'decision', sha256: digest('另一份') }, 'repair_notice'],
    reason: '事实清楚。',
  };
  await expect(steps().take(bureau.decider, id, 'decide', another)).rejects.toThrow('procedure.another_document');
  await expect(decide(id, 'decide_collectively', ['decision', 'repair_notice'])).rejects.toThrow(
    'procedure.document_missing',
  );
  await decide(id, 'decide_collectively', ['decision', 'repair_notice', 'discussion_record']);
});

test('no effective document, no determination: not while remedies run, not on a disputed or withdrawn decision', async () => {
  const open = await sent(4, { review_outcome: '', suit_outcome: '', served_on: '2026/03/02' });
  await expect(propose(open)).rejects.toMatchObject({
    code: 'determination.not_determinable',
    facts: { reasons: ['determination.not_final'] },
  });
  const disputed = await sent(5);
  const said = { channel: 'paper', points: ['当事人称未违法。'], exhibits: [] } as const;
  await enterObjection(bureau.clerk, deps(), { recordId: disputed, receivedOn: day('2026-03-09'), ...said });
  await expect(propose(disputed)).rejects.toMatchObject({ facts: { reasons: ['determination.objection_open'] } });
  await expect(propose(await sent(6), { contents: { ...SUPERVISION, refs: ['sj44:2'] } })).rejects.toMatchObject({
    facts: { reasons: ['basis.too_low'] },
  });
  const asList = { contents: { ...SUPERVISION, domain: 'list.invented' } };
  await expect(propose(await sent(7), asList)).rejects.toThrow('determination.misfit');
});

test('an objection that comes later puts what stands to rest from that instant', async () => {
  const recordId = await sent(8);
  const id = await propose(recordId);
  await ready(id, 'decision');
  await decide(id, 'decide', ['decision', 'repair_notice']);
  await steps().take(bureau.clerk, id, 'serve_decision', SERVED);
  const said = { channel: 'paper', points: ['当事人称未违法。'], exhibits: [] } as const;
  await enterObjection(bureau.clerk, deps(), { recordId, receivedOn: day('2026-03-17'), ...said });
  expect(await listStanding(bureau.clerk, day('2026-03-17'))).toContainEqual(
    expect.objectContaining({ caseId: id, resting: true }),
  );
});

test('the end of the term: not noted a day before, and over at once whether anybody notes it or not', async () => {
  const supervision = { ...SUPERVISION.supervision!, reviewMonths: 1 };
  const id = await propose(await sent(12), { contents: { ...SUPERVISION, termMonths: 1, supervision } });
  await ready(id, 'decision');
  await decide(id, 'decide', ['decision', 'repair_notice']);
  await steps().take(bureau.clerk, id, 'serve_decision', SERVED);
  at('2026-04-17');
  await expect(steps().take(bureau.clerk, id, 'expire')).rejects.toThrow('determination.term_runs');
  at('2026-04-18');
  expect(await standing()).not.toContain(id);
  await steps().take(bureau.reviewer, id, 'suspend', { documents: ['suspension_ground'], reason: '法院裁定中止。' });
  const resuming = steps().take(bureau.clerk, id, 'draft_resumption', { documents: ['resumption_decision'] });
  await expect(resuming).rejects.toThrow('determination.term_over');
  expect((await steps().take(bureau.clerk, id, 'expire')).timers).toContainEqual(
    expect.objectContaining({ code: 'receivers', dueOn: '2026-04-22' }),
  );
});

test('what was suspended stands again by three people and a service: not a day before, and heard meanwhile', async () => {
  const id = await propose(await sent(24));
  await ready(id, 'decision');
  await decide(id, 'decide', ['decision', 'repair_notice']);
  await steps().take(bureau.clerk, id, 'serve_decision', SERVED);
  const ground = { documents: ['suspension_ground'], reason: '法院裁定中止。' };
  await steps().take(bureau.reviewer, id, 'suspend', ground);
  const isResting = async () =>
    (await listStanding(bureau.clerk, day('2026-03-20'))).find(({ caseId }) => caseId === id)?.resting;
  const text = { documents: ['resumption_decision'] };
  const clerk = (step: string, more: object = text) => steps().take(bureau.clerk, id, step, more);
  // What one person alone could do before.
  await clerk('draft_resumption');
  await expect(decide(id, 'resume', text.documents)).rejects.toThrow('procedure.no_such_step');
  await expect(clerk('pass_resumption')).rejects.toThrow('access.denied');
  // The party says why its ground stands: answered before anything is reviewed.
  await steps().add(bureau.clerk, id, 'point', '中止情形并未消失。');
  await expect(steps().take(bureau.reviewer, id, 'pass_resumption', text)).rejects.toThrow('procedure.undisposed');
  await steps().take(bureau.reviewer, id, 'return_resumption', { reason: '先答复当事人的意见。' });
  await steps().dispose(bureau.clerk, id, 1, 'not_upheld');
  await clerk('draft_resumption');
  await steps().take(bureau.reviewer, id, 'pass_resumption', text);
  expect((await decide(id, 'resume', text.documents)).state).toBe('resumption_decided');
  expect(await isResting()).toBe(true);
  // Another ground that comes before the service: that decision is never served.
  await steps().take(bureau.reviewer, id, 'suspend', ground);
  await expect(clerk('serve_resumption', SERVED)).rejects.toThrow('procedure.no_such_step');
  await clerk('draft_resumption');
  await steps().take(bureau.reviewer, id, 'pass_resumption', text);
  await decide(id, 'resume', text.documents);
  expect((await clerk('serve_resumption', SERVED)).state).toBe('in_effect');
  expect(await isResting()).toBe(false);
});

test('what was wrong is removed at once, and the case cannot be closed before apology, good name and compensation', async () => {
  const id = await propose(await sent(13));
  await ready(id, 'decision');
  await decide(id, 'decide', ['decision', 'repair_notice']);
  await steps().take(bureau.clerk, id, 'serve_decision', SERVED);
  expect(await standing()).toContain(id);
  await decide(id, 'remove_wrongful', ['wrongful_removal']);
  expect(await standing()).not.toContain(id);
  await expect(steps().take(bureau.clerk, id, 'all_removed')).rejects.toThrow('procedure.no_such_step');
  const letters = ['apology', 'restoration_notice', 'compensation_note'];
  await expect(decide(id, 'restore', letters.slice(1))).rejects.toThrow('procedure.document_missing');
  await decide(id, 'restore', letters);
  expect((await steps().take(bureau.clerk, id, 'all_removed')).state).toBe('closed');
  await expect(decide(id, 'remove_wrongful', ['wrongful_removal'])).rejects.toThrow('procedure.taken_once');
});

test('what was wrong is made good also when its term is over and everybody has removed it', async () => {
  const id = await propose(await sent(31));
  await ready(id, 'decision');
  await decide(id, 'decide', ['decision', 'repair_notice']);
  await steps().take(bureau.clerk, id, 'serve_decision', SERVED);
  at('2027-06-01');
  await steps().take(bureau.clerk, id, 'expire');
  expect((await steps().take(bureau.clerk, id, 'all_removed')).state).toBe('closed');
  expect((await decide(id, 'remove_wrongful', ['wrongful_removal'])).state).toBe('removed_wrong');
  const letters = ['apology', 'restoration_notice', 'compensation_note'];
  expect((await decide(id, 'restore', letters)).state).toBe('restored');
});

test('one living case for each party, record and use; dropped with a reason, it may be proposed anew', async () => {
  const recordId = await sent(15);
  const id = await propose(recordId);
  await expect(propose(recordId)).rejects.toThrow('determination.case_exists');
  const dropping = { documents: ['no_finding_notice'], reason: '事实不清。' };
  await expect(steps().take(bureau.clerk, id, 'drop', dropping)).rejects.toThrow('access.denied');
  await steps().take(bureau.reviewer, id, 'drop', dropping);
  expect(await propose(recordId)).not.toBe(id);
});

test('of a case of another procedure there are no contents to read', async () => {
  const said = { channel: 'paper', points: ['当事人称未违法。'], exhibits: [] } as const;
  const given = { recordId: await sent(71), receivedOn: day('2026-03-09'), ...said };
  const { result } = await enterObjection(bureau.clerk, deps(), given);
  await expect(readContents(bureau.clerk, result.id)).rejects.toThrow('procedure.absent');
});
