/** Takes a name apart: place, core (brand and trade), legal form, branch. No lists, no state between names. */
import { CLOSE, foldInto, LONGEST_NAME, OPEN } from './fold.ts';
import { BRACKET_NOTES, BRANCH_ENDS, BRANCHES, CLOSERS, CLOSING_UNITS, FORM_GOES_ON, FORMS, NO_FORM } from './forms.ts';
import { misspeltPlaceAt } from './misspelt-places.ts';
import { NO_PLACE, narrow, unite } from './place-sets.ts';
import { isCountry, isZone, placeName, placesAt } from './places.ts';
import { LONGEST_CORE, Reading, weigh } from './reading.ts';
import { isOnlyTrade } from './trades.ts';
import { textOfUnits } from './unit-text.ts';

const LETTER_S = 's'.charCodeAt(0);
const LETTER_T = 't'.charCodeAt(0);
const ORDINAL = '第'.charCodeAt(0);
const FORMER_NAME = '原'.charCodeAt(0);
const ends = new Int32Array(LONGEST_NAME);
const values = new Int32Array(LONGEST_NAME);

/** Reads one name at a time; its fields hold the parts of the last one. */
export class NameParser {
  readonly #folded = new Uint16Array(LONGEST_NAME);
  /** Folded, without brackets and what was noted in them. */
  readonly text = new Uint16Array(LONGEST_NAME);
  length = 0;
  form = NO_FORM;
  /** The branch stands in {@link text} from here to the end; `length` when there is none. */
  branchStart = 0;
  /** First the plain reading, then, for queries, what else the name may mean. */
  readonly readings: readonly Reading[] = [new Reading(), new Reading(), new Reading(), new Reading()];
  count = 0;

  #bracketPlace = NO_PLACE;
  #formStart = 0;
  #lastPlace = 0;
  #chainEnd = 0;
  #doubtfulValue = 0;
  #doubtfulEnd = 0;

