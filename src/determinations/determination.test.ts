import { beforeAll, beforeEach, expect, test } from 'vitest';
import { caseSteps, digest } from '../../test/support/cases.ts';
import { testDatabase } from '../../test/support/database.ts';
import { day, testLaw } from '../../test/support/law.ts';
import { LIST_DOMAIN, lawWithList } from '../../test/support/list-domain.ts';
import { draftedIn, servedIn } from '../../test/support/made-here.ts';
import { penaltyRow, personRow } from '../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../test/support/publications.ts';
import type { Context } from '../audit/index.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import type { Law } from '../law/index.ts';
import { enterObjection } from '../objections/index.ts';
import type { DocumentRef } from '../procedures/index.ts';
import { Vault } from '../vault/index.ts';
import { readChoices } from './choice-queries.ts';
import { readContents } from './contents-queries.ts';
import type { Contents } from './determination.ts';
import {
  DETERMINATION_PROCEDURE,
  listStanding,
  openDomain,
  proposeDetermination,
  proposeDomain,
  reviewDomain,
  reviseContents,
} from './index.ts';
import { enterPerson } from './person-commands.ts';
import { answerFor } from './question-queries.ts';

const database = testDatabase();
const law = lawWithList();
let bureau: TestBureau;
let vault: Vault;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
}, 60_000);
beforeEach(() => at('2026-03-09'));

const at = (on: string) => {
  bureau.clock.now = new Date(`${on}T02:00:00Z`);
};
const deps = (of: Law = law) => ({ law: of, vault });
const steps = () => caseSteps(deps(), [DETERMINATION_PROCEDURE]);
const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
const sent = async (serial: number, change = {}) =>
  [...(await bureau.send([penaltyRow(serial, { CF_JDRQ: '2025/03/02', ...FINAL, ...change })])).values()][0]!;
const SUPERVISION: Contents = {
  domain: null,
  termMonths: 12,
  measures: ['M10'],
  refs: ['hnxy:32'],
  role: null,
  roleFrom: null,
  roleUntil: null,
};
const LISTING: Contents = { ...SUPERVISION, domain: LIST_DOMAIN.code, termMonths: 36, refs: ['hnxy:28'] };
type Given = Parameters<typeof proposeDetermination>[2];
const propose = async (recordId: string, given: Partial<Given> = {}, of: Law = law, ctx: Context = bureau.clerk) => {
  const on = chinaDate(bureau.clock.now);
  const base = {
    recordId,
    use: 'key_supervision',
    contents: SUPERVISION,
    on,
    reason: '经核实，提出认定建议。',
  } as const;
  return (await proposeDetermination(ctx, deps(of), { ...base, ...given })).result.id;
};
const notice = (id: string) =>
  steps().take(bureau.clerk, id, 'serve_notice', { documents: ['prior_notice', 'delivery_receipt'] });
/** Nothing is said in time; what is drafted is reviewed and ready to be decided. */
async function ready(id: string, kind: 'decision' | 'list_decision', by = '2026-03-17') {
  await notice(id);
  at(by);
  await steps().take(bureau.clerk, id, 'close_hearing');
  const suffix = kind === 'decision' ? '' : '_listing';
  await steps().take(bureau.clerk, id, `draft${suffix}`, { documents: [kind] });
  await steps().take(bureau.reviewer, id, `pass${suffix}`, { documents: [kind, 'legal_opinion'] });
}
const decide = (id: string, step: string, documents: readonly (string | DocumentRef)[]) =>
  steps().take(bureau.decider, id, step, { documents, reason: '事实清楚，依据充分。' });
const SERVED = { documents: ['delivery_receipt'] };
const standing = async () =>
  (await listStanding(bureau.clerk, chinaDate(bureau.clock.now))).map(({ caseId }) => caseId);
const openList = async () => {
  const { result } = await proposeDomain(bureau.clerk, law, LIST_DOMAIN.code);
  await reviewDomain(bureau.reviewer, law, result.id);
  return openDomain(bureau.decider, law, result.id);
};

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

