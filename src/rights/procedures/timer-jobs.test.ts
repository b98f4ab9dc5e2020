import { beforeAll, expect, test } from 'vitest';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { lawWithPeriod } from '../../../test/support/editions.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { Vault } from '../../ground/vault/index.ts';
import { enterObjection, OBJECTION_PROCEDURE } from '../objections/index.ts';
import { tendClocks } from './index.ts';

const database = testDatabase();
let bureau: TestBureau;
let vault: Vault;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
}, 60_000);

const RUNNABLES = [OBJECTION_PROCEDURE];
const at = (text: string) => {
  bureau.clock.now = new Date(`${text}T02:00:00Z`);
};
const tend = (law = bureau.law) =>
  tendClocks({ pools: database.pools, now: () => bureau.clock.now, law: () => law, log: () => undefined }, RUNNABLES);
const marks = (id: string) =>
  bureau.asOwner(
    'select timer, mark, marked_on::text as day from procedure_timer_marks where case_id = $1 order by marked_at, timer',
    [id],
  );
const entered = async (serial: number) => {
  const recordId = [...(await bureau.send([penaltyRow(serial)])).values()][0]!;
  const given = {
    recordId,
    receivedOn: day('2026-03-09'),
    channel: 'paper',
    points: ['金额有误。'],
    exhibits: [],
  } as const;
  return { recordId, ...(await enterObjection(bureau.clerk, { law: bureau.law, vault }, given)).result };
};

test('a clock is told on its last day and when it is past, once each, and nothing is decided by it', async () => {
  at('2026-03-09');
  const { id } = await entered(1);
  expect(await tend()).toBe(0);
  at('2026-03-12');
  await tend();
  await tend();
  expect(await marks(id)).toEqual([{ timer: 'own', mark: 'due', day: '2026-03-12' }]);
  at('2026-03-13');
  await tend();
  expect((await marks(id)).at(-1)).toEqual({ timer: 'own', mark: 'overdue', day: '2026-03-13' });
  // Months go by: the case stands where it stood, and the marker with it (no silent approval, no silent refusal).
  at('2026-09-01');
  await tend();
  const steps = await bureau.asOwner('select step from procedure_steps where case_id = $1', [id]);
  expect(steps).toEqual([{ step: 'enter' }]);
  const deeds = await bureau.asOwner('select deed from journal where object_id = $1 order by at, deed', [id]);
  expect(deeds.map(({ deed }) => deed)).toEqual(['objection.enter', 'objection.clock_due', 'objection.clock_overdue']);
  at('2026-03-09');
});

test('a clock that stands still, or was kept, is not told', async () => {
  at('2026-03-09');
  const still = await entered(2);
  const kept = await entered(3);
  const steps = caseSteps({ law: bureau.law, vault }, RUNNABLES);
  await steps.take(bureau.clerk, still.id, 'ask_experts', { documents: ['expert_request'], cause: 'test' });
  await steps.take(bureau.clerk, kept.id, 'withdraw', { documents: ['withdrawal_request'] });
  at('2026-04-01');
  await tend();
  expect([await marks(still.id), await marks(kept.id)]).toEqual([[], []]);
  at('2026-03-09');
});

test('a marker of the release before has its case, and the worker counts its clock', async () => {
  at('2026-03-09');
  const { id } = await entered(4);
  // As the migration leaves it: steps without clocks, counted under another edition or none.
  await bureau.asOwner('alter table procedure_timers disable trigger procedure_timers_append_only');
  await bureau.asOwner('delete from procedure_timers where case_id = $1', [id]);
  await bureau.asOwner('alter table procedure_timers enable trigger procedure_timers_append_only');
  expect(await tend()).toBe(1);
  expect(
    await bureau.asOwner('select timer, due_on::text as due from procedure_timers where case_id = $1', [id]),
  ).toEqual([{ timer: 'own', due: '2026-03-12' }]);
  expect(await tend()).toBe(0);
});

test('clocks are counted anew by each edition that comes into use, one of before included', async () => {
  at('2026-03-09');
  const { id } = await entered(5);
  const due = async () =>
    (
      await bureau.asOwner<{ due: string }>(
        'select due_on::text as due from procedure_timers where case_id = $1 order by version desc limit 1',
        [id],
      )
    )[0]?.due;
  const later = lawWithPeriod('objection.own', 5);
  for (const [law, day] of [
    [bureau.law, '2026-03-12'],
    [later, '2026-03-16'],
    [bureau.law, '2026-03-12'],
  ] as const) {
    while ((await tend(law)) > 0);
    expect(await due()).toBe(day);
  }
});

test('the worker’s role cannot take a step, enter a case or dispose of a point', async () => {
  const denied = { code: '42501' };
  for (const table of ['procedure_steps', 'procedure_cases', 'procedure_dispositions', 'procedure_notices']) {
    await expect(database.pools.intakePool.query(`insert into ${table} default values`)).rejects.toMatchObject(denied);
  }
});

test('a case for which the law knows no clock is left alone, round after round', async () => {
  at('2026-03-09');
  const { id } = await entered(6);
  const clockless = OBJECTION_PROCEDURE.table;
  const runnables = [{ ...OBJECTION_PROCEDURE, table: { ...clockless, timers: {} } }];
  await bureau.asOwner('alter table procedure_timers disable trigger procedure_timers_append_only');
  await bureau.asOwner('delete from procedure_timers where case_id = $1', [id]);
  await bureau.asOwner('alter table procedure_timers enable trigger procedure_timers_append_only');
  const deps = { pools: database.pools, now: () => bureau.clock.now, law: () => bureau.law, log: () => undefined };
  expect([await tendClocks(deps, runnables), await tendClocks(deps, runnables)]).toEqual([0, 0]);
  const deeds = await bureau.asOwner('select deed from journal where object_id = $1', [id]);
  expect(deeds).toEqual([{ deed: 'objection.enter' }]);
});
