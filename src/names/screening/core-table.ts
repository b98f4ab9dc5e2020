import { CORE_UNITS, shownOf, unitOf, writeCore } from './core-record.ts';
import { growing16 } from './growing.ts';
import { mix, SEED } from './hash.ts';
import { MARKED_UNITS, type Reading } from './reading.ts';
import { GENERIC_WEIGHT } from './trades.ts';

/** Numbers the cores of a list while it is read, equal ones once. */
export class CoreTable {
  readonly #cores = growing16();
  readonly #spilled = growing16();
  #slots = new Uint32Array(2048);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Records of the cores by number, as `core-record.ts` has them, without their bearers. */
  get cores(): Uint16Array {
    return this.#cores.array.subarray(0, this.#cores.length);
  }

  spilled(): Uint16Array {
    return this.#spilled.shared();
  }

  /** Gives back what only numbering needs. */
  close(): void {
    this.#slots = new Uint32Array(0);
  }

  number(reading: Reading): number {
    if (this.#count * 2 > this.#slots.length) this.#grow();
    const mask = this.#slots.length - 1;
    let slot = hashOf(reading.length, (i) => reading.core[i]!) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const core = this.#slots[slot]! - 1;
      if (this.#isCore(core, reading)) return core;
    }
    this.#slots[slot] = this.#count + 1;
    this.#push(reading);
    this.#count += 1;
    return this.#count - 1;
  }

  #isCore(core: number, reading: Reading): boolean {
    const cores = this.#cores.array;
    if ((cores[core * CORE_UNITS]! & 0xff) !== reading.length) return false;
    for (let i = 0; i < reading.length; i += 1) if (this.#unit(core, i) !== reading.core[i]) return false;
    return true;
  }

  #unit(core: number, i: number): number {
    return unitOf(this.#cores.array, this.#spilled.array, core, i);
  }

  #push(reading: Reading): void {
    this.#cores.reserve(CORE_UNITS);
    let marks = 0;
    for (let i = reading.brand; i < Math.min(reading.length, MARKED_UNITS); i += 1) {
      if (reading.weights[i] === GENERIC_WEIGHT) marks |= 1 << i;
    }
    writeCore(this.#cores.array, this.#count, reading, marks, this.#spilled.length);
    const shown = shownOf(reading.length);
    if (shown < reading.length) this.#spilled.append(reading.core.subarray(shown, reading.length));
    this.#cores.length += CORE_UNITS;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#slots.length * 2);
    for (let core = 0; core < this.#count; core += 1) {
      const length = this.#cores.array[core * CORE_UNITS]! & 0xff;
      let slot = hashOf(length, (i) => this.#unit(core, i)) & (larger.length - 1);
      while (larger[slot] !== 0) slot = (slot + 1) & (larger.length - 1);
      larger[slot] = core + 1;
    }
    this.#slots = larger;
  }
}

function hashOf(length: number, unitAt: (i: number) => number): number {
  let hash = SEED;
  for (let i = 0; i < length; i += 1) hash = mix(hash, unitAt(i));
  return hash;
}
