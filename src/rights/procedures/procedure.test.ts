import fc from 'fast-check';
import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { day, testLaw } from '../../../test/support/law.ts';
import { towardsNew } from '../../../test/support/towards-new.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { DEEDS } from '../../ground/access/index.ts';
import { addDays } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { NONE, openingSteps, type Procedure, SERVICE_PROOF } from './procedure.ts';
import { advance, handsOf, stateAfter, type Taken, waysFrom } from './procedure-case.ts';
import { moveRows, stateRows } from './procedure-rows.ts';
import { standingOf, timersOf } from './procedure-timers.ts';

const TABLES: Procedure[] = PROCEDURES.map(({ table }) => table);
const law = testLaw();
const START = day('2026-04-07');
/** A day of each regime: what a table names exists in one of them at least. */
const DAYS = [day('2026-03-09'), START];
const database = testDatabase();

test.each(TABLES)(
  '$code: every way begins and ends in a state of the table, and each state can be reached',
  (table) => {
    const states = Object.keys(table.states);
    const reached = new Set([NONE]);
    for (let before = 0; before !== reached.size; ) {
      before = reached.size;
      for (const state of [...reached]) for (const { to } of waysFrom(table, state)) reached.add(to);
    }
    expect([...reached].sort()).toEqual(states.sort());
    for (const { ways } of Object.values(table.steps)) {
      for (const [from, to] of Object.entries(ways))
        expect([states.includes(from), states.includes(to)]).toEqual([true, true]);
    }
    expect(openingSteps(table).length).toBeGreaterThan(0);
    expect(table.states).not.toHaveProperty([NONE, 'final']);
  },
);

test.each(TABLES)('$code: only the end of a case has no way on, and from everywhere an end can be reached', (table) => {
  for (const [state, { final }] of Object.entries(table.states)) {
    if (waysFrom(table, state).length === 0) expect([state, final]).toEqual([state, true]);
  }
  const ends = new Set(Object.entries(table.states).flatMap(([state, { final }]) => (final ? [state] : [])));
  for (let before = 0; before !== ends.size; ) {
    before = ends.size;
    for (const state of Object.keys(table.states)) {
      if (waysFrom(table, state).some(({ to }) => ends.has(to))) ends.add(state);
    }
  }
  expect([...ends].sort()).toEqual(Object.keys(table.states).sort());
});

test.each(TABLES)('$code: articles, periods, deeds, documents and guards that it names exist', (table) => {
  const runnable = PROCEDURES.find((one) => one.table === table)!;
  for (const [step, rule] of Object.entries(table.steps)) {
    for (const ref of [...rule.basis, ...table.basis])
      expect([step, ref, DAYS.some((on) => law.article(ref, on))]).toEqual([step, ref, true]);
    expect([step, DAYS.every((on) => rule.basis.some((ref) => law.article(ref, on)))]).toEqual([step, true]);
    for (const code of [...(rule.remedies ?? []), ...(rule.tellsWithin ? [rule.tellsWithin] : [])]) {
      expect(law.find('periods', code, START)?.code).toBe(code);
    }
    expect(Object.keys(DEEDS)).toContain(rule.deed);
    expect(Object.keys(table.documents)).toEqual(expect.arrayContaining([...rule.documents]));
    expect(Object.keys(runnable.guards)).toEqual(expect.arrayContaining([...rule.guards]));
    expect(Object.keys(table.steps)).toEqual(expect.arrayContaining([...rule.notBy]));
    if (rule.sameDocument) expect(rule.documents).toContain(rule.sameDocument);
  }
  for (const { period, starts, ends, drops } of Object.values(table.timers)) {
    expect(law.find('periods', period, START)?.code).toBe(period);
    expect(Object.keys(table.steps)).toEqual(expect.arrayContaining([...starts, ...ends, ...drops]));
  }
});

