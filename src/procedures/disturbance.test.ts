// Two officers at once, a crash between any two steps, a clock that jumps, a late acknowledgement: nothing lost, nothing twice.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor, makeOrgan } from '../../test/support/actors.ts';
import { caseSteps, digest } from '../../test/support/cases.ts';
import { testDatabase } from '../../test/support/database.ts';
import { usccFor } from '../../test/support/identifiers.ts';
import { penaltyRow } from '../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../test/support/publications.ts';
import type { Context } from '../audit/index.ts';
import { askChecks, CheckDesk } from '../checks/check-commands.ts';
import { DETERMINATION_PROCEDURE, proposeDetermination } from '../determinations/index.ts';
import { keptLaws } from '../editions/index.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import { Vault } from '../vault/index.ts';
import { acknowledgeNotice, type Runnable, takeStep } from './index.ts';

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
const steps = (runnable: Runnable = DETERMINATION_PROCEDURE) => caseSteps(deps(), [runnable]);
const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
async function proposed(serial: number): Promise<string> {
  const sent = await bureau.send([penaltyRow(serial, { CF_JDRQ: '2025/03/02', ...FINAL })]);
  const contents = {
    domain: null,
    termMonths: 12,
    measures: [],
    refs: ['hnxy:32'],
    role: null,
    roleFrom: null,
    roleUntil: null,
  };
  const given = {
    recordId: [...sent.values()][0]!,
    use: 'key_supervision',
    contents,
    on: chinaDate(bureau.clock.now),
  } as const;
  return (await proposeDetermination(bureau.clerk, deps(), { ...given, reason: '提出认定建议。' })).result.id;
}
/** The way of a determination from its proposal to its end. */
const WAY: readonly [keyof Pick<TestBureau, 'clerk' | 'reviewer' | 'decider'>, string, readonly string[]][] = [
  ['clerk', 'serve_notice', ['prior_notice', 'delivery_receipt']],
  ['clerk', 'file_statement', ['statement_record']],
  ['clerk', 'answer_statement', ['statement_reply']],
  ['clerk', 'draft', ['decision']],
  ['reviewer', 'pass', ['decision', 'legal_opinion']],
  ['decider', 'decide', ['decision', 'repair_notice']],
  ['clerk', 'serve_decision', ['delivery_receipt']],
  ['decider', 'remove_wrongful', ['wrongful_removal']],
  ['decider', 'restore', ['apology', 'restoration_notice', 'compensation_note']],
  ['clerk', 'all_removed', []],
];
const taken = async (id: string) =>
  (
    await bureau.asOwner<{ step: string }>('select step from procedure_steps where case_id = $1 order by number', [id])
  ).map(({ step }) => step);
const journal = async (id: string) =>
  (await bureau.asOwner<{ deed: string }>('select deed from journal where object_id = $1 order by version', [id])).map(
    ({ deed }) => deed.split('.')[1]!,
  );
/** Everything that one step writes, counted. */
const rows = async (id: string) =>
  (
    await bureau.asOwner<Record<string, number>>(
      `select (select count(*)::int from procedure_steps where case_id = $1) as steps,
        (select count(*)::int from procedure_timers where case_id = $1) as timers,
        (select count(*)::int from procedure_notices where case_id = $1) as notices,
        (select count(*)::int from determination_terms where case_id = $1) as terms,
        (select count(*)::int from journal where object_id = $1) as entries`,
      [id],
    )
  )[0]!;

/** The table with one step in whose transaction the connection dies, after everything but the commit was written. */
function crashingAt(step: string): Runnable {
  const { saves = {}, ...rest } = DETERMINATION_PROCEDURE;
  return {
    ...rest,
    saves: {
      ...saves,
      async [step](ask) {
        const changes = (await saves[step]?.(ask)) ?? [];
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(ask.tx);
        return changes;
      },
    },
  };
}

