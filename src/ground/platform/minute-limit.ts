import { Refusal } from '../kernel/refusal.ts';

/** Askers remembered at once: the bound is against a caller that comes from very many addresses. */
const MOST_ASKERS = 20_000;
const MINUTE_MS = 60_000;

export type Allowance = {
  /** What is left of this minute; below zero: so many too many. */
  readonly left: number;
  /** Until the next minute begins. */
  readonly resetSeconds: number;
};

/** So many questions a minute from one asker, an address or a key, in this process. A whole office may share an address: keep it wide. */
export class MinuteLimit {
  readonly #asked = new Map<string, { readonly minute: number; count: number }>();

  /** Counts `questions` against `most`, those that are too many as well. */
  count(asker: string, most: number, at: Date, questions = 1): Allowance {
    const minute = Math.floor(at.getTime() / MINUTE_MS);
    let entry = this.#asked.get(asker);
    if (entry?.minute !== minute) {
      if (entry === undefined && this.#asked.size >= MOST_ASKERS) this.#asked.clear();
      entry = { minute, count: 0 };
      this.#asked.set(asker, entry);
    }
    entry.count += questions;
    const resetSeconds = Math.ceil(((minute + 1) * MINUTE_MS - at.getTime()) / 1_000);
    return { left: most - entry.count, resetSeconds };
  }

  /** Counts them and refuses when they are too many. @throws {Refusal} throttled, by the code given */
  take(asker: string, most: number, at: Date, code: string, questions = 1): void {
    const { left, resetSeconds } = this.count(asker, most, at, questions);
    if (left < 0) throw new Refusal('throttled', code, { retryAfterSeconds: resetSeconds });
  }
}
