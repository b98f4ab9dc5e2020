import { type RawBuilder, sql } from 'kysely';

/**
 * What `coalesce(column, other)` answers, in the words that a condition on a table with policies needs: PostgreSQL takes a COALESCE for a thing
 * that might tell on rows, and compares it only after the policies, with every row of the table instead of those that an index finds. A CASE
 * it knows (docs/decisions/0950-conditions-that-indexes-may-see.md).
 */
export function orElse(column: string, other: string | RawBuilder<unknown>): RawBuilder<string> {
  const first = sql.ref(column);
  return sql<string>`case when ${first} is null then ${typeof other === 'string' ? sql.ref(other) : other} else ${first} end`;
}
