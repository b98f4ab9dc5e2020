import { beforeAll, expect, test } from 'vitest';
import { determinationBench, LISTING, SERVED, SUPERVISION } from '../../../test/support/determination-bench.ts';
import { day } from '../../../test/support/law.ts';
import type { TestBureau } from '../../../test/support/publications.ts';
import { inContext } from '../../ground/platform/db.ts';
import { compose } from '../../rules/law/index.ts';
import { templateFor } from '../documents/document-commands.ts';
import { lockCase } from '../procedures/index.ts';
import type { Contents } from './determination.ts';

import { DETERMINATION_PROCEDURE, listStanding, reviewWork, reviseContents } from './index.ts';

const bench = determinationBench();
const { at, decide, deps, notice, propose, ready, sent, standing, steps } = bench;
let bureau: TestBureau;
beforeAll(() => {
  bureau = bench.bureau;
});

/** In effect since 20 March 2026 for a year; its review falls due on 20 September. */
async function supervised(serial: number): Promise<string> {
  const id = await propose(await sent(serial));
  await ready(id, 'decision');
  await decide(id, 'decide', ['decision', 'repair_notice']);
  at('2026-03-20');
  await steps().take(bureau.clerk, id, 'serve_decision', SERVED);
  return id;
}
const due = async (ctx = bureau.clerk, leaveOut: readonly string[] = []) =>
  (await reviewWork(ctx, bench.law, { leaveOut, limit: 10 })).map(({ id }) => id);
const REASON = '整改已经完成，抽查合格。';
const draftLift = (id: string) =>
  steps().take(bureau.clerk, id, 'draft_lift', { documents: ['removal_decision'], reason: REASON });

test('key supervision says how often is inspected and when it is reviewed, and no other use does', async () => {
  const recordId = await sent(1);
  const refused = (contents: Partial<Contents>, field: string) =>
    expect(propose(recordId, { contents: { ...SUPERVISION, ...contents } })).rejects.toMatchObject({
      code: 'determination.misfit',
      facts: { field },
    });
  await refused({ supervision: null }, 'supervision');
  await refused({ supervision: { ...SUPERVISION.supervision!, inspectionsBefore: 4 } }, 'inspectionsDuring');
  await refused({ termMonths: 5 }, 'reviewMonths');
  const listing = { ...LISTING, supervision: SUPERVISION.supervision };
  await expect(propose(recordId, { use: 'serious_list', contents: listing })).rejects.toMatchObject({
    facts: { field: 'supervision' },
  });
  const id = await propose(recordId);
  const tells = DETERMINATION_PROCEDURE.tells!;
  const { facts } = await inContext(bureau.clerk.pools.app, { purpose: 'system' }, async (tx) =>
    tells({ tx, law: bench.law, today: day('2026-03-09'), inHand: await lockCase(tx, id), kind: 'prior_notice' }),
  );
  for (const kind of ['prior_notice', 'decision']) {
    const template = templateFor(bench.law, kind, 'determination', day('2026-03-09'));
    const written = (more: typeof facts) =>
      JSON.stringify(
        compose(bench.law, day('2026-03-09'), template, { facts: { ...facts, ...more }, words: {} }).blocks,
      );
    expect(written({})).toContain('["1次","4次","自送达之日起满6个月"]');
    expect(written({ inspections: [] })).not.toContain('检查频次');
  }
  const written = `insert into determination_contents (case_id, version, after_steps, ground, domain, term_months, measures, refs,
    entered_by, entered_kind, entered_at, organ_path) select case_id, 2, 0, ground, domain, term_months, measures, refs,
    entered_by, entered_kind, entered_at, organ_path from determination_contents where case_id = $1`;
  await expect(bureau.asOwner(written, [id])).rejects.toThrow('does not say how often');
});

test('after the notice there are no more inspections and no later review than were told: in the command and in the database', async () => {
  const id = await propose(await sent(2));
  await notice(id);
  const told = SUPERVISION.supervision!;
  const revise = (supervision: Contents['supervision']) =>
    reviseContents(bureau.clerk, deps(), {
      caseId: id,
      contents: { ...SUPERVISION, supervision },
      on: day('2026-03-09'),
    });
  await expect(revise({ ...told, inspectionsDuring: 5 })).rejects.toMatchObject({
    facts: { reasons: ['heavier.inspections'] },
  });
  await expect(revise({ ...told, reviewMonths: 7 })).rejects.toMatchObject({ facts: { reasons: ['heavier.review'] } });
  for (const [during, review] of [
    [5, 6],
    [4, 7],
  ]) {
    const written = `insert into determination_contents (case_id, version, after_steps, ground, term_months, measures, refs, entered_by,
      entered_kind, entered_at, organ_path, inspections_before, inspections_during, review_months) select case_id, 2, 2, ground,
      term_months, measures, refs, entered_by, entered_kind, entered_at, organ_path, 1, $2, $3 from determination_contents where case_id = $1`;
    await expect(bureau.asOwner(written, [id, during, review])).rejects.toThrow('nothing becomes heavier');
  }
  expect((await revise({ ...told, inspectionsDuring: 2, reviewMonths: 3 })).result).toEqual({ version: 2 });
});

