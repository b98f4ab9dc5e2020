// Tries to write past the tables of the procedures, as the owner, whom no policy stops: what remains are the constraints.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../test/support/actors.ts';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { Vault } from '../../ground/vault/index.ts';
import { enterObjection, OBJECTION_PROCEDURE } from '../objections/index.ts';
import type { DocumentRef, ProcedureDeps } from './index.ts';

const database = testDatabase();
let bureau: TestBureau;
let caseId: string;
/** The digest of the reply that was drafted and reviewed. */
let reply: string;
let program: string;
let deps: ProcedureDeps;
const objectionTo = (recordId: string) => ({
  recordId,
  receivedOn: day('2026-03-06'),
  channel: 'paper' as const,
  points: ['金额有误。'],
  exhibits: [],
});
beforeAll(async () => {
  bureau = await testBureau(database);
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  deps = { law: bureau.law, vault };
  const recordId = [...(await bureau.send([penaltyRow(1)])).values()][0]!;
  caseId = (await enterObjection(bureau.clerk, deps, objectionTo(recordId))).result.id;
  const steps = caseSteps(deps, [OBJECTION_PROCEDURE]);
  await steps.dispose(bureau.clerk, caseId, 1, 'not_upheld');
  [{ sha256: reply }] = (await steps.documents(bureau.clerk, caseId, 'draft', ['reply'])) as [DocumentRef];
  await steps.take(bureau.clerk, caseId, 'draft', { documents: ['reply'] });
  await steps.take(bureau.reviewer, caseId, 'pass', { documents: ['reply'] });
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  program = (await makeActor(database.urls.owner, { id, path, kind }, 'decider', 'program')).accountId;
}, 60_000);

const DECISION = {
  number: 4,
  step: 'decide_not_upheld',
  from: 'reviewed',
  to: 'refusal_decided',
  decides: true,
  kind: 'person',
};
type Row = typeof DECISION & { by?: string; reason?: string | null; documents?: string; remedies?: string };

