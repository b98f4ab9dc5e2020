import type pg from 'pg';
import { chinaDate, type PlainDate } from '../../kernel/plain-date.ts';

/** Taken in advance from a day's quota: a hundredth of it, and never more than this. */
const MOST_IN_ADVANCE = 500;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;

/** Seconds until the next day begins in China. */
export const untilTomorrow = (at: Date): number => Math.ceil((DAY_MS - ((at.getTime() + CHINA_MS) % DAY_MS)) / 1_000);

/**
 * How many subjects a key may still ask about today, kept in PostgreSQL for all processes. Each takes some in advance, so that not every
 * question waits for one row: the quota is never exceeded, and what a process took and did not use is lost for the day.
 */
export class DayQuota {
  readonly #pool: pg.Pool;
  #day: PlainDate | undefined;
  readonly #inHand = new Map<string, number>();
  /** What is being taken in advance, by key: of a crowd that asks at once one draws, and the others wait for it, not for its row. */
  readonly #drawing = new Map<string, Promise<unknown>>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Takes `subjects`, all or none; false: so many are not left. */
  async take(keyId: string, subjects: number, most: number, at: Date): Promise<boolean> {
    const day = chinaDate(at);
    if (this.#day !== day) {
      this.#day = day;
      this.#inHand.clear();
    }
    let had = this.#fromHand(keyId, subjects);
    if (had < subjects && this.#drawing.has(keyId)) {
      await this.#drawing.get(keyId);
      if (this.#day === day) had += this.#fromHand(keyId, subjects - had);
    }
    const missing = subjects - had;
    if (missing === 0) return true;
    if (await this.#drawAhead(keyId, day, missing, most)) return true;
    if (await this.#draw(keyId, day, missing, most)) return true;
    if (this.#day === day) this.#give(keyId, had);
    return false;
  }

  #fromHand(keyId: string, wanted: number): number {
    const had = Math.min(wanted, this.#inHand.get(keyId) ?? 0);
    this.#give(keyId, -had);
    return had;
  }

  async #drawAhead(keyId: string, day: PlainDate, missing: number, most: number): Promise<boolean> {
    const advance = Math.min(MOST_IN_ADVANCE, Math.floor(most / 100));
    if (advance === 0 || this.#drawing.has(keyId)) return false;
    const drawing = this.#draw(keyId, day, missing + advance, most).then((drawn) => {
      if (drawn && this.#day === day) this.#give(keyId, advance);
      return drawn;
    });
    // Who waits draws alone where this fails; who draws hears why.
    this.#drawing.set(keyId, Promise.allSettled([drawing]));
    try {
      return await drawing;
    } finally {
      this.#drawing.delete(keyId);
    }
  }

  #give(keyId: string, count: number): void {
    this.#inHand.set(keyId, (this.#inHand.get(keyId) ?? 0) + count);
  }

  async #draw(keyId: string, day: PlainDate, count: number, most: number): Promise<boolean> {
    if (count > most) return false;
    const { rowCount } = await this.#pool.query({
      name: 'program_day',
      text: `insert into auth.program_days as d (key_id, day, subjects) values ($1, $2, $3)
        on conflict (key_id, day) do update set subjects = d.subjects + $3 where d.subjects + $3 <= $4`,
      values: [keyId, day, count, most],
    });
    return rowCount === 1;
  }
}
