/** Typed arrays that grow while a segment is built. */
type Kind = Uint8Array | Uint16Array | Uint32Array;

export class Growing<A extends Kind> {
  array: A;
  length = 0;
  readonly #make: (length: number) => A;

  constructor(make: (length: number) => A) {
    this.#make = make;
    this.array = make(1024);
  }

  push(value: number): void {
    this.reserve(1);
    this.array[this.length] = value;
    this.length += 1;
  }

  append(values: ArrayLike<number>): void {
    this.reserve(values.length);
    this.array.set(values, this.length);
    this.length += values.length;
  }

  reserve(more: number): void {
    if (this.length + more <= this.array.length) return;
    const larger = this.#make(Math.max(this.array.length * 2, this.length + more));
    larger.set(this.array);
    this.array = larger;
  }

  /** A copy in shared memory, no longer than needed. */
  shared(): A {
    const source = this.array.subarray(0, this.length);
    const buffer = new SharedArrayBuffer(source.byteLength);
    const copy = new (this.array.constructor as new (buffer: SharedArrayBuffer) => A)(buffer);
    copy.set(source);
    return copy;
  }
}

export const growing8 = (): Growing<Uint8Array> => new Growing<Uint8Array>((n) => new Uint8Array(n));
export const growing16 = (): Growing<Uint16Array> => new Growing<Uint16Array>((n) => new Uint16Array(n));
export const growing32 = (): Growing<Uint32Array> => new Growing<Uint32Array>((n) => new Uint32Array(n));
export function sharedCopy(words: Uint32Array): Uint32Array {
  const copy = shared32(words.length);
  copy.set(words);
  return copy;
}
export const shared8 = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));
export const shared16 = (length: number): Uint16Array => new Uint16Array(new SharedArrayBuffer(length * 2));
export const shared32 = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(length * 4));
