import { mix, powerOfTwo, SEED } from './hash.ts';
import type { Segment } from './segment.ts';

function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = SEED;
  for (let i = from; i < to; i += 1) hash = mix(hash, bytes[i]!);
  return hash;
}

const utf8 = new TextEncoder();
function hashText(text: string): number {
  const bytes = utf8.encode(text);
  return hashBytes(bytes, 0, bytes.length);
}

/** Of the id as it lies: a million ids need not become strings first. */
function hashOf(segment: Segment, record: number): number {
  const { numberIds, idStarts, idBytes } = segment.arrays;
  if (numberIds.length > 0) return hashText(String(numberIds[record]));
  return hashBytes(idBytes, idStarts[record]!, idStarts[record + 1]!);
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
      let slot = hashOf(segment, record) & mask;
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
