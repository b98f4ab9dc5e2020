import { type RawBuilder, sql } from 'kysely';
import type { TakenSource } from './taken-source-queries.ts';

/**
 * How far rows were looked at when they were taken down last: whatever the transactions before `below` wrote, as far as it says a time up to
 * `upTo`. A row may commit after rows that say a later time, so that no time alone tells what is new.
 */
export type Seen = { readonly below: string; readonly upTo: Date };

/** Which rows the log may not have got: each is met by every taking of a minute, and need not be looked at more closely each time. */
export function unseenIn({ at }: TakenSource, seen: Seen | undefined): RawBuilder<boolean> {
  if (seen === undefined) return sql`true`;
  const later = at ? sql`r.at > ${seen.upTo}` : sql`false`;
  return sql`(age(r.tx) <= age(${seen.below}::xid8::xid) or ${later})`;
}
