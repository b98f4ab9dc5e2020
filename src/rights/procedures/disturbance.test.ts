// Two officers at once, a crash between any two steps, a clock that jumps, a late acknowledgement: nothing lost, nothing twice.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor, makeOrgan } from '../../../test/support/actors.ts';
import {
  OPENINGS,
  type Opening,
  openList,
  PROCEDURE_OPENINGS,
  sentRecord,
} from '../../../test/support/case-openings.ts';
import { WAITS_FOR_RECEIVERS, WAYS, type WayStep } from '../../../test/support/case-ways.ts';
import { caseSteps, digest } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { lawWithList } from '../../../test/support/list-domain.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { askChecks, CheckDesk } from '../../facts/checks/check-commands.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Vault } from '../../ground/vault/index.ts';
import { keptLaws } from '../../office/editions/index.ts';
import { acknowledgeNotice, type Runnable, takeStep, tendClocks } from './index.ts';

const database = testDatabase();
const law = lawWithList();
let bureau: TestBureau;
let vault: Vault;
let counter: Context;
/** A second officer in each post. */
let others: Readonly<Record<WayStep[0], Context>>;
let serial = 0;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const partner = await makeOrgan(database.urls.owner, '1.9.', 'partner');
  counter = { ...bureau.clerk, actor: await makeActor(database.urls.owner, partner, 'counter') };
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const other = async (role: WayStep[0]) => ({
    ...bureau.clerk,
    actor: await makeActor(database.urls.owner, { id, path, kind }, role),
  });
  others = { clerk: await other('clerk'), reviewer: await other('reviewer'), decider: await other('decider') };
  at('2026-03-09');
  await openList(bureau, deps());
}, 60_000);
beforeEach(() => at('2026-03-09'));

const at = (on: string) => {
  bureau.clock.now = new Date(`${on}T02:00:00Z`);
};
const later = (days = 0) => {
  bureau.clock.now = new Date(bureau.clock.now.getTime() + days * 86_400_000);
};
const deps = () => ({ law, vault });
const stepsOf = ({ runnable }: Opening) => caseSteps(deps(), [runnable]);
const isRepair = ({ runnable }: Opening) => runnable.table.code === 'repair';
const REASON = '理由和依据如下。';
/** A case on a record of its own, its one point answered, so that the whole way is open. */
async function opened(opening: Opening): Promise<string> {
  serial += 1;
  const id = await opening.open(bureau, deps(), await sentRecord(bureau, serial));
  if (opening.isPointed) {
    const outcome = isRepair(opening) ? 'sufficient' : 'not_upheld';
    await stepsOf(opening).dispose(bureau.clerk, id, 1, outcome);
  }
  return id;
}
const given = async (opening: Opening, id: string, [who, step, documents]: WayStep, after: number) => ({
  caseId: id,
  step,
  after,
  documents: await stepsOf(opening).documents(bureau[who], id, step, documents),
  reason: REASON,
  ...(opening.runnable.table.steps[step]!.stopsClock ? { cause: 'test' } : {}),
});
const taken = async (id: string) =>
  (
    await bureau.asOwner<{ step: string }>('select step from procedure_steps where case_id = $1 order by number', [id])
  ).map(({ step }) => step);
/** Of steps alone: what was said of points and of clocks beside them is told elsewhere. */
const journal = async (id: string) =>
  (
    await bureau.asOwner<{ deed: string }>(
      `select deed from journal where object_id = $1 and deed not similar to '%.(dispose|clock_due|clock_overdue)' order by version`,
      [id],
    )
  ).map(({ deed }) => deed.split('.')[1]!);
/** Everything that one step writes, counted. */
const rows = async (id: string) =>
  (
    await bureau.asOwner<Record<string, number>>(
      `select (select count(*)::int from procedure_steps where case_id = $1) as steps,
        (select count(*)::int from procedure_timers where case_id = $1) as timers,
        (select count(*)::int from procedure_notices where case_id = $1) as notices,
        (select count(*)::int from determination_terms where case_id = $1) as terms,
        (select count(*)::int from publication_withdrawals) as withdrawals,
        (select count(*)::int from journal where object_id = $1) as entries`,
      [id],
    )
  )[0]!;

