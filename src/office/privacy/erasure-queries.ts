import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { ErasureGround, ErasureHindrance } from './register-codes.ts';

export type ErasureLine = {
  readonly id: string;
  readonly about: 'party' | 'file';
  /** Of a party, as it is kept: a person's name is masked. */
  readonly name: string | null;
  readonly ground: ErasureGround;
  readonly basis: readonly string[];
  readonly note: string;
  readonly organPath: string;
  readonly proposedAt: Date;
  readonly proposedBy: string;
  readonly proposedById: string;
  readonly outcome: 'erase' | 'keep' | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decidedNote: string | null;
  readonly doneAt: Date | null;
  /** While nobody has decided: what stands against it on the day. */
  readonly against: readonly ErasureHindrance[];
};

/** Erasures of the own organ and below, those nobody has decided first, then the newest. */
export async function listErasures(tx: Tx, today: PlainDate, limit: number): Promise<ErasureLine[]> {
  const { rows } = await sql<ErasureLine>`
    select e.id, case when e.file_id is null then 'party' else 'file' end as about,
      (select n.name from subject_names as n where n.subject_id = e.subject_id order by n.known_at desc limit 1) as name,
      e.ground, e.basis, coalesce(e.note, '') as note, e.organ_path as "organPath", e.proposed_at as "proposedAt",
      p.display_name as "proposedBy", e.proposed_by as "proposedById", d.outcome, d.decided_at as "decidedAt",
      a.display_name as "decidedBy", d.note as "decidedNote", x.at as "doneAt",
      case when d.outcome is null then erasure_hindrances(e.subject_id, e.file_id, e.ground, e.organ_path, ${today}) else '{}' end as against
    from erasures as e join accounts as p on p.id = e.proposed_by
    left join erasure_decisions as d on d.erasure_id = e.id
    left join accounts as a on a.id = d.decided_by
    left join erasures_done as x on x.erasure_id = e.id
    order by d.outcome is not null, e.proposed_at desc, e.id desc limit ${limit}`.execute(tx);
  return rows;
}
