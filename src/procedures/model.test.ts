// Random people try random things on the real database; a plain walk over the table says what should have come of it.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../test/support/actors.ts';
import { OPENINGS, openList, sentRecord } from '../../test/support/case-openings.ts';
import { caseSteps } from '../../test/support/cases.ts';
import { testDatabase } from '../../test/support/database.ts';
import { lawWithList } from '../../test/support/list-domain.ts';
import { type TestBureau, testBureau } from '../../test/support/publications.ts';
import type { Context } from '../audit/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext } from '../platform/db.ts';
import { getRecord } from '../records/record-queries.ts';
import { Vault } from '../vault/index.ts';
import type { Runnable } from './index.ts';
import { stateAfter } from './procedure-case.ts';
import { getCase, listKeptTimers } from './procedure-queries.ts';
import { timersOf } from './procedure-timers.ts';

/** Walks of each use of each procedure; the drills take more. Fifty thousand steps of each are driven without a database (reference-model.test.ts). */
const WALKS = Number(process.env.DRILL_WALKS ?? 3);
/** The drills name theirs, so that a failure can be met again; the suite walks elsewhere each time. */
const SEED = process.env.DRILL_SEED;
const LENGTH = 22;

const database = testDatabase();
const law = lawWithList();
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
  await openList(bureau, deps());
}, 60_000);

const deps = () => ({ law, vault });
type Try = { step: number; who: number; days: number; sure: number };
const tries = fc.array(fc.record({ step: fc.nat(60), who: fc.nat(5), days: fc.nat(6), sure: fc.nat(3) }), {
  minLength: LENGTH,
  maxLength: LENGTH,
});

/** Mostly a step that the table offers from here, rather one after which the case goes on; sometimes any. */
function choose({ table }: Runnable, state: string, { step, sure }: Try): string {
  const all = Object.keys(table.steps).filter((name) => table.steps[name]!.ways.none === undefined || sure > 0);
  const here = all.filter((name) => table.steps[name]!.ways[state] !== undefined);
  const onward = here.filter((name) => !table.states[table.steps[name]!.ways[state]!]!.final);
  const open = sure > 1 && onward.length > 0 ? onward : here;
  return sure > 0 && open.length > 0 ? open[step % open.length]! : all[step % all.length]!;
}

/** Mostly somebody in a post that such a step is for; sometimes anybody. */
function somebody(deed: string, { who, sure }: Try): Context {
  const post = deed.endsWith('.decide') ? 2 : deed.endsWith('.review') ? 1 : 0;
  return people[sure > 0 ? post + 3 * (who % 2) : who]!;
}

test.each(OPENINGS)(
  '$name: table, rows, clocks, marker and journal agree after every step that anybody takes or is refused',
  async ({ runnable, first, isPointed, open }) => {
    const { table } = runnable;
    const { code } = table;
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(tries, fc.boolean(), async (list, upheld) => {
        serial += 1;
        bureau.clock.now = new Date('2026-03-09T02:00:00Z');
        const recordId = await sentRecord(bureau, serial);
        const id = await open(bureau, deps(), recordId);
        const steps = caseSteps(deps(), [runnable]);
        const found = code === 'repair' ? 'sufficient' : upheld ? 'upheld' : 'not_upheld';
        if (isPointed) await steps.dispose(bureau.clerk, id, 1, found);
        const model = [first];
        let state: string = table.steps[first]!.ways.none!;
        for (const one of list) {
          bureau.clock.now = new Date(bureau.clock.now.getTime() + one.days * 86_400_000);
          const step = choose(runnable, state, one);
          const rule = table.steps[step]!;
          const cause = rule.stopsClock ? { cause: 'test' } : {};
          const documents = [
            ...rule.documents,
            ...(step === 'submit' ? ['commitment_letter', 'performance_proof'] : []),
          ];
          const given = { documents, reason: '理由如下。', ...cause };
          const result = await steps.take(somebody(rule.deed, one), id, step, given).catch((error: unknown) => {
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
        const counted = timersOf(table, kept.inHand.taken, law).map(({ code: timer, stoppedOn, deadline, endedOn }) => [
          timer,
          stoppedOn === undefined ? deadline.due : null,
          endedOn ?? null,
        ]);
        expect(kept.timers.map(({ timer, dueOn, endedOn }) => [timer, dueOn, endedOn]).sort()).toEqual(counted.sort());
        for (const { derivation } of kept.timers) expect(derivation.cited.length).toBeGreaterThan(0);
        expect((await getRecord(bureau.clerk, recordId)).underObjection).toBe(
          table.states[state]!.marksRecord === true,
        );
        const journal = await bureau.asOwner<{ deed: string }>(
          'select deed from journal where object_id = $1 and deed <> $2 order by version',
          [id, `${code}.dispose`],
        );
        expect(journal.map(({ deed }) => deed)).toEqual(model.map((step) => `${code}.${step}`));
      }),
      { numRuns: WALKS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
    );
    expect(taken).toBeGreaterThan(2);
  },
  60_000 * WALKS,
);