test('the packs that come with the program open no list: nobody can be listed by them, and the database has no domain', async () => {
  const recordId = await sent(10);
  await expect(propose(recordId, { use: 'serious_list', contents: LISTING }, bureau.law)).rejects.toThrow(
    'determination.domain_closed',
  );
  const past = `insert into determination_contents (case_id, version, after_steps, ground, domain, term_months, measures, refs, entered_by,
      entered_kind, entered_at, organ_path)
    select gen_random_uuid(), 1, 0, 'serious_list', 'list.invented', 36, '{}', '{gbf49:8}', $1, 'person', now(), '1.1.'`;
  await expect(bureau.asOwner(past, [bureau.clerk.actor.accountId])).rejects.toMatchObject({ code: '23514' });
  await expect(proposeDomain(bureau.clerk, bureau.law, LIST_DOMAIN.code)).rejects.toMatchObject({
    code: 'determination.domain_locked',
    facts: { reasons: ['domain.not_in_packs'] },
  });
});

test.each<[string, Parameters<typeof lawWithList>[0], string]>([
  ['a basis below the level', { basis: ['sj44:2'] }, 'basis.too_low'],
  ['local criteria below a local regulation', { criteria: ['sj44:2'] }, 'basis.too_low'],
  ['29 days of comment', { comment: { from: '2025-01-06', to: '2025-02-04', record: '号' } }, 'domain.comment_short'],
  [
    'comment that still runs',
    { comment: { from: '2026-02-02', to: '2026-03-09', record: '号' } },
    'domain.comment_open',
  ],
  ['another organ', { authority: [{ branch: 'justice', levels: ['province'] }] }, 'domain.not_competent'],
])('a list domain stays closed for %s', async (_, change, reason) => {
  await expect(proposeDomain(bureau.clerk, lawWithList(change), LIST_DOMAIN.code)).rejects.toMatchObject({
    code: 'determination.domain_locked',
    facts: { reasons: [reason] },
  });
});

test('a list on a test pack, from the opened domain to the end: clocks, early end, receivers', async () => {
  const recordId = await sent(11);
  await openList();
  const id = await propose(recordId, { use: 'serious_list', contents: LISTING });
  await ready(id, 'list_decision');
  const decision = ['list_decision', 'repair_notice', 'discussion_record'];
  const outside = ['decision', 'repair_notice'].map((kind) => ({ kind, sha256: digest(kind) }));
  await expect(decide(id, 'decide', outside)).rejects.toThrow('procedure.another_document');
  await expect(decide(id, 'decide_listing', ['list_decision', 'repair_notice'])).rejects.toThrow(
    'procedure.document_missing',
  );
  expect((await decide(id, 'decide_listing', decision)).timers).toContainEqual(
    expect.objectContaining({ code: 'publication', dueOn: '2026-04-15' }),
  );
  at('2026-03-20');
  expect((await steps().take(bureau.clerk, id, 'serve_listing', SERVED)).timers).toContainEqual(
    expect.objectContaining({ code: 'term', dueOn: '2029-03-20' }),
  );
  await decide(id, 'publish', ['publication_notice']);
  const application = { documents: ['removal_application', 'commitment_letter'] };
  at('2027-03-19');
  await expect(steps().take(bureau.clerk, id, 'apply_removal', application)).rejects.toThrow('determination.too_early');
  at('2027-03-20');
  await steps().take(bureau.clerk, id, 'apply_removal', application);
  await steps().take(bureau.clerk, id, 'accept_removal', { documents: ['acceptance_notice'] });
  await steps().take(bureau.clerk, id, 'draft_removal', { documents: ['removal_decision'] });
  await steps().take(bureau.reviewer, id, 'pass_removal', { documents: ['removal_decision'] });
  expect(await standing()).toContain(id);
  expect((await decide(id, 'approve_removal', ['removal_decision'])).state).toBe('removed');
  expect(await standing()).not.toContain(id);
  expect((await steps().take(bureau.clerk, id, 'all_removed')).state).toBe('closed');
});

