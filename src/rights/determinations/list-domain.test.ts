import { beforeAll, expect, test } from 'vitest';
import { digest } from '../../../test/support/cases.ts';
import { determinationBench, LISTING, SERVED } from '../../../test/support/determination-bench.ts';
import { testLaw } from '../../../test/support/law.ts';
import { LIST_DOMAIN, lawWithList } from '../../../test/support/list-domain.ts';
import type { TestBureau } from '../../../test/support/publications.ts';
import { readChoices } from './choice-queries.ts';
import { askDomain, readDomains } from './domain-reading-queries.ts';
import { openDomain, proposeDomain, reviewDomain } from './index.ts';

const bench = determinationBench();
const { at, decide, law, openList, propose, ready, resting, sent, standing, steps } = bench;
let bureau: TestBureau;
beforeAll(() => {
  bureau = bench.bureau;
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
  // At the door too it is refused by three persons on one text, and stands meanwhile.
  const refusing = { documents: ['refusal_notice'], reason: '申请材料不符合要求。' };
  await steps().take(bureau.clerk, id, 'draft_removal_refusal', refusing);
  await expect(decide(id, 'refuse_removal', ['refusal_notice'])).rejects.toThrow('procedure.no_such_step');
  await steps().take(bureau.reviewer, id, 'return_removal_refusal', { reason: '理由须写明。' });
  await steps().take(bureau.clerk, id, 'draft_removal_refusal', refusing);
  await steps().take(bureau.reviewer, id, 'pass_removal_refusal', refusing);
  expect(await standing()).toContain(id);
  expect((await decide(id, 'refuse_removal', ['refusal_notice'])).state).toBe('in_effect');
  await steps().take(bureau.clerk, id, 'apply_removal', application);
  await steps().take(bureau.clerk, id, 'accept_removal', { documents: ['acceptance_notice'] });
  await steps().take(bureau.clerk, id, 'draft_removal', { documents: ['removal_decision'] });
  await steps().take(bureau.reviewer, id, 'pass_removal', { documents: ['removal_decision'] });
  expect(await standing()).toContain(id);
  expect((await decide(id, 'approve_removal', ['removal_decision'])).state).toBe('removed');
  expect(await standing()).not.toContain(id);
  expect((await steps().take(bureau.clerk, id, 'all_removed')).state).toBe('closed');
});

test('what is suspended may end early without standing again, from the day of the packs on and not by whoever suspended it', async () => {
  const id = await propose(await sent(21), { use: 'serious_list', contents: LISTING });
  await ready(id, 'list_decision');
  await decide(id, 'decide_listing', ['list_decision', 'repair_notice', 'discussion_record']);
  at('2026-03-20');
  await steps().take(bureau.clerk, id, 'serve_listing', SERVED);
  await steps().take(bureau.reviewer, id, 'suspend', {
    documents: ['suspension_ground'],
    reason: '法院裁定批准重整计划。',
  });
  const documents = ['removal_application', 'commitment_letter', 'removal_decision'];
  // Drafted by one officer, decided by another.
  await expect(decide(id, 'remove_suspended', documents)).rejects.toThrow('access.denied');
  await steps().documents(bureau.clerk, id, 'remove_suspended', ['removal_decision']);
  at('2027-03-19');
  await expect(decide(id, 'remove_suspended', documents)).rejects.toThrow('determination.too_early');
  at('2027-03-20');
  await expect(
    steps().take(bureau.reviewer, id, 'remove_suspended', { documents, reason: '义务已经履行。' }),
  ).rejects.toThrow('access.denied');
  const { state, timers } = await decide(id, 'remove_suspended', documents);
  expect(state).toBe('removed');
  expect(timers).toContainEqual(expect.objectContaining({ code: 'term', standing: 'dropped' }));
  expect(await standing()).not.toContain(id);
});

