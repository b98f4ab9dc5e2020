/** Addresses remembered at once: the bound is against a caller that comes from very many. */
const MOST_ADDRESSES = 20_000;

/** At most so many questions a minute from one address, in this process; a request brings several at once. */
export class QuestionAllowance {
  readonly #most: number;
  readonly #asked = new Map<string, { minute: number; count: number }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts them; false when they are too many. */
  mayAsk(address: string, questions: number, now: Date): boolean {
    const minute = Math.floor(now.getTime() / 60_000);
    const entry = this.#asked.get(address);
    const count = (entry?.minute === minute ? entry.count : 0) + questions;
    if (entry === undefined && this.#asked.size >= MOST_ADDRESSES) this.#asked.clear();
    this.#asked.set(address, { minute, count });
    return count <= this.#most;
  }
}
