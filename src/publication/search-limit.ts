/** Addresses remembered at once: the bound is against a caller that comes from very many. */
const MOST_ADDRESSES = 20_000;

/** At most `most` questions a minute from one address, in this process. A whole office may share an address: keep it wide. */
export class SearchLimit {
  readonly #most: number;
  readonly #asked = new Map<string, { minute: number; count: number }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts one question; false when it is one too many. */
  mayAsk(address: string, now: Date): boolean {
    const minute = Math.floor(now.getTime() / 60_000);
    const entry = this.#asked.get(address);
    const count = entry?.minute === minute ? entry.count + 1 : 1;
    if (entry === undefined && this.#asked.size >= MOST_ADDRESSES) this.#asked.clear();
    this.#asked.set(address, { minute, count });
    return count <= this.#most;
  }
}
