import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Outcome } from './inspection.ts';

/** What a party learns of an inspection: number and time beforehand; day, inspectors and outcome once it was held. */
export type ToldInspection = {
  readonly turn: number;
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly outcome: Outcome | 'fell_away' | null;
  readonly heldOn: PlainDate | null;
  readonly inspectors: readonly string[];
};

/** In the context of the party itself: nobody else is told anything by this. */
export async function toldInspections(tx: Tx, caseId: string, today: PlainDate): Promise<ToldInspection[]> {
  const { rows } = await sql<ToldInspection>`
    select t.turn, t.from_on as "from", t.until_on as "until", t.outcome, t.held_on as "heldOn", t.inspectors
    from inspections_told(${caseId}, ${today}::date) as t order by t.turn`.execute(tx);
  return rows;
}
