/**
 * A plain scorer for the differential test: every name of the list against the query, strings and recursion, no keys, no
 * bounds, no tables of bits. It shares with the engine how a name is read and what a slip costs, and nothing of how
 * candidates are found and pruned.
 */
import { COST, slipBetween } from '../../src/names/screening/core-comparison.ts';
import {
  branchOf,
  branchTakes,
  formTakes,
  LEAST_SIMILARITY,
  partsLeave,
  readingLeaves,
} from '../../src/names/screening/name-similarity.ts';
import { NameParser } from '../../src/names/screening/parse.ts';
import { relationOf } from '../../src/names/screening/place-sets.ts';
import type { Reading } from '../../src/names/screening/reading.ts';

type Core = { readonly text: string; readonly brand: number; readonly weights: readonly number[] };
type Record = {
  readonly id: string;
  readonly core: Core;
  readonly place: number;
  readonly form: number;
  readonly branch: string;
};

function coreOf(reading: Reading): Core {
  return { text: reading.coreText(), brand: reading.brand, weights: [...reading.weights.subarray(0, reading.length)] };
}

function lack(core: Core, i: number, atEnd: boolean): number {
  const isBrand = i < core.brand;
  return (
    core.weights[i]! *
    (atEnd ? (isBrand ? COST.brandCutOff : COST.tradeCutOff) : isBrand ? COST.brandLacks : COST.tradeLacks)
  );
}

/** The cheapest way to make the first `i` characters of a into the first `j` of b. */
function cost(a: Core, b: Core, i: number, j: number, known: Map<number, number>): number {
  if (i === 0 && j === 0) return 0;
  const key = i * 1000 + j;
  const before = known.get(key);
  if (before !== undefined) return before;
  const ways: number[] = [];
  if (i > 0) ways.push(cost(a, b, i - 1, j, known) + lack(a, i - 1, j === b.text.length));
  if (j > 0) ways.push(cost(a, b, i, j - 1, known) + lack(b, j - 1, i === a.text.length));
  if (i > 0 && j > 0) {
    const [x, y] = [a.text[i - 1]!, b.text[j - 1]!];
    const heavier = Math.max(a.weights[i - 1]!, b.weights[j - 1]!);
    const slip = x === y ? 0 : heavier * COST[slipBetween(x.charCodeAt(0), y.charCodeAt(0))];
    ways.push(cost(a, b, i - 1, j - 1, known) + slip);
    if (i > 1 && j > 1 && x === b.text[j - 2] && a.text[i - 2] === y) {
      ways.push(cost(a, b, i - 2, j - 2, known) + Math.max(a.weights[i - 1]!, a.weights[i - 2]!) * COST.swapped);
    }
  }
  const best = Math.min(...ways);
  known.set(key, best);
  return best;
}

function coreSimilarity(a: Core, b: Core): number {
  const weight = (core: Core): number => core.weights.reduce((sum, w) => sum + w, 0);
  return Math.max(0, 1 - cost(a, b, a.text.length, b.text.length, new Map()) / (100 * Math.max(weight(a), weight(b))));
}

export class BruteForce {
  readonly #parser = new NameParser();
  readonly #records: Record[];

  constructor(names: readonly string[]) {
    this.#records = names.flatMap((name, i) =>
      this.#parser.parseListed(name).map((reading): Record => {
        const { place } = reading;
        return {
          id: String(i),
          core: coreOf(reading),
          place,
          form: this.#parser.form,
          branch: this.#parser.branchText(),
        };
      }),
    );
  }

  /** Every record that is alike enough to be shown, best first, equal ones by id. */
  search(name: string): { id: string; similarity: number }[] {
    this.#parser.parseQuery(name);
    const { form, count } = this.#parser;
    const branch = branchOf(this.#parser.branchText());
    const best = new Map<string, number>();
    for (const reading of this.#parser.readings.slice(0, count)) {
      if (reading.length === 0) continue;
      const core = coreOf(reading);
      for (const record of this.#records) {
        const place = relationOf(reading.place, record.place);
        const form_ = formTakes(form, record.form);
        const take = branchTakes(branch, branchOf(record.branch));
        // Nothing that follows can lift it: the cores are compared only where the rest leaves enough.
        if (partsLeave(place, form_, take, true) * readingLeaves(reading) < LEAST_SIMILARITY) continue;
        const cores = coreSimilarity(core, record.core);
        const similarity = cores * readingLeaves(reading) * partsLeave(place, form_, take, cores === 1);
        if (similarity >= LEAST_SIMILARITY && similarity > (best.get(record.id) ?? 0)) best.set(record.id, similarity);
      }
    }
    return [...best]
      .map(([id, similarity]) => ({ id, similarity }))
      .sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1));
  }
}
