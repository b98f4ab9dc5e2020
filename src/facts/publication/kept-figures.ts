import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Figures } from './portal-queries.ts';

/** How long figures of a day are told before they are counted anew. */
const FIGURES_MS = 600_000;

/**
 * The public figures, counted at most every ten minutes. Whoever asks after that has those of before, of the same day, at once while they are counted
 * anew: of a million publications that takes seconds. On a new day everybody waits: what ended with yesterday is in no figure.
 */
export class KeptFigures {
  readonly #count: (today: PlainDate) => Promise<Figures>;
  readonly #now: () => Date;
  #kept: { readonly day: PlainDate; readonly at: number; readonly figures: Figures } | undefined;
  #counting: { readonly day: PlainDate; readonly figures: Promise<Figures> } | undefined;

  constructor(count: (today: PlainDate) => Promise<Figures>, now: () => Date) {
    this.#count = count;
    this.#now = now;
  }

  /** @throws whatever counting throws, where there is nothing older of that day; the next asker counts anew */
  async of(today: PlainDate): Promise<Figures> {
    const kept = this.#kept?.day === today ? this.#kept : undefined;
    if (kept !== undefined && this.#now().getTime() - kept.at <= FIGURES_MS) return kept.figures;
    const fresh = this.#countOnce(today);
    if (kept === undefined) return fresh;
    fresh.catch(() => undefined); // asked anew by the next one, who has these as well meanwhile
    return kept.figures;
  }

  #countOnce(day: PlainDate): Promise<Figures> {
    if (this.#counting?.day === day) return this.#counting.figures;
    const at = this.#now().getTime();
    const figures = this.#count(day)
      .then((counted) => {
        this.#kept = { day, at, figures: counted };
        return counted;
      })
      .finally(() => {
        if (this.#counting?.day === day) this.#counting = undefined;
      });
    this.#counting = { day, figures };
    return figures;
  }
}