test('a crash in the middle of any step leaves the case as it was, and the same request sent again is taken once', async () => {
  const id = await proposed(1);
  for (const [at, [who, step, documents]] of WAY.entries()) {
    const request = { key: randomUUID(), digest: Buffer.from(digest(step), 'hex') };
    const ctx: Context = { ...bureau[who], request };
    const given = {
      caseId: id,
      step,
      after: at + 1,
      documents: await steps().documents(bureau[who], id, step, documents),
      reason: '理由和依据如下。',
    };
    const before = await rows(id);
    await expect(takeStep(ctx, deps(), [crashingAt(step)], given), step).rejects.toThrow(/terminat/);
    expect([step, await rows(id)]).toEqual([step, before]);
    const first = await takeStep(ctx, deps(), [DETERMINATION_PROCEDURE], given);
    const again = await takeStep(ctx, deps(), [DETERMINATION_PROCEDURE], given);
    expect(again).toEqual(first);
    expect((await rows(id)).steps).toBe(before.steps! + 1);
  }
  const all = ['propose', ...WAY.map(([, step]) => step)];
  expect(await taken(id)).toEqual(all);
  expect(await journal(id)).toEqual(all);
}, 120_000);

test('two officers at once: one step is taken, the other is told that the case has moved on', async () => {
  const id = await proposed(2);
  const { organId, organPath: path, organKind: kind } = bureau.clerk.actor;
  const second = await makeActor(database.urls.owner, { id: organId, path, kind }, 'clerk');
  for (const [at, [who, step, documents]] of WAY.slice(0, 4).entries()) {
    const one = {
      caseId: id,
      step,
      after: at + 1,
      documents: await steps().documents(bureau[who], id, step, documents),
    };
    const both = await Promise.allSettled([
      takeStep(bureau[who], deps(), [DETERMINATION_PROCEDURE], one),
      takeStep({ ...bureau.clerk, actor: second }, deps(), [DETERMINATION_PROCEDURE], one),
    ]);
    expect([step, both.map(({ status }) => status).sort()]).toEqual([step, ['fulfilled', 'rejected']]);
    const refused = both.find((each) => each.status === 'rejected')!;
    expect((refused as PromiseRejectedResult).reason).toMatchObject({ code: 'procedure.moved_on' });
  }
  expect(await taken(id)).toEqual(['propose', ...WAY.slice(0, 4).map(([, step]) => step)]);
  expect(await journal(id)).toEqual(await taken(id));
});

test('a clock that jumps back or far ahead writes nothing in the wrong order and decides nothing', async () => {
  const id = await proposed(3);
  const notice = { documents: ['prior_notice', 'delivery_receipt'] };
  at('2026-03-08');
  const early = { documents: notice.documents.map((kind) => ({ kind, sha256: digest(kind) })) };
  await expect(steps().take(bureau.clerk, id, 'serve_notice', early)).rejects.toThrow('procedure.day_out_of_order');
  at('2026-03-10');
  await steps().take(bureau.clerk, id, 'serve_notice', notice);
  at('2031-01-06');
  expect(await taken(id)).toEqual(['propose', 'serve_notice']);
  await steps().take(bureau.clerk, id, 'file_statement', { documents: ['statement_record'] });
  at('2026-03-11');
  await expect(steps().take(bureau.clerk, id, 'answer_statement', { documents: ['statement_reply'] })).rejects.toThrow(
    'procedure.day_out_of_order',
  );
  expect(await journal(id)).toEqual(['propose', 'serve_notice', 'file_statement']);
});

test('an organ that acknowledges late is waited for: the case ends late, once, and says so', async () => {
  const id = await proposed(4);
  const laws = { law: bureau.law, lawOf: keptLaws(database.pools) };
  const asking = { ...counter, request: { key: randomUUID(), digest: Buffer.alloc(32) } };
  const question = { matter: '资格审查', purpose: '核对', code: usccFor('411100', '91', 4) };
  await askChecks(asking, { ...laws, vault, desk: new CheckDesk(database.pools) }, [question]);
  for (const [who, step, documents] of WAY.slice(0, 9)) {
    await steps().take(bureau[who], id, step, { documents, reason: '理由和依据如下。' });
  }
  const [notice] = await bureau.asOwner<{ id: string }>('select id from procedure_notices where case_id = $1', [id]);
  at('2026-04-20');
  await expect(steps().take(bureau.clerk, id, 'all_removed')).rejects.toThrow('procedure.receivers_open');
  await acknowledgeNotice(counter, notice!.id);
  await expect(acknowledgeNotice(counter, notice!.id)).rejects.toThrow();
  const ended = await steps().take(bureau.clerk, id, 'all_removed');
  expect(ended.timers).toContainEqual(
    expect.objectContaining({ code: 'receivers', standing: 'kept_late', endedOn: '2026-04-20' }),
  );
  expect((await rows(id)).notices).toBe(1);
});