test.each(TABLES)('$code: whoever drafts neither reviews nor decides, and whoever reviews does not decide', (table) => {
  const of = (hand: string) =>
    Object.entries(table.steps).flatMap(([step, rule]) => (rule.hand === hand ? [step] : []));
  for (const [step, rule] of Object.entries(table.steps)) {
    if (rule.hand === 'reviews') expect([step, rule.notBy]).toEqual([step, expect.arrayContaining(of('drafts'))]);
    if (rule.hand === 'decides') {
      expect([step, rule.notBy]).toEqual([
        step,
        expect.arrayContaining(rule.deed.endsWith('.decide') ? [...of('drafts'), ...of('reviews')] : []),
      ]);
      expect(rule.notBy.length).toBeGreaterThan(0);
    }
  }
});

test.each(TABLES)(
  '$code: what decides is the third hand on one reviewed text, and whoever lets a clock of the office go does not stand alone, or the table says why that suffices',
  (table) => {
    const hands = Object.entries(table.steps).flatMap(([step, { hand }]) =>
      hand === 'drafts' || hand === 'reviews' ? [step] : [],
    );
    const dropped = new Set<string>(Object.values(table.timers).flatMap(({ drops }) => drops));
    for (const [step, rule] of Object.entries(table.steps)) {
      const isThird = rule.sameDocument !== undefined && hands.every((other) => rule.notBy.includes(other));
      const isOfOffice = rule.byParty !== true && (rule.stopsClock === true || dropped.has(step));
      // A step that only stands in histories nobody takes.
      const needsWord = Object.keys(rule.ways).length > 0 && (rule.hand === 'decides' ? !isThird : isOfOffice);
      expect([step, rule.alone !== undefined]).toEqual([step, needsWord]);
    }
  },
);

// Lists find records under objection among open cases (src/facts/records/record-search-queries.ts).
test.each(TABLES)('$code: a case that is over marks no record', (table) => {
  expect(stateRows(table).filter(({ is_final, marks_record }) => is_final && marks_record)).toEqual([]);
});

test('the database allows exactly the states and steps of the tables', async () => {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const read = async (table: string, columns: string) =>
    (await client.query(`select ${columns} from ${table}`)).rows.map((row) => JSON.stringify(row)).sort();
  const told = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
  const states = TABLES.flatMap(stateRows);
  const moves = TABLES.flatMap(moveRows);
  expect(await read('procedure_states', Object.keys(states[0]!).join(', '))).toEqual(told(states));
  expect(await read('procedure_moves', Object.keys(moves[0]!).join(', '))).toEqual(told(moves));
  await client.end();
});

type Attempt = {
  step: number;
  by: number;
  wait: number;
  cause: number;
  document: number;
  why: boolean;
  stale: number;
};
const attempts = fc.array(
  fc.record({
    step: fc.nat(40),
    by: fc.nat(7),
    wait: fc.nat(6),
    cause: fc.nat(5),
    document: fc.nat(9),
    why: fc.boolean(),
    stale: fc.nat(9),
  }),
  { minLength: 20, maxLength: 80, size: 'max' },
);
const CAUSES = ['test', 'appraisal', 'expert_review'];

/** Somebody tries something; mostly a step that is open, where there is one to where nobody was yet; refusals change nothing. */
function run(
  table: Procedure,
  tries: readonly Attempt[],
  seen: (taken: readonly Taken[], refused?: Refusal) => void,
  reached?: ReadonlySet<string>,
): Taken[] {
  const taken: Taken[] = [];
  let on = START;
  for (const one of tries) {
    on = addDays(on, one.wait);
    const state = stateAfter(table, taken);
    const onward = waysFrom(table, state).filter(({ to }) => one.wait < 2 || !table.states[to]!.final);
    const fresh = reached !== undefined && one.by % 2 === 0 ? towardsNew(table, state, reached) : [];
    const open = (fresh.length > 0 ? fresh : onward).map(({ step }) => step);
    const all = Object.keys(table.steps);
    const step = open.length > 0 && one.step % 4 > 0 ? open[one.step % open.length]! : all[one.step % all.length]!;
    const rule = table.steps[step]!;
    const next: Taken = {
      step,
      on,
      by: `officer-${one.by}`,
      kind: one.by === 4 ? 'program' : 'person',
      cause: rule.stopsClock && one.cause > 0 ? CAUSES[one.cause % 3] : undefined,
      documents: rule.documents.map((kind) => ({ kind, sha256: (one.document === 0 ? '1' : '0').repeat(64) })),
      saysWhy: one.why || rule.hand === 'decides',
    };
    const about = {
      today: on,
      after: taken.length + (one.stale === 0 ? 1 : 0),
      undisposed: one.cause === 5 ? 1 : 0,
      recused: ['officer-3'],
    };
    try {
      advance(table, taken, next, about);
      taken.push(next);
      seen(taken);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      seen(taken, error);
    }
  }
  return taken;
}

