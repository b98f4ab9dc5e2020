import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { LogOfLate } from './relaxation.ts';

/** So many of the newest signed heads tell who was there before this start. */
const NEWEST_HEADS = 1_000;

/** Witnesses whose line stands under a head of late, and whether the log signed twice: by Ed25519 and by SM2. */
export async function findLogOfLate(tx: Tx): Promise<LogOfLate> {
  const { rows } = await sql<LogOfLate>`
    with heads as (select p.size, p.note from log_checkpoints as p order by p.size desc limit ${NEWEST_HEADS})
    select array(select distinct c.witness from heads as h join log_cosignatures as c on c.size = h.size order by 1) as witnesses,
      exists (select from heads as h where h.note ~ '\n— [^\n]+\n— ') as sm2`.execute(tx);
  return rows[0]!;
}
