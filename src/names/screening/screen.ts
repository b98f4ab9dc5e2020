import { findCode } from './code-table.ts';
import { CLASS_WORDS, NAME_CLASSES, type NameClass } from './name-classes.ts';
import { ScreeningRefusal } from './refusal.ts';
import { type Bars, Searcher, type Share, WHOLE } from './search.ts';
import type { NameKind } from './segment.ts';
import { isDead, type Snapshot } from './snapshot.ts';
import { DEFAULT_THRESHOLDS, type Decision, decisionOf, type Thresholds } from './thresholds.ts';
import { type CodeReading, readCode } from './uscc.ts';

/** What is asked: a name, a code, or both. A name that is nothing but a code is read as one. */
export type Query = { readonly name?: string; readonly code?: string };

export type Hit = {
  readonly id: string;
  readonly name: string;
  readonly nameKind: NameKind;
  /** Of the two spellings, 0 to 1; 1 for an equal code. Never about a party. */
  readonly similarity: number;
  readonly class: NameClass;
  readonly decision: Decision;
  /** The fact that would settle whether the two are one. */
  readonly settledBy: { readonly zh: string; readonly en: string };
};

export type Answer = {
  readonly hits: readonly Hit[];
  /** A valid code that is on no list does not end the check; a wrong one is a finding of its own. */
  readonly code: CodeReading | 'not_on_list' | 'found';
  readonly listRevision: number;
  readonly thresholds: string;
};

export type ScreenOptions = {
  /** Hits decided `none` are left out, and what could not be more is not looked at closely: of a subject its best name that is left. */
  readonly toLookAt?: boolean;
  /** Of the segments; codes are looked up by whoever has the first. */
  readonly share?: Share;
};

const MOST_HITS = 100;
/** How many hits may be asked for. */
export const isTop = (top: number): boolean => Number.isInteger(top) && top >= 1 && top <= MOST_HITS;

/** Asks one snapshot. Holds scratch memory: make one for each thread and snapshot. Equal questions get equal answers. */
export class Screener {
  readonly #snapshot: Snapshot;
  readonly #thresholds: Thresholds;
  readonly #searcher: Searcher;
  readonly #toLookAt: Bars;

  constructor(snapshot: Snapshot, thresholds: Thresholds = DEFAULT_THRESHOLDS) {
    this.#snapshot = snapshot;
    this.#thresholds = thresholds;
    this.#searcher = new Searcher(snapshot.segments);
    this.#toLookAt = barsOf(thresholds);
  }

  /**
   * @throws {ScreeningRefusal} `screening.top_out_of_range`: `top` is no whole number from 1 to 100
   */
  screen(query: Query, top = 5, { share = WHOLE, toLookAt = false }: ScreenOptions = {}): Answer {
    if (!isTop(top)) throw new ScreeningRefusal('screening.top_out_of_range', { top });
    const { name = '', code = '' } = splitQuery(query);
    const byCode = code === '' || share.first > 0 ? undefined : this.#byCode(code);
    const byName = name === '' ? [] : this.#searcher.search(name, top, share, toLookAt ? this.#toLookAt : undefined);
    const hits = byCode ? [byCode] : [];
    for (const hit of byName) {
      if (hits.length === top) break;
      if (hit.id !== byCode?.id) hits.push(lookWhereNumbersDiffer(name, this.#decide(hit)));
    }
    return {
      hits,
      code: this.#codeFinding(code, byCode),
      listRevision: this.#snapshot.revision,
      thresholds: this.#thresholds.version,
    };
  }

  #codeFinding(code: string, found: Hit | undefined): Answer['code'] {
    if (found) return 'found';
    const reading = readCode(code);
    return reading === 'valid' ? 'not_on_list' : reading;
  }

  /** Later segments first: what was added last is what holds. */
  #byCode(code: string): Hit | undefined {
    for (const live of [...this.#snapshot.segments].reverse()) {
      const record = findCode(live.segment.arrays.codes, code);
      if (record < 0 || isDead(live, record)) continue;
      const { segment } = live;
      const base = { id: segment.idOf(record), name: segment.nameOf(record), nameKind: segment.kindOf(record) };
      return this.#decide({ ...base, similarity: 1, class: 'same_code' });
    }
    return undefined;
  }

  #decide(hit: Omit<Hit, 'decision' | 'settledBy'>): Hit {
    const decision = decisionOf(this.#thresholds, hit.class, hit.similarity);
    return { ...hit, decision, settledBy: CLASS_WORDS[hit.class].settledBy };
  }
}

/** Of the classes that a name is given by its spelling. */
function barsOf({ classes }: Thresholds): Bars {
  const of = Object.fromEntries(NAME_CLASSES.map((one) => [one, classes[one].look])) as Bars['of'];
  const { same_code: _, person_in_office: __, ...ofNames } = of;
  return { of, least: Math.min(...Object.values(ofNames)) };
}

/**
 * No. 7 and No. 77 are two parties however alike the rest is, and calibration on spellings does not know it: a person looks.
 */
function lookWhereNumbersDiffer(name: string, hit: Hit): Hit {
  if (hit.decision !== 'strong' || (!NUMBER.test(name) && !NUMBER.test(hit.name))) return hit;
  return numbersIn(name) === numbersIn(hit.name) ? hit : { ...hit, decision: 'look' };
}

/** Whatever may become a digit. */
const NUMBER = /\p{N}/u;
const numbersIn = (name: string): string => name.normalize('NFKC').match(/\d+/g)?.join(' ') ?? '';

function splitQuery({ name, code }: Query): Query {
  if (code === undefined && name !== undefined && readCode(name) !== 'no_code') return { code: name };
  return { ...(name === undefined ? {} : { name }), ...(code === undefined ? {} : { code }) };
}