/** One row, in a transaction that is thrown away; the SQLSTATE that refused it, or `done`. */
async function attempt(change: Partial<Row> = {}): Promise<string> {
  const { number, step, from, to, decides, kind, ...row } = { ...DECISION, ...change };
  const {
    by = bureau.decider.actor.accountId,
    reason = randomUUID(),
    documents = JSON.stringify([{ kind: 'reply', sha256: reply }]),
    remedies = '{suit.filing}',
  } = row;
  const values = [caseId, number, step, from, to, decides, by, kind, reason, documents, remedies, '0'.repeat(64)];
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into procedure_steps (case_id, number, procedure, step, from_state, to_state, decides, taken_on, taken_at, taken_by,
         taken_kind, reason_id, documents, remedies, basis, edition, organ_path)
       values ($1, $2, 'objection', $3, $4, $5, $6, '2026-03-09', now(), $7, $8, $9, $10, $11, '{hnxy:41}', $12, '1.1.')`,
      values,
    );
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

test('a decision by a person, with reason, document and remedies, can be stored', async () => {
  expect(await attempt()).toBe('done');
});

test.each<[string, () => Partial<Row>, string]>([
  ['a step that is not in the table', () => ({ step: 'approve_silently' }), '23503'],
  ['a step from a state that does not have it', () => ({ step: 'draft', decides: false }), '23503'],
  ['a step to another state than the table says', () => ({ to: 'corrected' }), '23503'],
  [
    'a step that begins where the last one did not end',
    () => ({ from: 'drafted', step: 'pass', to: 'reviewed', decides: false }),
    '23503',
  ],
  ['a number already taken', () => ({ number: 3 }), '23505'],
  ['a gap in the numbers', () => ({ number: 6 }), '23503'],
  [
    'a first step that is none',
    () => ({ number: 4, from: 'none', step: 'enter', to: 'received', decides: false }),
    '23514',
  ],
  ['a decision called something else', () => ({ decides: false }), '23503'],
  ['a decision of a program', () => ({ by: program, kind: 'program' }), '23514'],
  ['a decision of a program that calls itself a person', () => ({ by: program }), '23503'],
  ['a decision without a reason', () => ({ reason: null }), '23514'],
  ['a decision by whoever drafted', () => ({ by: bureau.clerk.actor.accountId }), '23514'],
  ['a decision by whoever reviewed', () => ({ by: bureau.reviewer.actor.accountId }), '23514'],
  ['a decision without its document', () => ({ documents: '[]' }), '23514'],
  ['a refusal without remedies', () => ({ remedies: '{}' }), '23514'],
])('the database refuses %s', async (_, change, code) => {
  expect(await attempt(change())).toBe(code);
});

test('a way of the table as it was before is of histories: nobody takes it any more', async () => {
  await expect(
    bureau.asOwner(
      `insert into procedure_steps (case_id, number, procedure, step, from_state, to_state, decides, taken_on, taken_at, taken_by,
         taken_kind, documents, remedies, basis, edition, organ_path)
       values ($1, 1, 'repair', 'pass_revocation', 'revoking', 'revocation_reviewed', false, '2026-03-09', now(), $2, 'person', '[]', '{}',
         '{gbf22:4}', repeat('0', 64), '1.1.')`,
      [randomUUID(), bureau.reviewer.actor.accountId],
    ),
  ).rejects.toMatchObject({ constraint: 'procedure_steps_current' });
});

test('nothing of a case is ever changed or taken away', async () => {
  const tables = [
    'cases',
    'steps',
    'points',
    'dispositions',
    'timers',
    'timer_marks',
    'recusals',
    'notices',
    'notice_receipts',
    'moves',
    'states',
  ];
  for (const table of tables) {
    await expect(bureau.asOwner(`delete from procedure_${table}`), table).rejects.toMatchObject({ code: '42501' });
    await expect(bureau.asOwner(`truncate procedure_${table} cascade`), table).rejects.toMatchObject({ code: '42501' });
  }
});

test('a case is read at its own organ and above, and its steps are written in one’s own name only', async () => {
  const as = async (organ: string, account: string, statement: string) => {
    const client = await database.pools.appPool.connect();
    try {
      await client.query('begin');
      await client.query(
        `select set_config('zhengming.purpose', 'work', true), set_config('zhengming.organ_path', $1, true), set_config('zhengming.account', $2, true)`,
        [organ, account],
      );
      return (await client.query(statement)).rowCount;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const own = bureau.clerk.actor.accountId;
  const all = 'select 1 from procedure_steps';
  expect([await as('1.1.', own, all), await as('1.', own, all), await as('1.2.', own, all)]).toEqual([3, 3, 0]);
  const forged = `insert into procedure_recusals (case_id, account_id, reason_id, entered_by, entered_kind, entered_at, organ_path)
    values ('${caseId}', '${own}', gen_random_uuid(), '${bureau.reviewer.actor.accountId}', 'person', now(), '1.1.')`;
  await expect(as('1.1.', own, forged)).rejects.toMatchObject({ code: '42501' });
});

test('nothing is added to a case that is over: it would have no answer there', async () => {
  const recordId = [...(await bureau.send([penaltyRow(2)])).values()][0]!;
  const { id } = (await enterObjection(bureau.clerk, deps, objectionTo(recordId))).result;
  const add = (number: number) =>
    bureau.asOwner(
      `insert into procedure_points (case_id, number, kind, sealed_id, raised_at, organ_path)
       values ($1, $2, 'point', gen_random_uuid(), now(), '1.1.')`,
      [id, number],
    );
  await add(2);
  await caseSteps(deps, [OBJECTION_PROCEDURE]).take(bureau.clerk, id, 'withdraw', {
    documents: ['withdrawal_request'],
  });
  await expect(add(3)).rejects.toMatchObject({ constraint: 'procedure_points_are_heard' });
});
