import { type Selectable, sql } from 'kysely';
import { finalityFacts } from '../../facts/records/index.ts';
import { itemsOf } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import type { OrganKind } from '../../ground/kernel/actor.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Tables, type Tx } from '../../ground/platform/db.ts';
import {
  type DeterminationUse,
  type FinalityFacts,
  finality,
  type Law,
  type SubjectKind,
} from '../../rules/law/index.ts';
import { factsWithRemedies } from '../annulments/index.ts';
import type { CaseInHand } from '../procedures/index.ts';
import type { Contents, Supervision } from './determination.ts';
import './determination-tables.ts';

export type Versioned = Contents & {
  readonly version: number;
  /** How many steps the case had when it was written down. */
  readonly afterSteps: number;
};

type SupervisionRow = Pick<
  Selectable<Tables['determination_contents']>,
  'inspections_before' | 'inspections_during' | 'review_months'
>;
/** The three are there together or none of them is. */
const supervisionOf = (row: SupervisionRow): Supervision | null =>
  row.review_months === null
    ? null
    : {
        inspectionsBefore: row.inspections_before!,
        inspectionsDuring: row.inspections_during!,
        reviewMonths: row.review_months,
      };

/** Every version of what is to be determined, oldest first. */
export async function listContents(tx: Tx, caseId: string): Promise<Versioned[]> {
  const rows = await tx
    .selectFrom('determination_contents as c')
    .select(['c.version', 'c.domain', 'c.term_months', 'c.measures', 'c.refs', 'c.role', 'c.role_from', 'c.role_until'])
    .select(['c.after_steps', 'c.inspections_before', 'c.inspections_during', 'c.review_months'])
    .where('c.case_id', '=', caseId)
    .orderBy('c.version')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    afterSteps: row.after_steps,
    domain: row.domain,
    termMonths: row.term_months,
    measures: row.measures,
    refs: row.refs,
    role: row.role,
    roleFrom: row.role_from,
    roleUntil: row.role_until,
    supervision: supervisionOf(row),
  }));
}

/** The version that the party was told of; undefined before the notice. */
export function noticedOf({ taken }: CaseInHand, versions: readonly Versioned[]): Versioned | undefined {
  const noticed = taken.findIndex(({ step }) => step === 'serve_notice');
  return noticed === -1 ? undefined : versions.findLast(({ afterSteps }) => afterSteps <= noticed);
}

/** @throws {Refusal} rule `determination.no_contents` */
export async function newestContents(tx: Tx, caseId: string): Promise<Versioned> {
  const newest = (await listContents(tx, caseId)).at(-1);
  if (newest === undefined) throw new Refusal('rule', 'determination.no_contents');
  return newest;
}

export type Finding = {
  readonly partyKind: SubjectKind;
  readonly organKind: OrganKind;
  readonly disputed: boolean;
  readonly final: boolean;
  /** The decision stands: neither altered nor set aside, and its record is still used. */
  readonly stands: boolean;
};
const IN_LAW = {
  organisation: 'organisation',
  individual_business: 'individual_business',
  person: 'natural_person',
} as const satisfies Record<string, SubjectKind>;
type Row = { kind: keyof typeof IN_LAW; organKind: OrganKind; disputed: boolean; ended: boolean };