  /** Reads `name` in the one way in which lists are kept. */
  parse(name: string): Reading {
    this.#flatten(foldInto(name, this.#folded));
    this.#splitBranch();
    this.#findForm();
    this.count = 1;
    const reading = this.readings[0]!;
    reading.assumed = 'nothing';
    const at = this.#readChain(reading);
    if (at === this.#formStart) this.#keepForm(reading);
    else if (this.#lastPlace !== 0 && isOnlyTrade(this.text, at, this.#formStart)) {
      reading.length = this.#writeShortPlace(reading);
      this.#finish(reading, at, this.#formStart);
    } else {
      reading.length = 0;
      this.#finish(reading, at, this.#formStart);
    }
    return reading;
  }

  /**
   * Reads `name` and, where it begins with what may be a place as well as a brand, in that way too: 秀英圣维刀具 is also
   * 圣维刀具 of Xiuying. A list keeps both.
   */
  parseListed(name: string): readonly Reading[] {
    const plain = this.parse(name);
    if (plain.place === NO_PLACE) this.#addDoubtfulPlace();
    return this.readings.slice(0, this.count);
  }

  #addDoubtfulPlace(): void {
    if (this.#doubtfulValue === 0 || this.#doubtfulEnd >= this.#formStart) return;
    const { set } = placeName(this.#doubtfulValue);
    this.#addReading('placeOrBrand', unite(this.#bracketPlace, set), this.#doubtfulEnd, this.#formStart);
  }

  /**
   * Reads `name` and adds the further readings that its own text suggests: a beginning that is place or brand, a misspelt
   * place, a place inside. What stands on any list has no part in it, so a longer list never changes the readings.
   */
  parseQuery(name: string): void {
    const plain = this.parse(name);
    this.#addDoubtfulPlace();
    this.#addBrandInChain(plain);
    if (this.#formStart < 4) return;
    this.#addMisspelt(plain);
    if (plain.place === NO_PLACE) this.#addPlaceInside(plain);
  }

  /** 浙江金东某某: 金东 narrowed the chain, yet the list may know it as brand; and 某某(升平) is 升平某某 to some. */
  #addBrandInChain(plain: Reading): void {
    if (this.#lastPlace === 0 || !placeName(this.#lastPlace).isDoubtful || this.#chainEnd >= this.#formStart) return;
    const short = placeName(this.#lastPlace).short.length;
    this.#addReading('placeOrBrand', plain.place, this.#chainEnd - short, this.#formStart);
  }

  #addMisspelt(plain: Reading): void {
    const from = plain.place === NO_PLACE ? 0 : this.#chainEnd;
    if (from > 0 && this.#lastPlace === 0) return;
    const misspelt = misspeltPlaceAt(this.text, from, this.#formStart, from === 0);
    if (!misspelt) return;
    const place = narrow(from === 0 ? NO_PLACE : plain.place, placeName(misspelt.value).set);
    if (place === NO_PLACE) return;
    const chain = this.#chainFrom(misspelt.end, place);
    this.#addReading('misspeltPlace', chain.place, chain.end, this.#formStart);
    this.readings[this.count - 1]!.placeSlip = misspelt.slip;
  }

  branchText(): string {
    return textOfUnits(this.text, this.branchStart, this.length);
  }

  /** Drops brackets; a place in them is kept as such, notes and former names are dropped with them. */
  #flatten(length: number): void {
    this.#bracketPlace = NO_PLACE;
    let written = 0;
    for (let i = this.#stockMark(length); i < length; i += 1) {
      const unit = this.#folded[i]!;
      if (unit === OPEN) {
        const close = this.#folded.indexOf(CLOSE, i);
        if (close > 0 && close < length && this.#isAside(i + 1, close)) i = close;
      } else if (unit !== CLOSE) {
        this.text[written] = unit;
        written += 1;
      }
    }
    this.length = written;
  }

  /** ST, *ST before a listed firm's short name is a warning of the exchange, no part of the name. */
  #stockMark(length: number): number {
    const [s, t, first] = this.#folded;
    return length > 3 && s === LETTER_S && t === LETTER_T && first! > 0x3000 ? 2 : 0;
  }

  #isAside(start: number, end: number): boolean {
    if (start === end || this.#folded[start] === FORMER_NAME) return true;
    if (BRACKET_NOTES.valueOfSpan(this.#folded, start, end) !== 0) return true;
    let place = NO_PLACE;
    for (let at = start; at < end; ) {
      const found = placesAt(this.#folded, at, end, ends, values);
      if (found === 0) return false;
      const value = values[found - 1]!;
      const set = placeName(value).set;
      if (set !== NO_PLACE) place = place === NO_PLACE ? set : narrow(place, set) || place;
      at = ends[found - 1]!;
    }
    this.#bracketPlace = unite(this.#bracketPlace, place);
    return true;
  }

  #splitBranch(): void {
    this.branchStart = this.length;
    for (let end = 3; end <= this.length - 2; end += 1) {
      if (CLOSING_UNITS[this.text[end - 1]!] === 0 || FORM_GOES_ON.has(this.text[end]!)) continue;
      if (CLOSERS.longestEndingAt(this.text, 0, end) === 0) continue;
      if (BRANCHES.longestEndingAt(this.text, end, this.length) === 0) continue;
      this.branchStart = end;
      return;
    }
    this.#splitShopBranch();
  }

  /** 某某超市子洲办事处: after any other form a branch begins only with a place or a number, and ends in no doubt. */
  #splitShopBranch(): void {
    if (BRANCH_ENDS.longestEndingAt(this.text, 0, this.length) === 0) return;
    for (let end = this.length - 3; end >= 3; end -= 1) {
      if (this.text[end] !== ORDINAL && placesAt(this.text, end, this.length, ends, values) === 0) continue;
      if (FORMS.longestEndingAt(this.text, 0, end) === 0) continue;
      this.branchStart = end;
      return;
    }
  }

  #findForm(): void {
    const formLength = FORMS.longestEndingAt(this.text, 0, this.branchStart);
    this.#formStart = this.branchStart - formLength;
    this.form = formLength === 0 ? NO_FORM : FORMS.valueOfSpan(this.text, this.#formStart, this.branchStart);
  }

  /** Reads the chain of places at the head. @returns where the core begins */
  #readChain(reading: Reading): number {
    this.#doubtfulValue = 0;
    const { place, end } = this.#chainFrom(0, NO_PLACE);
    reading.place = place === NO_PLACE ? this.#bracketPlace : place;
    this.#chainEnd = end;
    return end;
  }

  /** Reads on from `start`, where `before` has been said. */
  #chainFrom(start: number, before: number): { place: number; end: number } {
    let place = before;
    let at = start;
    this.#lastPlace = 0;
    chain: while (at < this.#formStart) {
      for (let i = placesAt(this.text, at, this.#formStart, ends, values) - 1; i >= 0; i -= 1) {
        const value = values[i]!;
        if (isCountry(value) || (isZone(value) && place !== NO_PLACE)) {
          at = ends[i]!;
          continue chain;
        }
        if (isZone(value)) continue;
        const name = placeName(value);
        if (place === NO_PLACE && name.isDoubtful) {
          if (this.#doubtfulValue === 0) {
            this.#doubtfulValue = value;
            this.#doubtfulEnd = ends[i]!;
          }
          continue;
        }
        const narrower = narrow(place, name.set);
        if (narrower === NO_PLACE) continue;
        place = narrower;
        at = ends[i]!;
        this.#lastPlace = value;
        continue chain;
      }
      break;
    }
    return { place, end: at };
  }

  /** A name that is place and form alone (漯河市司法局, 中国银行) is told by both. */
  #keepForm(reading: Reading): void {
    reading.length = this.#lastPlace === 0 ? 0 : this.#writeShortPlace(reading);
    this.#finish(reading, this.#lastPlace === 0 ? 0 : this.#formStart, this.branchStart);
  }

  #writeShortPlace(reading: Reading): number {
    const short = placeName(this.#lastPlace).short;
    for (let i = 0; i < short.length; i += 1) reading.core[i] = short.charCodeAt(i);
    return short.length;
  }

  /** Adds the text from `start` to `end` to the core and weighs it. */
  #finish(reading: Reading, start: number, end: number): void {
    let length = reading.length;
    for (let i = start; i < end && length < LONGEST_CORE; i += 1) {
      reading.core[length] = this.text[i]!;
      length += 1;
    }
    reading.length = length;
    weigh(reading);
  }

  #addReading(assumed: Reading['assumed'], place: number, start: number, end: number): void {
    const reading = this.readings[this.count];
    if (!reading || start >= end) return;
    reading.assumed = assumed;
    reading.placeSlip = undefined;
    reading.place = place;
    reading.length = 0;
    this.#finish(reading, start, end);
    this.count += 1;
  }

  /** 海霸王汕头食品 beside 海霸王(汕头)食品: a place without its brackets. */
  #addPlaceInside(plain: Reading): void {
    const end = this.#formStart;
    for (let at = 2; at < end - 1; at += 1) {
      const found = placesAt(this.text, at, end, ends, values);
      if (found === 0) continue;
      const name = placeName(values[found - 1]!);
      if (name.set === NO_PLACE || name.isDoubtful) continue;
      const reading = this.readings[this.count];
      if (!reading) return;
      reading.assumed = 'placeInside';
      reading.placeSlip = undefined;
      reading.place = name.set;
      reading.core.set(plain.core.subarray(0, Math.min(at, LONGEST_CORE)));
      reading.length = Math.min(at, LONGEST_CORE);
      this.#finish(reading, ends[found - 1]!, end);
      this.count += 1;
      return;
    }
  }
}
