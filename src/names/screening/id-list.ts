import { type Growing, growing8, growing32, shared8, shared32 } from './growing.ts';

const SMALL_NUMBER = /^(0|[1-9]\d{0,8})$/;

export type IdArrays = {
  readonly numberIds: Uint32Array;
  readonly idStarts: Uint32Array;
  readonly idBytes: Uint8Array;
};

/** The ids of a list while it is read: as numbers for as long as all of them are small plain ones, then as text. */
export class IdList {
  #numbers: Growing<Uint32Array> | undefined = growing32();
  #texts: string[] = [];

  get length(): number {
    return this.#numbers?.length ?? this.#texts.length;
  }

  push(id: string): void {
    if (this.#numbers && !SMALL_NUMBER.test(id)) {
      this.#texts = Array.from(this.#numbers.array.subarray(0, this.#numbers.length), String);
      this.#numbers = undefined;
    }
    if (this.#numbers) this.#numbers.push(Number(id));
    else this.#texts.push(id);
  }

  /** @param places where each goes */
  layOut(places: Uint32Array): IdArrays {
    if (this.#numbers) {
      const numberIds = shared32(this.length);
      for (let i = 0; i < this.length; i += 1) numberIds[places[i]!] = this.#numbers.array[i]!;
      return { numberIds, idStarts: shared32(0), idBytes: shared8(0) };
    }
    const ordered: string[] = new Array(this.length);
    this.#texts.forEach((id, i) => {
      ordered[places[i]!] = id;
    });
    const { starts, bytes } = layOutTexts(ordered);
    return { numberIds: shared32(0), idStarts: starts, idBytes: bytes };
  }
}

/** Texts one behind the other, and where each begins; one more at the end. */
export function layOutTexts(texts: readonly string[]): { starts: Uint32Array; bytes: Uint8Array } {
  const starts = shared32(texts.length + 1);
  const all = growing8();
  const encoder = new TextEncoder();
  texts.forEach((text, i) => {
    all.append(encoder.encode(text));
    starts[i + 1] = all.length;
  });
  return { starts, bytes: all.shared() };
}
