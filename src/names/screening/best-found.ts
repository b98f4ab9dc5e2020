import type { NameClass } from './name-classes.ts';

/** A record that may be what was asked, by its numbers: its name is put together only where it must be. */
export type Found = {
  readonly id: string;
  readonly similarity: number;
  readonly core: number;
  readonly record: number;
  readonly segment: number;
  readonly reading: number;
  /** Where it had to be known to tell whether the record matters. */
  readonly class?: NameClass;
};

/** The best subjects that one question has found so far, each once, by its best name, best first; equal ones by id. */
export class BestFound {
  readonly #nameOf: (found: Found) => string;
  #all: Found[] = [];
  #room = 0;
  /** What is less alike than this no longer matters. */
  least = 0;

  constructor(nameOf: (found: Found) => string) {
    this.#nameOf = nameOf;
  }

  /** @param room so many subjects at most; @param least of a similarity that matters */
  begin(room: number, least: number): void {
    this.#all = [];
    this.#room = room;
    this.least = least;
  }

  get all(): readonly Found[] {
    return this.#all;
  }

  offer(found: Found): void {
    const all = this.#all;
    const same = all.findIndex(({ id }) => id === found.id);
    if (same >= 0) {
      if (!this.#isBefore(found, all[same]!)) return;
      all.splice(same, 1);
    } else if (all.length === this.#room) {
      if (!this.#isBefore(found, all[all.length - 1]!)) return;
      all.pop();
    }
    let at = all.length;
    while (at > 0 && this.#isBefore(found, all[at - 1]!)) at -= 1;
    all.splice(at, 0, found);
    if (all.length === this.#room) this.least = all[all.length - 1]!.similarity;
  }

  #isBefore(a: Found, b: Found): boolean {
    if (a.similarity !== b.similarity) return a.similarity > b.similarity;
    return a.id === b.id ? this.#nameOf(a) < this.#nameOf(b) : a.id < b.id;
  }
}
