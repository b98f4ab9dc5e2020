import os from 'node:os';
import { Worker } from 'node:worker_threads';
import { mergedAnswer } from './merged-answer.ts';
import { ScreeningRefusal } from './refusal.ts';
import type { Answer, Query, ScreenOptions } from './screen.ts';
import { type SharedSegment, sharedSegments } from './shared-segments.ts';
import type { Snapshot } from './snapshot.ts';
import { threadFile } from './thread-file.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from './thresholds.ts';

/** What the pool and its threads say to each other. */
export type PoolRequest =
  | {
      readonly kind: 'snapshot';
      readonly segments: SharedSegment[];
      readonly revision: number;
      readonly thresholds: Thresholds;
    }
  | {
      readonly kind: 'screen';
      readonly task: number;
      readonly queries: readonly Query[];
      readonly top: number;
      readonly options: ScreenOptions;
    };
export type PoolReply = { readonly task: number; readonly answers?: readonly Answer[]; readonly error?: unknown };

/** Questions that go to a thread in one message. */
const CHUNK = 256;

type Waiting = { resolve: (answers: readonly Answer[]) => void; reject: (error: unknown) => void };

/**
 * Threads that read one list in shared memory. The answers are those of a single thread, in the order of the questions;
 * how many threads there are changes only how long it takes.
 */
export class ScreeningPool {
  readonly #workers: Worker[];
  readonly #waiting = new Map<number, Waiting>();
  #thresholds: Thresholds;
  #tasks = 0;
  #stopped = false;

  constructor(snapshot: Snapshot, threads = os.availableParallelism(), thresholds: Thresholds = DEFAULT_THRESHOLDS) {
    this.#workers = Array.from({ length: Math.max(1, threads) }, () => new Worker(threadFile('pool-worker')));
    for (const worker of this.#workers) {
      worker.on('message', (reply: PoolReply) => this.#settle(reply));
      worker.on('error', (error) => this.#fail(error));
      worker.unref();
    }
    this.#thresholds = thresholds;
    this.use(snapshot);
  }

  /** From the next question on the threads read this snapshot, by the thresholds so far; what is under way is answered from the one before. */
  use(snapshot: Snapshot, thresholds = this.#thresholds): void {
    this.#thresholds = thresholds;
    const segments = sharedSegments(snapshot.segments);
    const request: PoolRequest = { kind: 'snapshot', segments, revision: snapshot.revision, thresholds };
    for (const worker of this.#workers) worker.postMessage(request);
  }

  /** @throws {ScreeningRefusal} `screening.pool_stopped`; `screening.top_out_of_range` */
  async screen(queries: readonly Query[], top = 5, options: ScreenOptions = {}): Promise<Answer[]> {
    const chunks: Promise<readonly Answer[]>[] = [];
    for (let at = 0; at < queries.length; at += CHUNK) {
      const worker = this.#workers[this.#tasks % this.#workers.length]!;
      chunks.push(this.#ask(worker, queries.slice(at, at + CHUNK), top, options));
    }
    return (await Promise.all(chunks)).flat();
  }

  /**
   * One question to all threads at once, each of which reads its share of the segments: for a list of tens of millions, where
   * one question takes longer than the messages about it. The answer is that of {@link screen}.
   * @throws {ScreeningRefusal} `screening.pool_stopped`; `screening.top_out_of_range`
   */
  async screenTogether(query: Query, top = 5): Promise<Answer> {
    const step = this.#workers.length;
    const parts = await Promise.all(
      this.#workers.map((worker, first) => this.#ask(worker, [query], top, { share: { first, step } })),
    );
    return mergedAnswer(parts.flat(), top);
  }

  #ask(worker: Worker, queries: readonly Query[], top: number, options: ScreenOptions): Promise<readonly Answer[]> {
    if (this.#stopped) return Promise.reject(new ScreeningRefusal('screening.pool_stopped'));
    const task = this.#tasks;
    this.#tasks += 1;
    return new Promise((resolve, reject) => {
      if (this.#waiting.size === 0) for (const each of this.#workers) each.ref();
      this.#waiting.set(task, { resolve, reject });
      const request: PoolRequest = { kind: 'screen', task, queries, top, options };
      worker.postMessage(request);
    });
  }

  #settle({ task, answers, error }: PoolReply): void {
    const waiting = this.#waiting.get(task);
    this.#waiting.delete(task);
    // An idle pool keeps no program alive.
    if (this.#waiting.size === 0) for (const worker of this.#workers) worker.unref();
    if (answers) waiting?.resolve(answers);
    else waiting?.reject(error);
  }

  #fail(error: unknown): void {
    this.#stopped = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  async stop(): Promise<void> {
    this.#fail(new ScreeningRefusal('screening.pool_stopped'));
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
