import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { RecordOfCase } from '../procedures/index.ts';
import type { HeldRuling, RepairGround } from './materials.ts';

/** Where a ruling was brought and found wanting, or the plan has failed: it shows nothing any more. */
const SHOWS_NOTHING = [
  ...['returned', 'refused', 'rejected', 'shield_ending', 'shield_noticed', 'shield_defending', 'shield_heard'],
  ...['shield_drafted', 'shield_reviewed', 'shield_decided', 'shield_ended'],
];

type Row = { documentNumber: string; broughtOn: PlainDate; sha256: string };

/**
 * The court's ruling on the same plan or settlement that another application of the same party brought to the same organ, the newest;
 * none where a person found a material of that application lacking (国办发〔2025〕22号: what is held is not asked for).
 */
export async function findHeldRuling(
  tx: Tx,
  { id, subjectId, organId }: Pick<RecordOfCase, 'id' | 'subjectId' | 'organId'>,
  ground: RepairGround,
): Promise<HeldRuling | undefined> {
  if (ground === 'term') return undefined;
  const { rows } = await sql<Row>`
    select r.document_number as "documentNumber", s.taken_on as "broughtOn", d.document->>'sha256' as sha256
    from procedure_cases as c
    join records as r on r.subject_id = c.subject_id and r.id = c.record_id
    join procedure_steps as s on s.case_id = c.id
    cross join lateral jsonb_array_elements(s.documents) as d (document)
    join lateral (select x.to_state from procedure_steps as x where x.case_id = c.id order by x.number desc limit 1) as n on true
    where c.subject_id = ${subjectId} and c.record_id <> ${id} and c.organ_id = ${organId} and c.procedure = 'repair'
      and c.ground = ${ground} and d.document->>'kind' = 'court_ruling' and n.to_state <> all (${SHOWS_NOTHING})
      and not exists (select from procedure_dispositions as p where p.case_id = c.id and p.outcome = 'lacking'
        and not exists (select from procedure_dispositions as later where later.case_id = p.case_id
          and later.number = p.number and later.version > p.version))
    order by s.taken_at desc limit 1`.execute(tx);
  return rows[0];
}
