import type { Settlement, SeverityClass } from '../../api/quarantine.ts';

/** What was typed about one row. */
export type Draft = {
  readonly outcome: Settlement['outcome'] | undefined;
  readonly class: SeverityClass | undefined;
  readonly basis: readonly string[];
  readonly reason: string;
};
