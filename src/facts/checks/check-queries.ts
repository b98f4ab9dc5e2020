import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';
import type { SeverityClass } from '../../rules/law/index.ts';
import { finalityFacts, penaltyFacts, type StoredFacts } from '../records/index.ts';
import type { AskedBy, CoverageGap, KnownParty } from './check.ts';
import type { KnownRecord, PartyKind } from './fact-in-force.ts';
import type { Use } from './use-log-store.ts';

/** By what a subject is looked up; `subject` is its id. */
export type LookUp = {
  readonly kind: 'uscc' | 'organisation_code' | 'registration_number' | 'person' | 'name' | 'subject';
  readonly key: string;
};
export type Asker = { readonly accountId: string; readonly organPath: string };
/** What a look-up brought: every party; records only where it was not by name. */
export type Found = {
  readonly parties: readonly (KnownParty & { readonly id: string })[];
  readonly records: readonly KnownRecord[];
  /** Asked by a code that cannot exist: the organisations that codes near it name. Absent: it may exist. */
  readonly near?: readonly (KnownParty & { readonly id: string })[];
};

type Row = {
  asked: number;
  subject_id: string;
  subject_kind: PartyKind;
  subject_name: string | null;
  code: string | null;
  record_id: string | null;
  item: string;
  organ_name: string;
  organ_name_en: string;
  document_number: string;
  decided_on: PlainDate;
  version: number;
  action: KnownRecord['action'];
  facts: StoredFacts;
  person_class: SeverityClass | null;
  objected: boolean;
  begins_on: PlainDate | null;
  last_day: PlainDate | null;
  withdrawn_on: PlainDate | null;
};

/**
 * All look-ups in one round trip, as is known now. Who asks changes nothing in what is known. Penalties whose end, as the public was told,
 * came before `today` are left out: none of them is told (`factInForce`).
 */
export async function readAll(
  pools: Pools,
  lookUps: readonly LookUp[],
  today: PlainDate | '-infinity',
): Promise<Found[]> {
  const { rows } = await pools.appPool.query<Row>({
    name: 'check_read',
    text: 'select * from check_read($1, $2, $3)',
    values: [today, lookUps.map(({ kind }) => kind), lookUps.map(({ key }) => key)],
  });
  return foundOf(rows, lookUps.length);
}

/** The same of subjects that are known already, as it was known at `asAt` (decision 0995). */
export async function readAt(
  pools: Pools,
  subjectIds: readonly string[],
  today: PlainDate,
  asAt: Date,
): Promise<Found[]> {
  const { rows } = await pools.appPool.query<Row>({
    name: 'check_read_at',
    text: 'select * from check_read_at($1, $2, $3)',
    values: [asAt, today, subjectIds],
  });
  return foundOf(rows, subjectIds.length);
}

function foundOf(rows: readonly Row[], asked: number): Found[] {
  const found = Array.from({ length: asked }, () => ({
    parties: [] as Found['parties'][number][],
    records: [] as KnownRecord[],
  }));
  for (const row of rows) {
    const { parties, records } = found[row.asked - 1]!;
    if (!parties.some(({ id }) => id === row.subject_id)) {
      const { subject_id: id, subject_kind: kind, subject_name: name, code } = row;
      parties.push({ id, kind, name: name ?? '', code });
    }
    if (row.record_id !== null) records.push(recordOf(row, row.record_id));
  }
  return found;
}

function recordOf(row: Row, recordId: string): KnownRecord {
  return {
    recordId,
    item: row.item,
    version: row.version,
    action: row.action,
    documentNumber: row.document_number,
    decidedOn: row.decided_on,
    organ: { name: row.organ_name, nameEn: row.organ_name_en },
    values: row.facts,
    question: questionOf(row),
    underObjection: row.objected,
    statement: typeof row.facts.party_statement === 'string' ? row.facts.party_statement : null,
    lastPublicDay: row.last_day,
    withdrawnOn: row.withdrawn_on,
  };
}

function questionOf(row: Row): KnownRecord['question'] {
  const { item, facts, subject_kind: kind } = row;
  if (item === 'licence') {
    const validUntil = facts.XK_YXQZI as PlainDate | undefined;
    const subjectKind = kind === 'person' ? ('natural_person' as const) : kind;
    return {
      item,
      facts: { subjectKind, decidedOn: row.decided_on, ...(validUntil ? { validUntil } : {}) },
    };
  }
  if (item !== 'penalty') return undefined;
  return {
    item,
    facts: {
      ...penaltyFacts(facts, kind),
      decidedOn: row.decided_on,
      // Never shown: a term that runs from publication is counted from the decision, which ends sooner.
      publishedOn: row.begins_on ?? row.decided_on,
      ...(row.person_class === null ? {} : { classified: row.person_class }),
    },
    finality: finalityFacts(facts),
  };
}

/** Who has delivered what, until when, as it was known at `asAt`. */
export async function readCoverage(pools: Pools, asAt: Date): Promise<CoverageGap[]> {
  const { rows } = await pools.appPool.query<{
    organ_name: string;
    organ_name_en: string;
    item: string;
    up_to: Date;
  }>({ name: 'check_coverage', text: 'select * from check_coverage($1)', values: [asAt] });
  return rows.map((row) => ({
    organ: { name: row.organ_name, nameEn: row.organ_name_en },
    item: row.item,
    upTo: row.up_to.toISOString(),
  }));
}

declare module '../../ground/platform/db.ts' {
  interface Tables {
    check_uses: {
      id: string;
      subject_id: string | null;
      at: Date;
      organ_path: string;
      asked_hash: Buffer;
      asked_by: AskedBy;
      matter: string;
      purpose: string;
      edition: string;
      record_ids: string[];
      candidate_ids: string[];
      coverage_at: Date;
      faulty_code: boolean | null;
    };
  }
}
export type KeptUse = Pick<
  Use,
  | 'id'
  | 'subjectId'
  | 'at'
  | 'askedBy'
  | 'askedHash'
  | 'matter'
  | 'purpose'
  | 'edition'
  | 'recordIds'
  | 'candidateIds'
  | 'coverageAt'
  | 'faultyCode'
>;

/** Uses of the asking organ, by id. */
export async function listUses(pools: Pools, asker: Asker, ids: readonly string[]): Promise<KeptUse[]> {
  const rows = await inContext(pools.app, { purpose: 'check', ...asker }, (tx) =>
    tx
      .selectFrom('check_uses as u')
      .select(['u.id', 'u.subject_id', 'u.at', 'u.asked_by', 'u.asked_hash', 'u.matter', 'u.purpose'])
      .select(['u.edition', 'u.record_ids', 'u.candidate_ids', 'u.coverage_at', 'u.faulty_code'])
      .where('u.id', 'in', ids)
      .execute(),
  );
  return rows.map((row) => ({
    id: row.id,
    subjectId: row.subject_id,
    at: row.at,
    askedBy: row.asked_by,
    askedHash: row.asked_hash.toString('hex'),
    matter: row.matter,
    purpose: row.purpose,
    edition: row.edition,
    recordIds: row.record_ids,
    candidateIds: row.candidate_ids,
    coverageAt: row.coverage_at,
    faultyCode: row.faulty_code === true,
  }));
}
