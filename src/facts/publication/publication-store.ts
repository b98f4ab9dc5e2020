import { sql } from 'kysely';
import type { Changes } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Derivation } from '../../rules/law/index.ts';
import type { Settlement } from './public-fields.ts';
import type { WithdrawalGround } from './publication-grounds.ts';
import type { RecordInHand } from './record-in-hand.ts';
import { getRecordInHand, recordOfPublication } from './record-queries.ts';

type ByPerson = { decided_by: string; decided_kind: 'person'; decided_at: Date; organ_path: string };
declare module '../../ground/platform/db.ts' {
  interface Tables {
    publication_reviews: {
      id: string;
      subject_id: string;
      record_id: string;
      version: number;
      influence_finding: string | null;
      confidentiality_checked: true;
      submitted_by: string;
      reviewed_by: string;
      reviewed_kind: 'person';
      reviewed_at: Date;
      organ_path: string;
    };
    publication_redactions: {
      review_id: string;
      field: string;
      start_at: number;
      end_at: number;
      outcome: Settlement['outcome'];
      reason: string | null;
    };
    publication_releases: {
      publication_id: string;
      review_id: string;
      subject_id: string;
      record_id: string;
      version: number;
      submitted_by: string;
      reviewed_by: string;
      released_by: string;
      released_kind: 'person';
      released_at: Date;
      organ_path: string;
    };
    publications: ByPerson & {
      id: string;
      subject_id: string;
      record_id: string;
      address: string;
      begins_on: string;
      influence_finding: string | null;
      confidentiality_checked: true;
      basis: string[];
      submitted_by: string;
    };
    publication_terms: TermRow & { version: number };
    publication_term_proposals: TermRow & { replaces: number };
    publication_withdrawals: ByPerson & {
      publication_id: string;
      withdrawn_on: string;
      ground: WithdrawalGround;
      public_reason: string;
      basis: string[];
      reference: string | null;
      organ_id: string;
    };
    publication_term_decisions: ByPerson & {
      publication_id: string;
      replaces: number;
      last_day: string;
      outcome: 'confirmed' | 'declined';
      reason: string;
    };
    publication_refusals: ByPerson & { subject_id: string; record_id: string; reason: string };
  }
}
type TermRow = {
  publication_id: string;
  last_day: string;
  derivation: string;
  edition: string;
  known_at: Date;
  organ_path: string;
};

/** A place that a reviewer settled; a released one with the reason why it may be told. */
export type SettledPlace = Settlement & { readonly reason?: string | undefined };
export type By = { readonly accountId: string; readonly at: Date };
export type Term = {
  readonly publicationId: string;
  readonly version: number;
  readonly lastDay: PlainDate;
  readonly derivation: Derivation;
  readonly edition: string;
  readonly at: Date;
  readonly organPath: string;
};

/** First half of the advisory lock's key: one publication decision a record at a time. Rows of records cannot be locked by us. */
const LOCK_CLASS = 7_301_003;

