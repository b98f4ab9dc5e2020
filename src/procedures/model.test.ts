// Random people try random things on the real database; a plain walk over the table says what should have come of it.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../test/support/actors.ts';
import { caseSteps } from '../../test/support/cases.ts';
import { testDatabase } from '../../test/support/database.ts';
import { day } from '../../test/support/law.ts';
import { penaltyRow } from '../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../test/support/publications.ts';
import type { Context } from '../audit/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { enterObjection, OBJECTION_PROCEDURE } from '../objections/index.ts';
import { inContext } from '../platform/db.ts';
import { getRecord } from '../records/record-queries.ts';
import { Vault } from '../vault/index.ts';
import { stateAfter } from './procedure-case.ts';
import { getCase, listKeptTimers } from './procedure-queries.ts';
import { timersOf } from './procedure-timers.ts';

const { table } = OBJECTION_PROCEDURE;
const STEPS = Object.keys(table.steps).filter((step) => step !== 'enter');
const database = testDatabase();
let bureau: TestBureau;
let vault: Vault;
let people: Context[];
let serial = 0;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const more = await Promise.all(
    (['clerk', 'reviewer', 'decider'] as const).map((role) => makeActor(database.urls.owner, { id, path, kind }, role)),
  );
  people = [bureau.clerk, bureau.reviewer, bureau.decider, ...more.map((actor) => ({ ...bureau.clerk, actor }))];
}, 60_000);

const tries = fc.array(
  fc.record({ step: fc.nat(STEPS.length - 1), who: fc.nat(5), days: fc.nat(3), sure: fc.nat(3) }),
  {
    minLength: 25,
    maxLength: 25,
  },
);
type Try = { step: number; who: number; days: number; sure: number };

/** Mostly a step that the table offers from here; sometimes any. */
function choose(state: string, { step, sure }: Try): string {
  const open = STEPS.filter((name) => table.steps[name]!.ways[state] !== undefined);
  return sure > 0 && open.length > 0 ? open[step % open.length]! : STEPS[step]!;
}

test('table, rows, clocks, marker and journal agree after every step that anybody takes or is refused', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(tries, fc.constantFrom('upheld', 'not_upheld'), async (list, outcome) => {
      serial += 1;
      bureau.clock.now = new Date('2026-03-09T02:00:00Z');
      const recordId = [...(await bureau.send([penaltyRow(serial)])).values()][0]!;
      const given = {
        recordId,
        receivedOn: day('2026-03-06'),
        channel: 'paper',
        points: ['金额有误。'],
        exhibits: [],
      } as const;
      const deps = { law: bureau.law, vault };
      const { id } = (await enterObjection(bureau.clerk, deps, given)).result;
      const steps = caseSteps(deps, [OBJECTION_PROCEDURE]);
      await steps.dispose(bureau.clerk, id, 1, outcome as 'upheld' | 'not_upheld');
      const model = ['enter'];
      let state = 'received';
      for (const one of list) {
        bureau.clock.now = new Date(bureau.clock.now.getTime() + one.days * 86_400_000);
        const step = choose(state, one);
        const rule = table.steps[step]!;
        const cause = rule.stopsClock ? { cause: 'test' } : {};
        const attempt = steps.take(people[one.who]!, id, step, {
          documents: rule.documents,
          reason: '理由如下。',
          ...cause,
        });
        const result = await attempt.catch((error: unknown) => {
          if (error instanceof Refusal) return error;
          throw error;
        });
        if (result instanceof Refusal) continue;
        taken += 1;
        model.push(step);
        state = rule.ways[state]!;
        expect(result.state).toBe(state);
      }
      const kept = await inContext(database.pools.app, { purpose: 'system' }, async (tx) => ({
        inHand: await getCase(tx, id),
        timers: await listKeptTimers(tx, id),
      }));
      expect(kept.inHand.taken.map(({ step }) => step)).toEqual(model);
      expect(stateAfter(table, kept.inHand.taken)).toBe(state);
      const counted = timersOf(table, kept.inHand.taken, bureau.law).map(({ code, stoppedOn, deadline, endedOn }) => [
        code,
        stoppedOn === undefined ? deadline.due : null,
        endedOn ?? null,
      ]);
      expect(kept.timers.map(({ timer, dueOn, endedOn }) => [timer, dueOn, endedOn]).sort()).toEqual(counted.sort());
      for (const { derivation } of kept.timers) expect(derivation.cited.length).toBeGreaterThan(0);
      expect((await getRecord(bureau.clerk, recordId)).underObjection).toBe(table.states[state]!.marksRecord === true);
      const journal = await bureau.asOwner<{ deed: string }>(
        "select deed from journal where object_id = $1 and deed <> 'objection.dispose' order by version",
        [id],
      );
      expect(journal.map(({ deed }) => deed)).toEqual(model.map((step) => `objection.${step}`));
    }),
    { numRuns: 8 },
  );
  expect(taken).toBeGreaterThan(16);
}, 180_000);
