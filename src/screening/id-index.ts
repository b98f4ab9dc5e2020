import { mix, powerOfTwo, SEED } from './hash.ts';
import type { Segment } from './segment.ts';

function hashText(text: string): number {
  let hash = SEED;
  for (let i = 0; i < text.length; i += 1) hash = mix(hash, text.charCodeAt(i));
  return hash;
}

/** Finds the records of a subject in one segment. Built when a subject is first ended, for most lists never change. */
export class IdIndex {
  readonly #segment: Segment;
  readonly #slots: Uint32Array;

  constructor(segment: Segment) {
    this.#segment = segment;
    this.#slots = new Uint32Array(powerOfTwo(segment.recordCount * 2 + 1));
    const mask = this.#slots.length - 1;
    for (let record = 0; record < segment.recordCount; record += 1) {
      let slot = hashText(segment.idOf(record)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = record + 1;
    }
  }

  recordsOf(id: string): number[] {
    const mask = this.#slots.length - 1;
    const records: number[] = [];
    for (let slot = hashText(id) & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const record = this.#slots[slot]! - 1;
      if (this.#segment.idOf(record) === id) records.push(record);
    }
    return records;
  }
}
