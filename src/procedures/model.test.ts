// Random people try random things on the real database; a plain walk over the table says what should have come of it.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../test/support/actors.ts';
import { caseSteps, digest } from '../../test/support/cases.ts';
import { testDatabase } from '../../test/support/database.ts';
import { day } from '../../test/support/law.ts';
import { penaltyRow } from '../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../test/support/publications.ts';
import { ANNULMENT_PROCEDURE, openAnnulment } from '../annulments/index.ts';
import type { Context } from '../audit/index.ts';
import { DETERMINATION_PROCEDURE, proposeDetermination } from '../determinations/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { enterObjection, OBJECTION_PROCEDURE } from '../objections/index.ts';
import { inContext } from '../platform/db.ts';
import { getRecord } from '../records/record-queries.ts';
import { beginRepair, REPAIR_PROCEDURE } from '../repairs/index.ts';
import { Vault } from '../vault/index.ts';
import type { Runnable } from './index.ts';
import { stateAfter } from './procedure-case.ts';
import { getCase, listKeptTimers } from './procedure-queries.ts';
import { timersOf } from './procedure-timers.ts';

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

const deps = () => ({ law: bureau.law, vault });
const ON = day('2026-03-06');
const CONTENTS = {
  domain: null,
  termMonths: 12,
  measures: [],
  refs: ['hnxy:32'],
  role: null,
  roleFrom: null,
  roleUntil: null,
};
/** How a case of each procedure begins here: by which step, and its one point, where there is one. */
const WALKS: Readonly<
  Record<string, { runnable: Runnable; first: string; open: (recordId: string) => Promise<string> }>
> = {
  objection: {
    runnable: OBJECTION_PROCEDURE,
    first: 'enter',
    async open(recordId) {
      const given = { recordId, receivedOn: ON, channel: 'paper', points: ['金额有误。'], exhibits: [] } as const;
      return (await enterObjection(bureau.clerk, deps(), given)).result.id;
    },
  },
  repair: {
    runnable: REPAIR_PROCEDURE,
    first: 'begin',
    async open(recordId) {
      const materials = [{ text: '缴款凭证。' }];
      const given = { recordId, appliedOn: ON, ground: 'term', channel: 'paper', materials } as const;
      return (await beginRepair(bureau.clerk, deps(), given)).result.id;
    },
  },
  annulment: {
    runnable: ANNULMENT_PROCEDURE,
    first: 'receive_void',
    async open(recordId) {
      const documents = [{ kind: 'ruling', sha256: digest('ruling') }];
      const given = { recordId, step: 'receive_void', on: ON, channel: 'paper', ground: 'ruling', documents } as const;
      return (await openAnnulment(bureau.clerk, deps(), given)).result.id;
    },
  },
  determination: {
    runnable: DETERMINATION_PROCEDURE,
    first: 'propose',
    async open(recordId) {
      const given = { recordId, use: 'key_supervision', contents: CONTENTS, on: ON, reason: '提出认定建议。' } as const;
      return (await proposeDetermination(bureau.clerk, deps(), given)).result.id;
    },
  },
};
const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };

type Try = { step: number; who: number; days: number; sure: number };
const tries = fc.array(fc.record({ step: fc.nat(60), who: fc.nat(5), days: fc.nat(6), sure: fc.nat(3) }), {
  minLength: 22,
  maxLength: 22,
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

test.each(Object.entries(WALKS))(
  '%s: table, rows, clocks, marker and journal agree after every step that anybody takes or is refused',
  async (code, { runnable, first, open }) => {
    const { table } = runnable;
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(tries, fc.boolean(), async (list, upheld) => {
        serial += 1;
        bureau.clock.now = new Date('2026-03-09T02:00:00Z');
        const recordId = [
          ...(await bureau.send([penaltyRow(serial, { CF_JDRQ: '2025/03/02', ...FINAL })])).values(),
        ][0]!;
        const id = await open(recordId);
        const steps = caseSteps(deps(), [runnable]);
        if (code === 'objection') await steps.dispose(bureau.clerk, id, 1, upheld ? 'upheld' : 'not_upheld');
        if (code === 'repair') await steps.dispose(bureau.clerk, id, 1, 'sufficient');
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
        const counted = timersOf(table, kept.inHand.taken, bureau.law).map(
          ({ code: timer, stoppedOn, deadline, endedOn }) => [
            timer,
            stoppedOn === undefined ? deadline.due : null,
            endedOn ?? null,
          ],
        );
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
      { numRuns: 4 },
    );
    expect(taken).toBeGreaterThan(2);
  },
  180_000,
);
