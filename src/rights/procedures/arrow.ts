import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { ArticleRef, Law } from '../../rules/law/index.ts';
import type { Procedure } from './procedure.ts';

/** Steps that follow one another from a state of a table: an arrow of the law file, which often takes several of ours. */
export type ArrowGiven = { readonly procedure: string; readonly state: string; readonly steps: readonly string[] };
export type Arrow = {
  readonly state: string;
  /** Of the articles on which the steps rest, those in force on the day. */
  readonly articles: readonly ArticleRef[];
  /** Periods that the packs have on the day: those that begin with a step, and those that a step keeps. */
  readonly starts: readonly string[];
  readonly ends: readonly string[];
};

/**
 * Where an arrow leads on that day, on what it rests, and which clocks it starts and ends. For the cases beside the packs: the law knows
 * no procedure, so whoever runs them brings the tables.
 */
export function arrowIn(tables: readonly Procedure[]) {
  return ({ procedure, state, steps }: ArrowGiven, law: Law, on: PlainDate): Arrow => {
    const table = tables.find(({ code }) => code === procedure);
    if (table === undefined) throw new Refusal('absent', 'procedure.unknown', { procedure });
    const rests = steps.map((step) => basisOn(table, step, law, on));
    const timers = Object.values(table.timers);
    const periods = (having: 'starts' | 'ends') =>
      timers
        .filter((timer) => timer[having].some((step) => steps.includes(step)))
        .filter(({ period }) => law.find('periods', period, on) !== undefined)
        .map(({ period }) => period);
    return {
      state: steps.reduce((from, step) => next(table, from, step), state),
      articles: [...new Set(rests.flat())],
      starts: periods('starts'),
      ends: periods('ends'),
    };
  };
}

function next({ steps }: Procedure, state: string, step: string): string {
  const to = steps[step]?.ways[state];
  if (to === undefined) throw new Refusal('conflict', 'procedure.no_such_step', { step, state });
  return to;
}

/** @throws {Refusal} rule `procedure.no_basis`: none of its articles is in force that day */
function basisOn({ steps }: Procedure, step: string, law: Law, on: PlainDate): readonly ArticleRef[] {
  const basis = (steps[step]?.basis ?? []).filter((ref) => law.article(ref, on) !== undefined);
  if (steps[step] !== undefined && basis.length === 0) throw new Refusal('rule', 'procedure.no_basis', { step });
  return basis;
}