async function lock(tx: Tx, recordId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_CLASS}::int, hashtext(${recordId}))`.execute(tx);
}

/** The record, and nobody else decides about its publication until the transaction ends. @throws {Refusal} absent `publication.record_absent` */
export async function lockRecord(tx: Tx, recordId: string): Promise<RecordInHand> {
  await lock(tx, recordId);
  return getRecordInHand(tx, recordId);
}

/** @throws {Refusal} absent `publication.absent` */
export async function lockPublication(tx: Tx, publicationId: string): Promise<RecordInHand> {
  const { id } = await recordOfPublication(tx, publicationId);
  await lock(tx, id);
  return recordOfPublication(tx, publicationId);
}

export async function insertReview(
  tx: Tx,
  id: string,
  record: RecordInHand,
  influenceFinding: string | undefined,
  places: readonly SettledPlace[],
  by: By,
): Promise<void> {
  await tx
    .insertInto('publication_reviews')
    .values({
      id,
      subject_id: record.subjectId,
      record_id: record.id,
      version: record.version,
      influence_finding: influenceFinding ?? null,
      confidentiality_checked: true,
      submitted_by: record.submittedBy,
      reviewed_by: by.accountId,
      reviewed_kind: 'person',
      reviewed_at: by.at,
      organ_path: record.organPath,
    })
    .execute();
  if (places.length === 0) return;
  await tx
    .insertInto('publication_redactions')
    .values(
      places.map(({ field, start, end, outcome, reason }) => ({
        review_id: id,
        field,
        start_at: start,
        end_at: end,
        outcome,
        reason: reason ?? null,
      })),
    )
    .execute();
}

export async function insertPublication(
  tx: Tx,
  record: RecordInHand,
  made: { id: string; address: string; beginsOn: PlainDate; basis: readonly string[] },
  by: By,
): Promise<void> {
  await tx
    .insertInto('publications')
    .values({
      id: made.id,
      subject_id: record.subjectId,
      record_id: record.id,
      address: made.address,
      begins_on: made.beginsOn,
      influence_finding: record.review?.influenceFinding ?? null,
      confidentiality_checked: true,
      basis: [...made.basis],
      submitted_by: record.submittedBy,
      ...decided(record, by),
    })
    .execute();
}

const decided = (record: RecordInHand, by: By): ByPerson => ({
  decided_by: by.accountId,
  decided_kind: 'person',
  decided_at: by.at,
  organ_path: record.organPath,
});

/** The public reads the record's newest version from now on, as its newest review left it. */
export async function insertRelease(tx: Tx, publicationId: string, record: RecordInHand, by: By): Promise<void> {
  await tx
    .insertInto('publication_releases')
    .values({
      publication_id: publicationId,
      review_id: record.review!.id,
      subject_id: record.subjectId,
      record_id: record.id,
      version: record.version,
      submitted_by: record.submittedBy,
      reviewed_by: record.review!.reviewedBy,
      released_by: by.accountId,
      released_kind: 'person',
      released_at: by.at,
      organ_path: record.organPath,
    })
    .execute();
}

const termRow = ({ publicationId, lastDay, derivation, edition, at, organPath }: Omit<Term, 'version'>): TermRow => ({
  publication_id: publicationId,
  last_day: lastDay,
  derivation: JSON.stringify(derivation),
  edition,
  known_at: at,
  organ_path: organPath,
});

export async function insertTerm(tx: Tx, term: Term): Promise<void> {
  await tx
    .insertInto('publication_terms')
    .values({ ...termRow(term), version: term.version })
    .execute();
}

/** `version`: the term that it would replace. The same proposal twice is one. */
export async function insertTermProposal(tx: Tx, term: Term): Promise<void> {
  await tx
    .insertInto('publication_term_proposals')
    .values({ ...termRow(term), replaces: term.version })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What a person decided about a proposed end. */
export async function insertTermDecision(
  tx: Tx,
  record: RecordInHand,
  made: {
    publicationId: string;
    replaces: number;
    lastDay: PlainDate;
    outcome: 'confirmed' | 'declined';
    reason: string;
  },
  by: By,
): Promise<void> {
  const { publicationId: publication_id, replaces, lastDay: last_day, outcome, reason } = made;
  const decision = { publication_id, replaces, last_day, outcome, reason, ...decided(record, by) };
  await tx.insertInto('publication_term_decisions').values(decision).execute();
}

export async function insertWithdrawal(
  tx: Tx,
  record: RecordInHand,
  told: { withdrawnOn: PlainDate; ground: WithdrawalGround; publicReason: string; basis: readonly string[] },
  by: By,
): Promise<void> {
  if (!record.publication) throw new Refusal('absent', 'publication.absent');
  await tx
    .insertInto('publication_withdrawals')
    .values({
      publication_id: record.publication.id,
      withdrawn_on: told.withdrawnOn,
      ground: told.ground,
      public_reason: told.publicReason,
      basis: [...told.basis],
      // The number says which decision; of a natural person's it would keep telling what is taken back.
      reference: record.subjectKind === 'organisation' ? record.documentNumber : null,
      organ_id: record.organId,
      ...decided(record, by),
    })
    .execute();
}

/** The withdrawal as a change of the publication, for a command whose own object is another. */
export function withdrawalOf({ publication, subjectId }: RecordInHand, basis: readonly string[]): Changes[] {
  if (!publication) throw new Refusal('absent', 'publication.absent');
  const changes = sql`select 0 as nth, ${publication.id}::uuid as object_id, null::integer as version, ${subjectId}::uuid as subject_id,
    null::jsonb as after`;
  return [{ deed: 'publication.withdraw', objectKind: 'publication', basis, changes }];
}

export async function insertRefusal(tx: Tx, record: RecordInHand, reason: string, by: By): Promise<void> {
  await tx
    .insertInto('publication_refusals')
    .values({ subject_id: record.subjectId, record_id: record.id, reason, ...decided(record, by) })
    .execute();
}
