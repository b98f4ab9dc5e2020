/** Strings whose bytes are kept. The words of the law are a few hundred; whatever else comes by twice is dropped with them when there are more. */
const MOST_WORDS = 2_000;
/** Longer ones are somebody's text, and come once. */
const LONGEST_WORD = 400;
/** What JSON may spell otherwise than it is: quotes, backslashes, controls, halves of characters. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;
/** A character takes at most three bytes, one that is escaped six. */
const MOST_BYTES = 6;

/** Room of which answers are cut: what is told next stands behind what was told before, so that little is allocated and nothing copied. */
const SLAB = 64 * 1024;

const QUOTE = 0x22;
const COMMA = 0x2c;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Writes plain data as JSON in UTF-8, byte for byte what `Buffer.from(JSON.stringify(value))` gives. An answer of the law says the same
 * names of fields, citations and sentences again and again: their bytes are copied instead of being escaped, measured and encoded anew,
 * which cost as much as finding the law. It remembers how strings are spelled, never what was answered.
 */
export class JsonBytes {
  #out = Buffer.allocUnsafeSlow(SLAB);
  /** Where the one being written begins. */
  #from = 0;
  #at = 0;
  readonly #names = new Map<string, Buffer>();
  readonly #words = new Map<string, Buffer>();
  readonly #seenOnce = new Set<string>();

  of(value: object): Buffer {
    // What stands before is somebody's. Of one that failed half-way nothing is.
    this.#at = this.#from;
    this.#value(value);
    const told = this.#out.subarray(this.#from, this.#at);
    this.#from = this.#at;
    return told;
  }

  #value(value: unknown): void {
    if (typeof value === 'string') this.#string(value);
    else if (typeof value !== 'object' || value === null) this.#plain(JSON.stringify(value) ?? 'null');
    else if (Array.isArray(value)) this.#list(value);
    else this.#object(value as Record<string, unknown>);
  }

  #list(values: readonly unknown[]): void {
    this.#byte(OPEN_LIST);
    for (let n = 0; n < values.length; n += 1) {
      if (n > 0) this.#byte(COMMA);
      this.#value(values[n]);
    }
    this.#byte(CLOSE_LIST);
  }

  #object(object: Readonly<Record<string, unknown>>): void {
    this.#byte(OPEN_OBJECT);
    let isFirst = true;
    for (const name of Object.keys(object)) {
      const value = object[name];
      if (value === undefined) continue;
      if (!isFirst) this.#byte(COMMA);
      isFirst = false;
      this.#copy(this.#names.get(name) ?? this.#named(name));
      this.#value(value);
    }
    this.#byte(CLOSE_OBJECT);
  }

  #named(name: string): Buffer {
    const bytes = Buffer.from(`${JSON.stringify(name)}:`);
    this.#names.set(name, bytes);
    return bytes;
  }

  #string(text: string): void {
    const known = this.#words.get(text);
    if (known !== undefined) {
      this.#copy(known);
      return;
    }
    const from = this.#at - this.#from;
    this.#spell(text);
    if (text.length <= LONGEST_WORD) this.#remember(text, from);
  }

  #spell(text: string): void {
    if (ESCAPED.test(text)) {
      this.#plain(JSON.stringify(text));
      return;
    }
    this.#room(text.length * MOST_BYTES + 2);
    this.#out[this.#at] = QUOTE;
    const end = this.#at + 1 + this.#out.write(text, this.#at + 1);
    this.#out[end] = QUOTE;
    this.#at = end + 1;
  }

  /** Kept from the second time on: most of what comes once, a number or a day, does not come again. */
  #remember(text: string, from: number): void {
    if (this.#seenOnce.delete(text)) {
      if (this.#words.size >= MOST_WORDS) this.#words.clear();
      this.#words.set(text, Buffer.from(this.#out.subarray(this.#from + from, this.#at)));
      return;
    }
    if (this.#seenOnce.size >= MOST_WORDS) this.#seenOnce.clear();
    this.#seenOnce.add(text);
  }

  #plain(text: string): void {
    this.#room(text.length * MOST_BYTES);
    this.#at += this.#out.write(text, this.#at);
  }

  #copy(bytes: Buffer): void {
    this.#room(bytes.length);
    this.#out.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #byte(byte: number): void {
    this.#room(1);
    this.#out[this.#at] = byte;
    this.#at += 1;
  }

  /** A new slab where this one has no more room: those before it keep theirs. */
  #room(bytes: number): void {
    if (this.#at + bytes <= this.#out.length) return;
    const begun = this.#out.subarray(this.#from, this.#at);
    const slab = Buffer.allocUnsafeSlow(Math.max(SLAB, (begun.length + bytes) * 2));
    slab.set(begun);
    this.#out = slab;
    this.#from = 0;
    this.#at = begun.length;
  }
}
