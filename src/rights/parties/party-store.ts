import { sql } from 'kysely';
import type { Capacity } from '../../ground/access/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { cannotExist } from '../../names/subjects/identifiers/index.ts';
import './party-tables.ts';

export type Sought =
  | { readonly kind: 'record'; readonly key: string }
  | { readonly kind: 'uscc' | 'organisation_code' | 'registration_number' | 'person'; readonly key: string };
export type SubjectFound = {
  readonly id: string;
  readonly kind: 'organisation' | 'individual_business' | 'person';
  readonly name: string;
};

/** Not a word of records: a code that fails its check was given to nobody. */
const isImpossible = ({ kind, key }: Sought): boolean =>
  kind !== 'record' && kind !== 'person' && cannotExist({ kind, key });

/**
 * The subject of a record of the own organ, or the one with this code or keyed hash.
 * @throws {Refusal} absent `party.subject_absent`, `party.no_such_code`
 */
export async function getSubject(tx: Tx, { kind, key }: Sought): Promise<SubjectFound> {
  const { rows } = await sql<SubjectFound>`
    select s.id, s.kind, coalesce((select n.name from subject_names as n where n.subject_id = s.id
      order by n.known_at desc, n.folded limit 1), '') as name
    from subjects as s where s.id = ${
      kind === 'record'
        ? sql`(select k.subject_id from record_keys as k join records as r on r.subject_id = k.subject_id and r.id = k.record_id
            where k.record_id = ${key})`
        : sql`(select k.subject_id from subject_keys as k where k.kind = ${kind} and k.key = ${key})`
    }`.execute(tx);
  const [subject] = rows;
  if (!subject)
    throw new Refusal('absent', isImpossible({ kind, key }) ? 'party.no_such_code' : 'party.subject_absent');
  return subject;
}

export type By = { readonly accountId: string; readonly at: Date; readonly organPath: string };

export async function insertPartyAccount(
  tx: Tx,
  account: {
    readonly id: string;
    readonly subjectId: string;
    readonly capacity: Capacity;
    readonly until: PlainDate | undefined;
    readonly shownId: string;
    readonly organId: string;
  },
  { accountId: entered_by, at: entered_at, organPath: organ_path }: By,
): Promise<void> {
  await tx
    .insertInto('party_accounts')
    .values({
      account_id: account.id,
      account_kind: 'party',
      subject_id: account.subjectId,
      capacity: account.capacity,
      until: account.until ?? null,
      shown_id: account.shownId,
      entered_by,
      entered_kind: 'person',
      entered_at,
      organ_id: account.organId,
      organ_path,
    })
    .execute();
}

export type AccountInHand = {
  readonly id: string;
  readonly subjectId: string;
  readonly organPath: string;
  readonly ended: boolean;
};

/** An account of a party that the own organ opened; one change of it at a time. @throws {Refusal} absent `party.account_absent` */
export async function lockPartyAccount(tx: Tx, id: string): Promise<AccountInHand> {
  await sql`select pg_advisory_xact_lock(7301036::int, hashtext(${id}))`.execute(tx);
  const row = await tx
    .selectFrom('party_accounts as p')
    .leftJoin('party_account_ends as e', 'e.account_id', 'p.account_id')
    .select(['p.subject_id', 'p.organ_path', 'e.account_id as ended'])
    .where('p.account_id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'party.account_absent', { id });
  return { id, subjectId: row.subject_id, organPath: row.organ_path, ended: row.ended !== null };
}

export async function insertAccountEnd(
  tx: Tx,
  end: { readonly accountId: string; readonly reasonId: string },
  { accountId: entered_by, at: entered_at, organPath: organ_path }: By,
): Promise<void> {
  const { accountId: account_id, reasonId: reason_id } = end;
  await tx
    .insertInto('party_account_ends')
    .values({ account_id, reason_id, entered_by, entered_kind: 'person', entered_at, organ_path })
    .execute();
}

export async function insertDraft(
  tx: Tx,
  draft: {
    readonly accountId: string;
    readonly subjectId: string;
    readonly recordId: string;
    readonly form: 'objection' | 'repair' | 'statement';
    readonly sealedId: string | null;
  },
  at: Date,
): Promise<void> {
  await tx
    .insertInto('party_drafts')
    .values({
      id: newId(at.getTime()),
      account_id: draft.accountId,
      subject_id: draft.subjectId,
      record_id: draft.recordId,
      form: draft.form,
      sealed_id: draft.sealedId,
      saved_at: at,
    })
    .execute();
}
