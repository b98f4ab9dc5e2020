/** Numbers texts that come again and again, each with what goes with it. */
export class Affix<V> {
  readonly values: V[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #marks: string[] = [];

  /** @param mark tells apart values of the same text; nearly always a text has one */
  number(text: string, mark: string, make: () => V): number {
    const number = this.#numbers.get(text);
    if (number !== undefined && this.#marks[number] === mark) return number;
    const key = number === undefined ? text : `${text}\n${mark}`;
    let own = this.#numbers.get(key);
    if (own === undefined) {
      own = this.values.length;
      this.#numbers.set(key, own);
      this.#marks.push(mark);
      this.values.push(make());
    }
    return own;
  }
}
