import { sql } from 'kysely';
import type { Place } from '../../ground/access/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';

export type OwnConsent = {
  readonly id: string;
  readonly givenOn: PlainDate;
  readonly endedOn: PlainDate | null;
  /** Where the form was brought: the party acts there to take it back. */
  readonly place: Place;
};

/** Consents to electronic service of the party, which asks (context `party`), the newest first. */
export async function listOwnConsents(tx: Tx, subjectId: string): Promise<OwnConsent[]> {
  const { rows } = await sql<Omit<OwnConsent, 'place'> & Place>`
    select c.id, c.given_on as "givenOn", e.ended_on as "endedOn", o.id as "organId", o.path as "organPath", o.kind as "organKind"
    from service_consents as c join organs as o on o.path = c.organ_path
    left join service_consent_ends as e on e.consent_id = c.id where c.subject_id = ${subjectId} order by c.given_on desc, c.id desc`.execute(
    tx,
  );
  return rows.map(({ id, givenOn, endedOn, ...place }) => ({ id, givenOn, endedOn, place }));
}