test('the review waits for the organ with its day and why; what the decider lets stay keeps its term, and is asked about no more', async () => {
  const id = await supervised(3);
  const line = (await reviewWork(bureau.clerk, bench.law, { leaveOut: [], limit: 10 })).find((one) => one.id === id);
  expect(line?.duty).toMatchObject({ dueOn: '2026-09-20', overdue: false, articles: [] });
  expect(line?.duty.why.zh.join()).toContain('没有条文规定');
  expect(await due(bureau.decider)).toContain(id);
  expect(await due(bureau.reviewer)).not.toContain(id);
  expect(await due(bureau.clerk, [bureau.clerk.actor.organPath])).toEqual([]);
  at('2026-09-19');
  await expect(decide(id, 'review_stays', [])).rejects.toThrow('determination.review_early');
  at('2026-09-21');
  const late = await reviewWork(bureau.clerk, bench.law, { leaveOut: [], limit: 10 });
  expect(late.find((one) => one.id === id)?.duty.overdue).toBe(true);
  await expect(steps().take(bureau.decider, id, 'review_stays', {})).rejects.toThrow('procedure.no_reason');
  await expect(steps().take(bureau.clerk, id, 'review_stays', { reason: REASON })).rejects.toThrow('access.denied');
  expect((await decide(id, 'review_stays', [])).state).toBe('in_effect');
  expect(await due()).not.toContain(id);
  expect((await listStanding(bureau.clerk, day('2026-09-21'))).find(({ caseId }) => caseId === id)?.untilOn).toBe(
    '2027-03-20',
  );
  await expect(decide(id, 'review_stays', [])).rejects.toThrow('procedure.taken_once');
});

test('the organ lifts it of its own motion, before the review or after, by three people and without an application; returned, it stands as before', async () => {
  const id = await supervised(4);
  at('2026-04-01');
  await draftLift(id);
  expect(await due()).not.toContain(id);
  const removal = ['removal_decision'];
  await expect(steps().take(bureau.clerk, id, 'pass_removal', { documents: removal })).rejects.toThrow('access.denied');
  await expect(steps().take(bureau.reviewer, id, 'return_removal', { reason: REASON })).rejects.toThrow(
    'determination.own_motion',
  );
  expect((await steps().take(bureau.reviewer, id, 'return_lift', { reason: REASON })).state).toBe('in_effect');
  expect(await due()).toContain(id);
  at('2026-09-21');
  await draftLift(id);
  await steps().take(bureau.reviewer, id, 'pass_removal', { documents: removal });
  await expect(decide(id, 'reject_removal', removal)).rejects.toThrow('determination.own_motion');
  expect(await standing()).toContain(id);
  expect((await decide(id, 'approve_removal', removal)).state).toBe('removed');
  expect(await standing()).not.toContain(id);
});

test('what was drafted on an application is returned to it, and neither list nor person is lifted by such a review', async () => {
  const id = await supervised(5);
  at('2026-04-01');
  const applied = { documents: ['removal_application', 'commitment_letter'] };
  await steps().take(bureau.clerk, id, 'apply_removal', applied);
  expect(await due()).not.toContain(id);
  await steps().take(bureau.clerk, id, 'accept_removal', { documents: ['acceptance_notice'] });
  await steps().take(bureau.clerk, id, 'draft_removal', { documents: ['removal_decision'] });
  await expect(steps().take(bureau.reviewer, id, 'return_lift', { reason: REASON })).rejects.toThrow(
    'determination.by_application',
  );
  at('2026-03-09');
  await bench.openList();
  const listed = await propose(await sent(6), { use: 'serious_list', contents: LISTING });
  await ready(listed, 'list_decision');
  await decide(listed, 'decide_listing', ['list_decision', 'repair_notice', 'discussion_record']);
  at('2026-03-20');
  await steps().take(bureau.clerk, listed, 'serve_listing', SERVED);
  await expect(draftLift(listed)).rejects.toThrow('determination.other_use');
  expect(await due()).not.toContain(listed);
});