test('the database opens no domain without level, comment and three people, and only a decider opens one', async () => {
  const { result } = await proposeDomain(bureau.clerk, law, LIST_DOMAIN.code);
  await expect(openDomain(bureau.decider, law, result.id)).rejects.toThrow('access.denied');
  await expect(reviewDomain(bureau.clerk, law, result.id)).rejects.toThrow('access.denied');
  await reviewDomain(bureau.reviewer, law, result.id);
  for (const ctx of [bureau.clerk, bureau.reviewer, bureau.publisher]) {
    await expect(openDomain(ctx, law, result.id)).rejects.toThrow('access.denied');
  }
  await expect(openDomain(bureau.decider, law, result.id)).rejects.toThrow('determination.domain_open');
  const again = `insert into list_domains select d.* from list_domains o,
    jsonb_populate_record(o, jsonb_build_object('id', $1::text) || $2::jsonb) as d`;
  for (const [change, constraint] of [
    [{ basis_levels: ['L5'] }, 'list_domains_basis_level'],
    [{ criteria_levels: ['L5'] }, 'list_domains_criteria_level'],
    [{ comment_to: '2025-02-04' }, 'list_domains_commented'],
    [{ opened_on: '2025-02-10' }, 'list_domains_commented'],
    [{ opened_by: bureau.clerk.actor.accountId }, 'list_domains_three_people'],
    [{ opened_by: bureau.reviewer.actor.accountId }, 'list_domains_three_people'],
  ] as const)
    await expect(bureau.asOwner(again, [result.id, JSON.stringify(change)])).rejects.toMatchObject({ constraint });
});

test('the end of the term: not noted a day before, and over at once whether anybody notes it or not', async () => {
  const id = await propose(await sent(12), { contents: { ...SUPERVISION, termMonths: 1 } });
  await ready(id, 'decision');
  await decide(id, 'decide', ['decision', 'repair_notice']);
  await steps().take(bureau.clerk, id, 'serve_decision', SERVED);
  at('2026-04-17');
  await expect(steps().take(bureau.clerk, id, 'expire')).rejects.toThrow('determination.term_runs');
  at('2026-04-18');
  expect(await standing()).not.toContain(id);
  await steps().take(bureau.reviewer, id, 'suspend', { documents: ['suspension_ground'], reason: '法院裁定中止。' });
  const resuming = { documents: ['resumption_decision'], reason: '中止情形消失。' };
  await expect(steps().take(bureau.decider, id, 'resume', resuming)).rejects.toThrow('determination.term_over');
  expect((await steps().take(bureau.clerk, id, 'expire')).timers).toContainEqual(
    expect.objectContaining({ code: 'receivers', dueOn: '2026-04-22' }),
  );
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
});

test('a finding about a responsible person is that person’s own case, on a law or regulation, and the unit’s agent does not see it', async () => {
  const recordId = await sent(14);
  const [person] = await bureau.asOwner<{ id: string }>(
    'select r.subject_id as id from records r where r.document_number = $1',
    [await personDocument()],
  );
  const contents: Contents = {
    ...SUPERVISION,
    measures: [],
    refs: ['ls:50'],
    role: '主任',
    roleFrom: day('2024-01-01'),
    roleUntil: null,
  };
  const responsible = { use: 'responsible_person', partyId: person!.id, contents } as const;
  await expect(propose(recordId, { ...responsible, partyId: undefined })).rejects.toThrow('determination.wrong_party');
  const nobody = { ...responsible, partyId: '00000000-0000-4000-8000-000000000000' };
  await expect(propose(recordId, nobody)).rejects.toThrow('determination.party_absent');
  const without = { ...responsible, contents: { ...contents, role: null, roleFrom: null } };
  await expect(propose(recordId, without)).rejects.toThrow('determination.misfit');
  await expect(
    propose(recordId, { ...responsible, contents: { ...contents, refs: ['hnxy:35'] } }),
  ).rejects.toMatchObject({
    facts: { reasons: ['basis.too_low'] },
  });
  const id = await propose(recordId, responsible);
  const [row] = await bureau.asOwner<{ seen: boolean; own: boolean }>(
    'select c.party_id = c.subject_id as seen, c.party_id = $2 as own from procedure_cases c where c.id = $1',
    [id, person!.id],
  );
  expect(row).toEqual({ seen: false, own: true });
  const [subject] = await bureau.asOwner<{ id: string }>('select subject_id as id from procedure_cases where id = $1', [
    id,
  ]);
  const asParty = await database.pools.appPool.connect();
  await asParty.query('begin');
  await asParty.query(
    "select set_config('zhengming.purpose', 'party', true), set_config('zhengming.subject', $1, true), set_config('zhengming.organ_path', '1.1.', true)",
    [subject!.id],
  );
  const { rows } = await asParty.query('select id from procedure_cases');
  await asParty.query('rollback');
  asParty.release();
  expect(rows.map((one: { id: string }) => one.id)).not.toContain(id);
});
/** A person with a record of the own, so that the person is known; the sample number of GB 11643. */
async function personDocument(): Promise<string> {
  const row = personRow(90, '11010519491231002X');
  await bureau.send([row]);
  return row.CF_WSH!;
}