/** The finding document that a case rests on, and to whom the case is addressed. */
export async function readFinding(
  tx: Tx,
  about: Pick<CaseInHand, 'partyId' | 'record'>,
  law: Law,
  today: PlainDate,
): Promise<Finding> {
  const { partyId, record } = about;
  const { rows } = await sql<Row>`
    select s.kind, o.kind as "organKind", record_under_objection(${record.subjectId}, ${record.id}, 'infinity') as disputed,
      record_rests(${record.subjectId}, ${record.id}, 'ended', 'infinity') as ended
    from subjects as s join organs as o on o.id = ${record.organId} where s.id = ${partyId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Refusal('absent', 'determination.party_absent');
  const facts = await factsWithRemedies(tx, about);
  const asked: FinalityFacts = finalityFacts(facts);
  const standing = (facts.decision_status ?? 'standing') === 'standing' && record.action !== 'withdraw';
  return {
    partyKind: IN_LAW[row.kind],
    organKind: row.organKind,
    disputed: row.disputed,
    final: finality(asked, law, today).final === 'yes',
    stands: standing && !row.ended,
  };
}

/** @throws {Refusal} absent `determination.party_absent`: nobody of that id, or the party of the record itself */
export async function requireOtherParty(ctx: Context, partyId: string, recordId: string): Promise<void> {
  const { accountId, organPath } = ctx.actor;
  await inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { rows } = await sql<{ found: boolean }>`
      select exists (select from subjects as s where s.id = ${partyId}) and not exists (select from record_keys as k
        where k.record_id = ${recordId} and k.subject_id = ${partyId}) as found`.execute(tx);
    if (!rows[0]!.found) throw new Refusal('absent', 'determination.party_absent');
  });
}

/** Another case about the same party, record and use that is not over. */
export async function hasLivingCase(
  tx: Tx,
  { id, record, partyId, ground }: Pick<CaseInHand, 'record' | 'partyId' | 'ground'> & { readonly id?: string },
): Promise<boolean> {
  const { rows } = await sql<{ living: boolean }>`
    select exists (select from procedure_cases as c
      join lateral (select x.to_state from procedure_steps as x where x.case_id = c.id order by x.number desc limit 1) as s on true
      join procedure_states as p on p.procedure = c.procedure and p.state = s.to_state
      where c.subject_id = ${record.subjectId} and c.record_id = ${record.id} and c.procedure = 'determination'
        and c.party_id = ${partyId} and c.ground = ${ground} and c.id is distinct from ${id ?? null}::uuid
        and not p.is_final) as living`.execute(tx);
  return rows[0]!.living;
}

export type Term = { readonly effectiveOn: PlainDate; readonly untilOn: PlainDate };

/** From when until when it stands, once it was served. */
export function findTerm(tx: Tx, caseId: string): Promise<Term | undefined> {
  return tx
    .selectFrom('determination_terms as t')
    .select(['t.effective_on as effectiveOn', 't.until_on as untilOn'])
    .where('t.case_id', '=', caseId)
    .executeTakeFirst();
}

/** @throws {Refusal} rule `determination.not_in_effect` */
export async function getTerm(tx: Tx, caseId: string): Promise<Term> {
  const term = await findTerm(tx, caseId);
  if (term === undefined) throw new Refusal('rule', 'determination.not_in_effect');
  return term;
}

export type Standing = {
  readonly caseId: string;
  readonly use: DeterminationUse;
  readonly domain: string | null;
  readonly recordId: string;
  readonly documentNumber: string;
  readonly party: string;
  readonly measures: readonly string[];
  readonly effectiveOn: PlainDate;
  readonly untilOn: PlainDate;
  /** Its record is under objection, or it is suspended: it is there, and nothing may rest on it. */
  readonly resting: boolean;
};

/** What stands on that day at the own organ and below, the nearest last day first. */
export function listStanding(ctx: Context, today: PlainDate): Promise<Standing[]> {
  const { accountId, organPath } = ctx.actor;
  const items = itemsOf(ctx.actor);
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { rows } = await sql<Standing>`
      select d.case_id as "caseId", d.use, d.domain, d.record_id as "recordId", d.measures, d.effective_on as "effectiveOn",
        d.until_on as "untilOn", d.resting, r.document_number as "documentNumber",
        (select n.name from subject_names as n where n.subject_id = d.party_id order by n.known_at desc, n.folded limit 1) as party
      from determinations_standing(${today}::date, 'infinity') as d
      join record_keys as k on k.record_id = d.record_id
      join records as r on r.subject_id = k.subject_id and r.id = k.record_id
      where ${items}::text[] is null or r.item = any (${items}::text[])
      order by d.until_on, d.case_id limit 1000`.execute(tx);
    return rows;
  });
}
