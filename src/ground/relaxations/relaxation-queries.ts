import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Relaxable } from './relaxation.ts';

/** As a person reads it. */
export type RelaxationLine = {
  readonly id: string;
  readonly key: Relaxable;
  readonly value: string;
  readonly foundAt: Date;
  readonly endedAt: Date | null;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly refusedBy: string | null;
  readonly refusedAt: Date | null;
};

/** Those that are open and those that were, the newest first. */
export async function listRelaxations(tx: Tx): Promise<RelaxationLine[]> {
  const { rows } = await sql<RelaxationLine>`
    select r.id, r.key, r.value, r.found_at as "foundAt", r.ended_at as "endedAt",
      a.display_name as "confirmedBy", c.decided_at as "confirmedAt", b.display_name as "refusedBy", f.decided_at as "refusedAt"
    from setting_relaxations as r
    left join setting_relaxation_decisions as c on c.relaxation_id = r.id and c.outcome = 'confirm'
    left join accounts as a on a.id = c.decided_by
    left join setting_relaxation_decisions as f on f.relaxation_id = r.id and f.outcome = 'refuse'
    left join accounts as b on b.id = f.decided_by
    order by r.found_at desc, r.id desc limit 100`.execute(tx);
  return rows;
}
