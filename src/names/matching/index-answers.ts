import os from 'node:os';
import type {
  Answer,
  Hit,
  Query,
  Screener,
  ScreeningPool,
  ScreenOptions,
  Snapshot,
  Thresholds,
} from '../screening/index.ts';
import { OneAfterAnother } from './one-after-another.ts';

export type Engine = typeof import('../screening/index.ts');

/** What one question found. `code`: what is to be said of a code that was asked. */
export type Finding = {
  readonly hits: readonly (Hit & { readonly says: { readonly zh: string; readonly en: string } })[];
  readonly code: Answer['code'];
};

/** Which hits: all, or those alone that a person is to look at. */
export type Wanted = Pick<ScreenOptions, 'toLookAt'>;

/** So many questions are answered in place; more go to threads. */
const FEW = 16;
const MOST_THREADS = 4;

/** Answers from one state of a list after the other: a few questions on this thread, many on threads of their own. */
export class IndexAnswers {
  readonly #engine: Engine;
  readonly #thresholds: Thresholds;
  #snapshot: Snapshot;
  #screener: Screener;
  readonly #inPlace = new OneAfterAnother();
  #pool: ScreeningPool | undefined;

  constructor(engine: Engine, snapshot: Snapshot, thresholds: Thresholds = engine.DEFAULT_THRESHOLDS) {
    this.#engine = engine;
    this.#thresholds = thresholds;
    this.#snapshot = snapshot;
    this.#screener = new engine.Screener(snapshot, thresholds);
  }

  /** Which calibration judges the hits. */
  get calibration(): string {
    return this.#thresholds.version;
  }

  /** From the next question on answers come from this state. */
  use(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#screener = new this.#engine.Screener(snapshot, this.#thresholds);
    this.#pool?.use(snapshot);
  }

  /** The best hits for each question, in the order of the questions. */
  screen(queries: readonly Query[], top: number, options: Wanted): Promise<Finding[]> {
    if (queries.length > FEW) return this.#inThreads(queries, top, options).then((all) => all.map(this.#finding));
    return this.#inPlace.do(() => queries.map((one) => this.#finding(this.#screener.screen(one, top, options))));
  }

  readonly #finding = ({ hits, code }: Answer): Finding => ({
    hits: hits.map((hit) => ({ ...hit, says: this.#engine.CLASS_WORDS[hit.class].title })),
    code,
  });

  async stop(): Promise<void> {
    await this.#pool?.stop();
  }

  #inThreads(queries: readonly Query[], top: number, options: Wanted): Promise<Answer[]> {
    const threads = Math.min(MOST_THREADS, os.availableParallelism());
    this.#pool ??= new this.#engine.ScreeningPool(this.#snapshot, threads, this.#thresholds);
    return this.#pool.screen(queries, top, options);
  }
}