test('an objection, a stay or a plan that comes while an early end is in hand suspends at once, and the application goes its way with its clocks', async () => {
  const id = await propose(await sent(22), { use: 'serious_list', contents: LISTING });
  await ready(id, 'list_decision');
  await decide(id, 'decide_listing', ['list_decision', 'repair_notice', 'discussion_record']);
  at('2026-03-20');
  await steps().take(bureau.clerk, id, 'serve_listing', SERVED);
  at('2027-03-20');
  const application = { documents: ['removal_application', 'commitment_letter'] };
  await steps().take(bureau.clerk, id, 'apply_removal', application);
  const ground = { documents: ['suspension_ground'], reason: '对所依据的处罚提出的异议正在核查。' };
  const suspended = await steps().take(bureau.reviewer, id, 'suspend', ground);
  expect(suspended.state).toBe('suspended_applied');
  expect(await resting(id)).toBe(true);
  const { timers } = await steps().take(bureau.clerk, id, 'accept_removal', { documents: ['acceptance_notice'] });
  expect(timers).toContainEqual(expect.objectContaining({ code: 'removal_acceptance', standing: 'kept' }));
  expect(timers).toContainEqual(expect.objectContaining({ code: 'removal_decision', standing: 'running' }));
  await steps().take(bureau.clerk, id, 'draft_removal', { documents: ['removal_decision'] });
  // What it was suspended for has fallen away meanwhile: the application is decided first, and it rests until then.
  const resuming = { documents: ['resumption_decision'] };
  await expect(steps().take(bureau.clerk, id, 'draft_resumption', resuming)).rejects.toThrow('procedure.no_such_step');
  expect((await steps().take(bureau.reviewer, id, 'pass_removal', { documents: ['removal_decision'] })).state).toBe(
    'suspended_reviewed',
  );
  // Refused, it is suspended as before, and may be asked for again.
  expect((await decide(id, 'reject_removal', ['removal_decision'])).state).toBe('suspended');
  expect(await resting(id)).toBe(true);
  // Also while a decision to resume is drafted: what the party asks for goes before.
  await steps().take(bureau.clerk, id, 'draft_resumption', resuming);
  expect((await steps().take(bureau.clerk, id, 'apply_removal', application)).state).toBe('suspended_applied');
  await steps().take(bureau.clerk, id, 'accept_removal', { documents: ['acceptance_notice'] });
  await steps().take(bureau.clerk, id, 'draft_removal', { documents: ['removal_decision'] });
  await steps().take(bureau.reviewer, id, 'pass_removal', { documents: ['removal_decision'] });
  expect((await decide(id, 'approve_removal', ['removal_decision'])).state).toBe('removed');
  expect(await resting(id)).toBe(undefined);
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

test('the page of the domains tells what the law asks, what the packs have, and whose turn it is', async () => {
  const shipped = await readDomains(bureau.reviewer, testLaw());
  expect(shipped).toMatchObject({ domains: [], locked: { answer: 'refused' }, mayPropose: false });
  expect(shipped.demands).toMatchObject({
    basis: { local: ['L1', 'L2', 'L3', 'L4'], articles: ['gbf49:6'] },
    criteria: { national: ['L1', 'L2', 'L3', 'L5'], local: ['L4'], articles: ['gbf49:7'] },
    comment: { count: 30, unit: 'day', articles: ['gbf49:7'] },
  });
  expect(askDomain(bureau.clerk, law, LIST_DOMAIN.code).answer).toBe('allowed');
  expect(askDomain(bureau.clerk, testLaw(), LIST_DOMAIN.code)).toMatchObject({
    answer: 'refused',
    articles: ['gbf49:6'],
  });
  expect(() => askDomain(bureau.reviewer, law, LIST_DOMAIN.code)).toThrow('access.denied');
  const { id } = (await proposeDomain(bureau.clerk, law, LIST_DOMAIN.code)).result;
  const turns = async () => {
    const seen = [bureau.clerk, bureau.reviewer, bureau.decider].map((ctx) => readDomains(ctx, law));
    return (await Promise.all(seen)).map(({ proposals }) => {
      const { mayReview, mayOpen } = proposals.find((one) => one.id === id)!;
      return [mayReview, mayOpen];
    });
  };
  expect(await turns()).toEqual([
    [false, false],
    [true, false],
    [false, false],
  ]);
  await reviewDomain(bureau.reviewer, law, id);
  expect(await turns()).toEqual([
    [false, false],
    [false, false],
    [false, true],
  ]);
});
