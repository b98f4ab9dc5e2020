import { sql } from 'kysely';
import { penaltyFacts, type StoredFacts, type SubjectKind } from '../../facts/records/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { PublicationFacts, SeverityClass } from '../../rules/law/index.ts';
import type { CaseInHand, RecordOfCase } from '../procedures/index.ts';

type Row = {
  kind: SubjectKind;
  facts: StoredFacts;
  personClass: SeverityClass | null;
  beginsOn: PlainDate | null;
};

/** What the law is asked about the record, in its newest version, with the class that a person gave and the day it became public. */
export async function repairFacts(tx: Tx, record: RecordOfCase): Promise<PublicationFacts> {
  const { rows } = await sql<Row>`
    select s.kind, v.facts, c.class as "personClass", p.begins_on as "beginsOn"
    from record_versions as v join subjects as s on s.id = v.subject_id
    left join record_classifications as c
      on c.subject_id = v.subject_id and c.record_id = v.record_id and c.version = v.version
    left join publications as p on p.subject_id = v.subject_id and p.record_id = v.record_id
    where v.subject_id = ${record.subjectId} and v.record_id = ${record.id} and v.version = ${record.version}`.execute(
    tx,
  );
  const { kind, facts, personClass, beginsOn } = rows[0]!;
  return {
    ...penaltyFacts(facts, kind),
    decidedOn: record.decidedOn,
    ...(beginsOn === null ? {} : { publishedOn: beginsOn }),
    ...(personClass === null ? {} : { classified: personClass }),
  };
}

/** Another application for the record that is under way, or that has succeeded and was not undone. */
export async function hasLivingRepair(tx: Tx, { id, record }: CaseInHand): Promise<boolean> {
  const { rows } = await sql<{ living: boolean }>`
    select exists (select from procedure_cases as c
      join lateral (select x.to_state from procedure_steps as x where x.case_id = c.id order by x.number desc limit 1) as s on true
      join procedure_states as p on p.procedure = c.procedure and p.state = s.to_state
      where c.subject_id = ${record.subjectId} and c.record_id = ${record.id} and c.procedure = 'repair' and c.id <> ${id}
        and (p.ends_use or not p.is_final)) as living`.execute(tx);
  return rows[0]!.living;
}
