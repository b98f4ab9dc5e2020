/**
 * Codes of a list by the first digits of their SHA-256, so that somebody may ask for a bucket without saying which code is meant.
 * Holds five bytes a code; the hashes are made anew for the few that are asked.
 */
import { hash } from 'node:crypto';
import { codeAt, codesIn } from './code-table.ts';
import { isDead, type Snapshot } from './snapshot.ts';

/** A bucket holds so many codes on average at most; beyond that prefixes grow by a digit. */
const MOST_ON_AVERAGE = 256;
const LEAST_DIGITS = 3;

export type BucketEntry = {
  readonly id: string;
  /** The digits of the hash after the prefix, hexadecimal. */
  readonly rest: string;
};

export class CodeBuckets {
  readonly revision: number;
  /** Hexadecimal digits of a prefix. */
  readonly digits: number;
  readonly codeCount: number;
  readonly #snapshot: Snapshot;
  readonly #starts: Uint32Array;
  readonly #places: Uint32Array;
  readonly #segments: Uint8Array;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
    this.revision = snapshot.revision;
    const found: { segment: number; place: number; hash: number }[] = [];
    snapshot.segments.forEach((live, segment) => {
      const { codes } = live.segment.arrays;
      for (const { code, record, place } of codesIn(codes)) {
        if (!isDead(live, record)) found.push({ segment, place, hash: hash('sha256', code, 'buffer').readUInt32BE(0) });
      }
    });
    this.codeCount = found.length;
    let digits = LEAST_DIGITS;
    while (found.length > MOST_ON_AVERAGE * 16 ** digits) digits += 1;
    this.digits = digits;
    found.sort((a, b) => a.hash - b.hash || a.segment - b.segment || a.place - b.place);
    this.#places = Uint32Array.from(found, ({ place }) => place);
    this.#segments = Uint8Array.from(found, ({ segment }) => segment);
    this.#starts = new Uint32Array(16 ** digits + 1);
    for (const one of found) this.#starts[Math.floor(one.hash / 16 ** (8 - digits)) + 1]! += 1;
    for (let at = 1; at < this.#starts.length; at += 1) this.#starts[at]! += this.#starts[at - 1]!;
  }

  /** All codes whose hash begins so; `prefix` has {@link digits} hexadecimal digits in lower case. */
  bucket(prefix: string): BucketEntry[] {
    const number = Number.parseInt(prefix, 16);
    const entries: BucketEntry[] = [];
    for (let at = this.#starts[number]!; at < this.#starts[number + 1]!; at += 1) {
      const live = this.#snapshot.segments[this.#segments[at]!]!;
      const { code, record } = codeAt(live.segment.arrays.codes, this.#places[at]!);
      entries.push({ id: live.segment.idOf(record), rest: hash('sha256', code).slice(this.digits) });
    }
    return entries;
  }
}
