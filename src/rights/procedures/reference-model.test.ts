// Commands drive each procedure against a plain model: flat rows as the database has them, and sets. No step is lawful in one only.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { type Attempt, PlainCase } from '../../../test/support/plain-case.ts';
import { towardsNew } from '../../../test/support/towards-new.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { NONE, type Procedure } from './procedure.ts';
import { advance, stateAfter, type Taken } from './procedure-case.ts';
import { timersOf } from './procedure-timers.ts';

const law = testLaw();
const START = day('2026-04-07');
const CAUSES = ['test', 'appraisal', 'expert_review'];
const RECUSED = 'officer-0';

type Real = { readonly table: Procedure; readonly taken: Taken[] };
type Model = {
  readonly plain: PlainCase;
  readonly table: Procedure;
  on: PlainDate;
  /** States that any walk has come to. */
  readonly reached: Set<string>;
};

class Step implements fc.Command<Model, Real> {
  readonly choice: number;
  readonly by: number;
  readonly wait: number;
  readonly paper: string;
  readonly why: boolean;
  readonly stale: boolean;
  readonly open: number;

  constructor(choice: number, by: number, wait: number, flaw: number) {
    this.choice = choice;
    this.by = by;
    this.wait = wait;
    this.paper = (flaw === 1 ? '1' : '0').repeat(64);
    this.why = flaw !== 2;
    this.stale = flaw === 3;
    this.open = flaw === 4 ? 1 : 0;
  }

  check(): boolean {
    return true;
  }

  /** Mostly a step of a row that begins here, rather on the way to where no walk has been or after which the case goes on; sometimes any. */
  #chosen({ plain, table, reached }: Model): string {
    const all = plain.here();
    if (reached.size < Object.keys(table.states).length && this.choice % 5 > 0) {
      const anew = towardsNew(table, plain.state, reached);
      if (anew.length > 0) return anew[this.choice % anew.length]!.step;
    }
    const onward = all.filter(({ to_state }) => table.states[to_state]!.final !== true);
    const here = this.choice % 9 > 0 && onward.length > 0 ? onward : all;
    if (this.choice % 5 > 0 && here.length > 0) return here[this.choice % here.length]!.step;
    const steps = Object.keys(table.steps);
    return steps[this.choice % steps.length]!;
  }

  run(model: Model, { table, taken }: Real): void {
    const step = this.#chosen(model);
    const rule = table.steps[step]!;
    const on = addDays(model.on, this.wait - 1);
    const by = `officer-${this.by}`;
    const next: Taken = {
      step,
      on,
      by,
      kind: this.by === 1 ? 'program' : 'person',
      cause: rule.stopsClock ? CAUSES[this.choice % 3] : undefined,
      documents: rule.documents.map((kind) => ({ kind, sha256: this.paper })),
      saysWhy: this.why,
    };
    const after = taken.length + (this.stale ? -1 : 0);
    const about = { today: addDays(START, 10_000), after, undisposed: this.open, recused: [RECUSED] };
    const attempt: Attempt = {
      step,
      by,
      on,
      isProgram: this.by === 1,
      isRecused: by === RECUSED,
      isStale: this.stale,
      saysWhy: this.why,
      undisposed: this.open,
      papers: new Map(rule.documents.map((kind) => [kind, this.paper])),
    };
    const expected = model.plain.after(attempt);
    let done = false;
    try {
      expect(advance(table, taken, next, about)).toBe(expected);
      done = true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect([step, model.plain.state, error.code, expected]).toEqual([step, model.plain.state, error.code, undefined]);
    }
    if (!done) return;
    taken.push(next);
    model.plain.take(attempt, expected!);
    model.on = on;
    model.reached.add(expected!);
  }

  toString(): string {
    return `step ${this.choice} by ${this.by} after ${this.wait}`;
  }
}

const commands = fc.commands(
  [
    fc
      .tuple(fc.nat(60), fc.integer({ min: 0, max: 7 }), fc.nat(4), fc.nat(14))
      .map(([choice, by, wait, flaw]) => new Step(choice, by, wait, flaw)),
  ],
  { maxCommands: 60, size: 'max' },
);

/** As many runs of at most sixty commands as it takes: of fifty thousand steps of each procedure a good part is lawful. */
const STEPS = 50_000;

test.each(PROCEDURES.map(({ table }) => table))(
  '$code: fifty thousand random steps: what the rows of the database allow is what the program does, and every clock is explained',
  (table) => {
    let driven = 0;
    let taken = 0;
    const reached = new Set<string>([NONE]);
    const walk = fc.property(commands, (list) => {
      const real: Real = { table, taken: [] };
      const model: Model = { plain: new PlainCase(table, START), table, on: START, reached };
      fc.modelRun(() => ({ model, real }), list);
      driven += [...list].length;
      taken += real.taken.length;
      expect(stateAfter(table, real.taken)).toBe(model.plain.state);
      for (const { deadline, from, endedOn } of timersOf(table, real.taken, law)) {
        expect(deadline.derivation.cited.length).toBeGreaterThan(0);
        expect(deadline.due >= from).toBe(true);
        if (endedOn !== undefined) expect(endedOn >= real.taken[0]!.on).toBe(true);
      }
    });
    for (let seed = 1; driven < STEPS; seed += 1) fc.assert(walk, { numRuns: 200, seed });
    // A walk that gets nowhere proves nothing: no state is left out.
    expect(taken).toBeGreaterThan(STEPS / 20);
    expect([...reached].sort()).toEqual(Object.keys(table.states).sort());
  },
  60_000,
);