test.each(TABLES)(
  '$code: no history leads to a state that is not in the table, and none crosses a separation',
  (table) => {
    let tried = 0;
    const reached = new Set<string>();
    fc.assert(
      fc.property(attempts, (tries) => {
        const taken = run(
          table,
          tries,
          (so) => {
            expect(Object.keys(table.states)).toContain(stateAfter(table, so));
            reached.add(stateAfter(table, so));
            tried += 1;
          },
          reached,
        );
        for (const [at, { step, by, kind }] of taken.entries()) {
          const rule = table.steps[step]!;
          expect(by).not.toBe('officer-3');
          if (rule.hand === 'decides') expect(kind).toBe('person');
          expect(taken.slice(0, at).filter((one) => one.by === by && rule.notBy.includes(one.step))).toEqual([]);
          if (rule.once) expect(taken.filter((one) => one.step === step)).toHaveLength(1);
          if (rule.hand === 'decides' && rule.sameDocument !== undefined) {
            const { draftedBy, reviewedBy } = handsOf(table, taken.slice(0, at));
            // Where the table says why two suffice, whoever put it down is the other one.
            const hands = rule.alone === undefined ? [draftedBy, reviewedBy, by] : [draftedBy, by];
            expect(new Set(hands).size).toBe(hands.length);
          }
        }
      }),
      { numRuns: 500 },
    );
    // The walk is worth something only if it gets everywhere.
    expect(Object.keys(table.states).filter((state) => state !== NONE && !reached.has(state))).toEqual([]);
    expect(tried).toBeGreaterThan(10_000);
  },
);

test.each(TABLES)(
  '$code: a step that was taken is not taken again by a request that saw the case before it',
  (table) => {
    fc.assert(
      fc.property(attempts, (tries) => {
        const taken = run(table, tries, () => undefined);
        if (taken.length === 0) return;
        const again = () =>
          advance(table, taken, taken.at(-1)!, {
            today: taken.at(-1)!.on,
            after: taken.length - 1,
            undisposed: 0,
            recused: [],
          });
        expect(again).toThrow('procedure.moved_on');
      }),
      { numRuns: 60 },
    );
  },
);

test.each(TABLES)(
  '$code: clocks are monotone: waiting never brings a day nearer, a standstill never shortens, an end is never undone',
  (table) => {
    fc.assert(
      fc.property(attempts, (tries) => {
        let before = new Map<string, ReturnType<typeof timersOf>[number]>();
        // Each clock is compared with itself as long as no step has started it anew.
        const restarted = (code: string, step: string) => table.timers[code]!.starts.includes(step);
        run(table, tries, (taken, refused) => {
          const now = new Map(timersOf(table, taken, law).map((timer) => [timer.code, timer]));
          const { step, on } = taken.at(-1) ?? { step: '', on: START };
          for (const [code, timer] of before) {
            const after = now.get(code)!;
            if (refused) expect(after).toEqual(timer);
            if (restarted(code, step)) continue;
            expect(after.deadline.due >= timer.deadline.due).toBe(true);
            if (timer.endedOn !== undefined) expect(after.endedOn).toBe(timer.endedOn);
            if (standingOf(timer, on) === 'kept_late') expect(standingOf(after, addDays(on, 30))).toBe('kept_late');
          }
          before = now;
        });
      }),
      { numRuns: 60 },
    );
  },
);

test.each(TABLES)('$code: a clock that runs from service is started by a step that proves it', (table) => {
  for (const { from, starts } of Object.values(table.timers)) {
    if (from !== 'service') continue;
    for (const step of starts)
      expect([step, table.steps[step]!.documents]).toEqual([step, expect.arrayContaining([SERVICE_PROOF])]);
  }
});
