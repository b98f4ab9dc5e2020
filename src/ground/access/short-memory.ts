/** Against somebody who asks with ever new sessions. */
const MOST = 10_000;

/**
 * Remembers found values for some milliseconds of the process's own clock. Who asks while the first look is under way waits
 * for that one. What was not found is not remembered: it may be made the next moment.
 */
export class ShortMemory<T> {
  readonly #forMs: number;
  readonly #known = new Map<string, { value: Promise<T | undefined>; found: T | undefined; until: number }>();

  constructor(forMs: number) {
    this.#forMs = forMs;
  }

  get(key: string, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const at = performance.now();
    const known = this.#known.get(key);
    if (known && known.until > at) return known.value;
    const entry = { value: look(), found: undefined as T | undefined, until: at + this.#forMs };
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(key, entry);
    const drop = () => {
      if (this.#known.get(key) === entry) this.#known.delete(key);
    };
    entry.value.then((found) => {
      entry.found = found;
      if (found === undefined) drop();
    }, drop);
    return entry.value;
  }

  /** Also drops looks still under way: their answer may already be old. */
  forget(which: (value: T) => boolean): void {
    for (const [key, { found }] of this.#known) {
      if (found === undefined || which(found)) this.#known.delete(key);
    }
  }
}
