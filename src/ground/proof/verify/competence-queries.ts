import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Finding } from './finding.ts';

/** What is kept of one adoption against what its edition's text gives today. */
async function compared(tx: Tx, adoption: number): Promise<Finding[]> {
  const { rows } = await sql<Finding>`
    with kept as (select * from law_competences where adoption = ${adoption}), made as (select * from competences_of(${adoption}))
    select case when m.code is null then 'inserted' when k.code is null then 'removed' else 'changed' end as finding,
      'law_competences' as "table", ${adoption}::text || '/' || coalesce(k.code, m.code) as key
    from kept as k full join made as m on m.code = k.code where to_jsonb(k) is distinct from to_jsonb(m) order by 3`.execute(
    tx,
  );
  return rows;
}

/** The text of the edition is no longer one that can be read: it is named itself, and what was made of it rests on nothing. */
const isUnreadable = (error: unknown) => /^22/.test((error as { code?: string }).code ?? '');

/**
 * Competences as the database made them of each adopted edition, against the text of that edition, for which the log answers; the function
 * that makes them is one of the structure, which is looked at itself.
 */
export async function checkCompetences(tx: Tx): Promise<Finding[]> {
  const { rows: adoptions } = await sql<{ number: number }>`
    select a.number from law_adoptions as a union select c.adoption from law_competences as c order by 1`.execute(tx);
  const found: Finding[] = [];
  for (const { number } of adoptions) {
    await sql`savepoint competences`.execute(tx);
    try {
      found.push(...(await compared(tx, number)));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      await sql`rollback to savepoint competences`.execute(tx);
      found.push({ finding: 'changed', table: 'law_competences', key: String(number) });
    }
  }
  return found;
}