/** The table with one step in whose transaction the connection dies, after everything but the commit was written. */
function crashingAt(step: string, { saves = {}, ...rest }: Runnable): Runnable {
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
const requested = (ctx: Context, step: string): Context => ({
  ...ctx,
  request: { key: randomUUID(), digest: Buffer.from(digest(step), 'hex') },
});

test.each(OPENINGS)(
  '$name: a crash in the middle of any step leaves the case as it was, of two officers at once one takes it, sent again it is taken once',
  async (opening) => {
    const { runnable, first } = opening;
    const id = await opened(opening);
    const way = WAYS[opening.name]!;
    for (const [before, [who, step, documents, days]] of way.entries()) {
      later(days);
      const asked = await given(opening, id, [who, step, documents], before + 1);
      const one = requested(bureau[who], step);
      const kept = await rows(id);
      await expect(takeStep(one, deps(), [crashingAt(step, runnable)], asked), step).rejects.toThrow(/terminat/);
      expect([step, await rows(id)]).toEqual([step, kept]);
      const both = [one, requested(others[who], step)];
      const outcomes = await Promise.allSettled(both.map((ctx) => takeStep(ctx, deps(), [runnable], asked)));
      expect([step, outcomes.map(({ status }) => status).sort()]).toEqual([step, ['fulfilled', 'rejected']]);
      for (const [nth, outcome] of outcomes.entries()) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'procedure.moved_on' });
        else expect(await takeStep(both[nth]!, deps(), [runnable], asked)).toEqual(outcome.value);
      }
      expect((await rows(id)).steps).toBe(kept.steps! + 1);
    }
    const all = [first, ...way.map(([, step]) => step)];
    expect([await taken(id), await journal(id)]).toEqual([all, all]);
  },
  120_000,
);

test.each(OPENINGS)(
  '$name: a clock that jumps back or far ahead writes nothing in the wrong order and decides nothing',
  async (opening) => {
    const id = await opened(opening);
    const [one, two] = WAYS[opening.name]!;
    const take = ([who, step, documents]: WayStep) =>
      stepsOf(opening).take(bureau[who], id, step, { documents, reason: REASON });
    // Made beforehand: what is refused is the day, not the paper.
    const named = (await given(opening, id, one!, 1)).documents;
    at('2026-03-08');
    await expect(take([one![0], one![1], named as never])).rejects.toThrow('procedure.day_out_of_order');
    at('2026-03-10');
    await take(one!);
    at('2031-01-06');
    const tending = { pools: database.pools, now: () => bureau.clock.now, law: () => bureau.law, log: () => undefined };
    await tendClocks(tending, [opening.runnable]);
    expect(await taken(id)).toEqual([opening.first, one![1]]);
    await take(two!);
    at('2026-03-11');
    await expect(take(WAYS[opening.name]![2]!)).rejects.toThrow('procedure.day_out_of_order');
    expect(await journal(id)).toEqual([opening.first, one![1], two![1]]);
  },
);

test.each(PROCEDURE_OPENINGS)(
  '$name: an organ that acknowledges late is waited for, once, and nothing ends before it has',
  async (opening) => {
    serial += 1;
    const recordId = await sentRecord(bureau, serial);
    const laws = { law, lawOf: keptLaws(database.pools) };
    const asking = requested(counter, 'ask');
    const question = { matter: '资格审查', purpose: '核对', code: usccFor('411100', '91', serial) };
    await askChecks(asking, { ...laws, vault, desk: new CheckDesk(database.pools) }, [question]);
    const id = await opening.open(bureau, deps(), recordId);
    const steps = stepsOf(opening);
    const outcome = isRepair(opening) ? 'sufficient' : 'not_upheld';
    if (opening.isPointed) await steps.dispose(bureau.clerk, id, 1, outcome);
    const last = WAITS_FOR_RECEIVERS[opening.name as keyof typeof WAITS_FOR_RECEIVERS];
    for (const [who, step, documents] of WAYS[opening.name]!) {
      if (step === last) break;
      const cause = opening.runnable.table.steps[step]!.stopsClock ? { cause: 'test' } : {};
      await steps.take(bureau[who], id, step, { documents, reason: REASON, ...cause });
    }
    const open = () =>
      bureau.asOwner<{ id: string }>(
        `select n.id from procedure_notices n left join procedure_notice_receipts r on r.notice_id = n.id
         where n.case_id = $1 and r.notice_id is null`,
        [id],
      );
    const waiting = await open();
    expect(waiting.length).toBeGreaterThan(0);
    at('2026-04-20');
    if (last !== undefined) {
      await expect(steps.take(bureau.clerk, id, last)).rejects.toThrow('procedure.receivers_open');
    }
    for (const { id: notice } of waiting) {
      await acknowledgeNotice(counter, notice);
      await expect(acknowledgeNotice(counter, notice)).rejects.toThrow('procedure.received_already');
    }
    expect(await open()).toEqual([]);
    if (last === undefined) return;
    const ended = await steps.take(bureau.clerk, id, last);
    expect(ended.timers).toContainEqual(expect.objectContaining({ standing: 'kept_late', endedOn: '2026-04-20' }));
  },
);

test('told as open are exactly the cases whose newest step does not end them', async () => {
  const told = await bureau.asOwner<{ open: boolean; over: boolean }>(
    `select exists (select from open_cases as w where w.case_id = c.id) as open, p.is_final as over
     from procedure_cases as c join lateral (select s.procedure, s.to_state from procedure_steps as s where s.case_id = c.id
       order by s.number desc limit 1) as s on true
     join procedure_states as p on p.procedure = s.procedure and p.state = s.to_state`,
  );
  expect(told.filter(({ open, over }) => open === over)).toEqual([]);
  expect(new Set(told.map(({ open }) => open))).toEqual(new Set([true, false]));
});