test('the law answers before anything is proposed, in the words that would refuse the step, and whoever may not propose gets none', async () => {
  const recordId = await sent(16);
  const asked = { recordId, use: 'key_supervision', contents: SUPERVISION } as const;
  const ask = (more: Partial<typeof asked> | object = {}, ctx = bureau.clerk) =>
    answerFor(ctx, law, { ...asked, ...more });
  const { answer, articles, why } = await ask();
  expect([answer, articles.includes('hnxy:32'), why.zh.length > 2]).toEqual(['allowed', true, true]);
  expect(await ask({ contents: { ...SUPERVISION, refs: ['fgw58:5'] } })).toMatchObject({
    answer: 'refused',
    reasons: ['basis.too_low'],
  });
  const notFinal = [...(await bureau.send([penaltyRow(17)])).values()][0]!;
  expect((await ask({ recordId: notFinal })).answer).not.toBe('allowed');
  const unlisted = { contents: { ...SUPERVISION, measures: ['other'] } };
  await expect(ask(unlisted)).rejects.toThrow('determination.measure_not_listed');
  await expect(ask({ use: 'responsible_person' })).rejects.toThrow('determination.misfit');
  await expect(ask({}, bureau.publisher)).rejects.toThrow('access.denied');
  await propose(recordId);
  await expect(ask()).rejects.toThrow('determination.case_exists');
});

test('what may be chosen is what the packs have; no list is open, and the answer says why by its article', async () => {
  const { uses, measures, domains, locked } = await readChoices(bureau.reviewer, testLaw());
  expect(uses.map(({ use, levels }) => [use, levels])).toEqual([
    ['serious_list', ['L1', 'L2', 'L3', 'L4']],
    ['key_supervision', ['L1', 'L2', 'L3', 'L4']],
    ['responsible_person', ['L1', 'L2']],
  ]);
  expect(uses[0]!.longest).toMatchObject({ count: 3, unit: 'year' });
  expect(measures.map(({ code }) => code)).toContain('M10');
  expect(measures.map(({ code }) => code)).not.toContain('M08');
  expect([domains, locked?.answer, locked?.articles.includes('gbf49:6')]).toEqual([[], 'refused', true]);
});

test('a person is found by the number, entered once when new, and neither number nor name lies in the open', async () => {
  const given = { number: ' 44052418800101 0145', name: '虚构某某' };
  const first = (await enterPerson(bureau.clerk, vault, given)).result;
  expect(first.name).toBe('虚*');
  expect((await enterPerson(bureau.clerk, vault, { ...given, name: '另一写法' })).result).toEqual(first);
  await expect(enterPerson(bureau.clerk, vault, { ...given, number: '440524188001010146' })).rejects.toThrow(
    'determination.number_unreadable',
  );
  await expect(enterPerson(bureau.reviewer, vault, given)).rejects.toThrow('access.denied');
  const kept = await bureau.asOwner(
    'select k.key, n.name from subject_keys k join subject_names n using (subject_id) where k.subject_id = $1',
    [first.id],
  );
  expect(JSON.stringify(kept)).not.toMatch(/440524188001010145|虚构某某/);
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
