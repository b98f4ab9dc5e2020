import { beforeAll, expect, test } from 'vitest';
import { typedFor } from '../../../test/support/made-here.ts';
import type { TestBureau } from '../../../test/support/publications.ts';
import { REASON, repairBench } from '../../../test/support/repair-bench.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { draftDocument } from '../documents/document-commands.ts';
import { REPAIR_PROCEDURE } from './index.ts';

const bench = repairBench();
const { accepted, at, decided, deps, isPublic, isToldInChecks, published, steps } = bench;
let bureau: TestBureau;
beforeAll(() => {
  bureau = bench.bureau;
});

async function shielded(serial: number): Promise<{ id: string; recordId: string; publicationId: string }> {
  const made = await published(serial);
  const id = await accepted(made.recordId, 'reorganisation', ['commitment_letter', 'court_ruling']);
  await steps().dispose(bureau.clerk, id, 1, 'sufficient');
  await steps().take(bureau.clerk, id, 'draft', { documents: ['decision'] });
  await steps().take(bureau.reviewer, id, 'pass', { documents: ['decision'] });
  return { id, ...made };
}
test('under a plan the record is shielded, and stands again only by a new decision: heard, reviewed, decided by three, served', async () => {
  const { id, recordId, publicationId } = await shielded(7);
  const decider = (step: string, documents: string[]) =>
    steps().take(bureau.decider, id, step, { documents, ...REASON });
  await expect(decider('approve', ['decision'])).rejects.toThrow('repair.wrong_ground');
  expect((await decider('shield', ['decision'])).state).toBe('shielded');
  const isUsed = async () => [await isPublic(publicationId), await isToldInChecks(recordId)];
  expect(await isUsed()).toEqual([false, false]);
  // What one person alone could do before.
  const alone = { documents: [{ kind: 'shield_decision', sha256: '5'.repeat(64) }], ...REASON };
  await expect(steps().take(bureau.decider, id, 'end_shield', alone)).rejects.toThrow('procedure.no_such_step');
  at('2026-05-11');
  const clerk = (step: string, documents: string[] = []) =>
    steps().take(bureau.clerk, id, step, { documents, ...REASON });
  await clerk('propose_shield_end', ['shield_notice']);
  const noticed = await clerk('serve_shield_notice', ['shield_notice', 'delivery_receipt']);
  expect(noticed.timers.find(({ code }) => code === 'statement')).toMatchObject({ dueOn: '2026-05-18' });
  await expect(clerk('draft_shield_end', ['shield_decision'])).rejects.toThrow('procedure.no_such_step');
  at('2026-05-18');
  await expect(clerk('close_hearing')).rejects.toThrow('repair.statement_open {"due":"2026-05-18"');
  at('2026-05-19');
  await clerk('close_hearing');
  await clerk('draft_shield_end', ['shield_decision']);
  await steps().take(bureau.reviewer, id, 'pass_shield_end', { documents: ['shield_decision'] });
  expect((await decider('decide_shield_end', ['shield_decision'])).state).toBe('shield_decided');
  expect(await isUsed()).toEqual([false, false]);
  expect((await clerk('serve_shield_end', ['delivery_receipt'])).state).toBe('shield_ended');
  expect(await isUsed()).toEqual([true, true]);
});

test('no shield is granted on a ruling that was found lacking, nor on a repair of which a material is', async () => {
  const { recordId, publicationId } = await published(17);
  const id = await accepted(recordId, 'reorganisation', ['commitment_letter', 'court_ruling']);
  await expect(decided(id, 'shield', 'lacking')).rejects.toThrow('repair.material_lacking {"lacking":1}');
  expect(await isPublic(publicationId)).toBe(true);
  await steps().take(bureau.decider, id, 'send_back', { reason: '裁定书须补正。' });
  expect((await decided(id, 'shield')).state).toBe('shielded');
  const paid = await published(18, { duty_performed_on: '2026/04/07' });
  const other = await accepted(paid.recordId);
  at('2026-08-03');
  await expect(decided(other, 'approve', 'lacking')).rejects.toThrow('repair.material_lacking');
});

test('a plan that is carried out ends in a repair that three persons decided on a text of its own', async () => {
  const { id, publicationId } = await shielded(16);
  await steps().take(bureau.decider, id, 'shield', { documents: ['decision'], ...REASON });
  const papers = { documents: ['decision', 'plan_report'], ...REASON };
  // What one person alone could do before.
  await expect(steps().take(bureau.decider, id, 'approve_after_plan', papers)).rejects.toThrow(
    /access.denied|no_such_step/,
  );
  await expect(steps().take(bureau.clerk, id, 'draft_after_plan', papers)).rejects.toThrow('repair.decided_on_that');
  at('2026-05-11');
  const typed = typedFor(bureau.law, 'decision', 'repair', chinaDate(bureau.clock.now));
  const anew = { ...typed, facts: { ...typed.facts, outcome: '重整计划执行完毕，准予修复' } };
  await draftDocument(bureau.clerk, deps(), [REPAIR_PROCEDURE], { ...anew, caseId: id, kind: 'decision' });
  const drafted = await steps().take(bureau.clerk, id, 'draft_after_plan', papers);
  await expect(steps().take(bureau.decider, id, 'approve_after_plan', papers)).rejects.toThrow(
    'procedure.no_such_step',
  );
  await steps().take(bureau.reviewer, id, 'pass_after_plan', papers);
  const approved = await steps().take(bureau.decider, id, 'approve_after_plan', papers);
  expect([drafted.state, approved.state]).toEqual(['plan_drafted', 'syncing']);
  expect(await isPublic(publicationId)).toBe(false);
});

test('a shield whose end was proposed in vain goes on', async () => {
  const { id, publicationId } = await shielded(12);
  await steps().take(bureau.decider, id, 'shield', { documents: ['decision'], ...REASON });
  await steps().take(bureau.clerk, id, 'propose_shield_end', { documents: ['shield_notice'], ...REASON });
  await expect(steps().take(bureau.clerk, id, 'drop_shield_end', REASON)).rejects.toThrow('access.denied');
  expect((await steps().take(bureau.reviewer, id, 'drop_shield_end', REASON)).state).toBe('shielded');
  expect(await isPublic(publicationId)).toBe(false);
});
