import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';
import { orElse } from '../../ground/platform/or-else.ts';
import { foldName } from '../../names/subjects/index.ts';
import type { Derivation, SeverityClass } from '../../rules/law/index.ts';
import type { StoredFacts, SubjectKind } from '../records/index.ts';
import type { Settlement } from './public-fields.ts';
import type { WithdrawalGround } from './publication-grounds.ts';
import { listSettledPlaces } from './record-queries.ts';

/** Sees what is public on that day and nothing else: row-level security, not this file, draws the line. */
export function inPortal<T>(pools: Pools, today: PlainDate, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inContext(pools.app, { purpose: 'portal', today }, work);
}

export type Party = { readonly id: string; readonly kind: SubjectKind; readonly name: string };
/** With the code by which organisations of like names are told apart; of an organisation alone, and null where none is known. */
export type CodedParty = Party & { readonly code: string | null };
/** One publication as lists show it. */
export type PublicLine = {
  readonly publicationId: string;
  readonly recordId: string;
  readonly address: string;
  readonly item: 'penalty' | 'licence';
  readonly documentNumber: string;
  readonly decidedOn: PlainDate;
  readonly organName: string;
  readonly organNameEn: string;
  readonly class: SeverityClass | null;
  readonly classGivenByPerson: boolean;
  readonly lastDay: PlainDate;
  readonly underObjection: boolean;
};
/** A decision with all that its page is made of. `facts` are of the released version, `newestFacts` for computing only. */
export type PublicDecision = PublicLine & {
  readonly party: Party;
  readonly beginsOn: PlainDate;
  readonly facts: StoredFacts;
  readonly newestFacts: StoredFacts;
  readonly correctionPending: boolean;
  readonly derivation: Derivation;
  readonly settled: readonly Settlement[];
  /** What the party itself says of it, as somebody reviewed it. */
  readonly statement: string | null;
};

const NAME = sql`(select n.name from subject_names as n where n.subject_id = s.id order by n.known_at desc, n.folded limit 1)`;
/** Every organisation's own number is public beside its name; an individual business is its owner, and only the one who asks by it has it. */
export const CODE = sql`(select k.key from subject_keys as k
  where k.subject_id = s.id and s.kind = 'organisation' and k.kind in ('uscc', 'organisation_code', 'registration_number')
  order by k.kind = 'uscc' desc, k.key limit 1)`;
/** Of the party, under whichever of its subjects it was recorded (0660); few are merged, so that is asked last. */
const hasPublic = (id: string) => sql`(exists (select from publications as p where p.subject_id = ${sql.ref(id)})
  or (exists (select from merged_subjects as m where ${sql.ref(id)} in (m.merged_id, m.successor_id))
    and exists (select from unnest(subject_group(${sql.ref(id)})) as g (id) join publications as p on p.subject_id = g.id)))`;
const HAS_PUBLIC = hasPublic('s.id');
/** At most so many organisations are listed for one leading name. */
export const MOST_PARTIES = 50;
/** Above every character that a folded name can hold. */
const LAST_CHARACTER = '\u{10ffff}';

/** The organisation with that code, if anything about it is public. Persons are not found by number here, whatever it is. */
export async function findPartyByCode(tx: Tx, code: string): Promise<CodedParty[]> {
  const { rows } = await sql<CodedParty>`
    select s.id, s.kind, ${NAME} as name, ${CODE} as code from subject_keys as k
    cross join lateral (select (subject_group(k.subject_id))[1] as id offset 0) as g join subjects as s on s.id = g.id
    where k.kind in ('uscc', 'organisation_code', 'registration_number') and k.key = ${code} and s.kind <> 'person'
      and ${HAS_PUBLIC} limit ${MOST_PARTIES}`.execute(tx);
  return rows;
}

/**
 * Organisations whose name is, or begins with, what was asked; the exact one first. Natural persons and individual businesses
 * (design §3, Tenancy) are not found by name. Compared by code point, so that the index serves it below row-level security.
 */
export async function findPartiesByName(tx: Tx, name: string): Promise<CodedParty[]> {
  const folded = foldName(name);
  // In the order of the index, so that it stops at the first fifty however many begin alike; the exact name comes first in it.
  const { rows } = await sql<CodedParty>`
    select s.id, s.kind, f.name, ${CODE} as code from (
    select coalesce((select m.successor_id from merged_subjects as m where m.merged_id = n.subject_id), n.subject_id) as id,
      n.name, n.folded from subject_names as n
    where n.folded ~>=~ ${folded} and n.folded ~<=~ ${folded + LAST_CHARACTER}
      and (select s.kind from subjects as s where s.id = n.subject_id) = 'organisation'
      and ${hasPublic('n.subject_id')}
    order by n.folded using ~<~ limit ${MOST_PARTIES + 1}) as f join subjects as s on s.id = f.id
    order by f.folded using ~<~`.execute(tx);
  return [...new Map(rows.map((party) => [party.id, party])).values()];
}

/** The party, under the subject where it goes on, if anything about it is public. */
export async function findParty(tx: Tx, subjectId: string): Promise<CodedParty | undefined> {
  const { rows } = await sql<CodedParty>`
    select s.id, s.kind, ${NAME} as name, ${CODE} as code from subjects as s
    where s.id = (subject_group(${subjectId}))[1] and ${HAS_PUBLIC}`.execute(tx);
  return rows[0];
}

const LINE = sql`p.id as "publicationId", r.id as "recordId", p.address, r.item, r.document_number as "documentNumber",
  r.decided_on as "decidedOn", o.name as "organName", o.name_en as "organNameEn", coalesce(c.class, w.class) as class,
  c.class is not null as "classGivenByPerson", t.last_day as "lastDay",
  record_under_objection(r.subject_id, r.id, 'infinity') as "underObjection"`;
/** w: the newest version, l: the newest release, t: the term that counts. */
export const SOURCE = sql`publications as p
  join records as r on r.subject_id = p.subject_id and r.id = p.record_id
  join organs as o on o.id = r.organ_id
  join lateral (select x.version, x.facts, x.class from record_versions as x
    where x.subject_id = p.subject_id and x.record_id = p.record_id order by x.version desc limit 1) as w on true
  left join record_classifications as c
    on c.subject_id = p.subject_id and c.record_id = p.record_id and c.version = w.version
  join lateral (select x.version, x.review_id from publication_releases as x
    where x.publication_id = p.id order by x.released_at desc, x.version desc limit 1) as l on true
  join lateral (select x.last_day, x.derivation from publication_terms as x
    where x.publication_id = p.id order by x.version desc limit 1) as t on true`;

/** What is public about a party, the newest decision first. */
export async function listOfParty(tx: Tx, subjectId: string): Promise<PublicLine[]> {
  const { rows } = await sql<PublicLine>`
    select ${LINE} from ${SOURCE} where p.subject_id = any (subject_group(${subjectId})) order by r.decided_on desc, r.id limit 500`.execute(
    tx,
  );
  return rows;
}

type DecisionRow = PublicLine & {
  readonly subjectId: string;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly beginsOn: PlainDate;
  readonly facts: StoredFacts;
  readonly newestFacts: StoredFacts;
  readonly version: number;
  readonly newest: number;
  readonly derivation: Derivation;
  readonly reviewId: string;
  readonly statement: string | null;
};

/** The decision at a public address; undefined where nothing is public there today, ended and never having been alike. */
export async function findDecision(tx: Tx, address: string): Promise<PublicDecision | undefined> {
  const { rows } = await sql<DecisionRow>`
    select ${LINE}, s.id as "subjectId", s.kind, ${NAME} as name, p.begins_on as "beginsOn", v.facts, w.facts as "newestFacts",
      l.version, w.version as newest, t.derivation, l.review_id as "reviewId", statement_on_record(r.id, 'infinity') as statement
    from ${SOURCE} join subjects as s on s.id = p.subject_id
    join record_versions as v on v.subject_id = p.subject_id and v.record_id = p.record_id and v.version = l.version
    where p.address = ${address}`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const { subjectId, kind, name, version, newest, reviewId, ...line } = row;
  return {
    ...line,
    party: { id: subjectId, kind, name },
    correctionPending: version < newest,
    settled: await listSettledPlaces(tx, reviewId),
  };
}

export type PublicWithdrawal = {
  readonly withdrawnOn: PlainDate;
  readonly ground: WithdrawalGround;
  readonly publicReason: string;
  readonly reference: string | null;
  readonly organName: string | null;
  readonly organNameEn: string | null;
};

/** Withdrawals with their public reasons, newest first, each as long as its entry would have stood: no notice outlives the burden. */
export async function listWithdrawals(tx: Tx, today: PlainDate): Promise<PublicWithdrawal[]> {
  const { rows } = await sql<PublicWithdrawal>`
    select d.withdrawn_on as "withdrawnOn", d.ground, d.public_reason as "publicReason", d.reference, o.name as "organName",
      o.name_en as "organNameEn"
    from publication_withdrawals as d left join organs as o on o.id = d.organ_id
    where d.withdrawn_on <= ${today}::date and (select x.last_day from publication_terms as x
      where x.publication_id = d.publication_id order by x.version desc limit 1) >= ${today}::date
    order by d.withdrawn_on desc, d.publication_id limit 200`.execute(tx);
  return rows;
}

export type Count = { readonly key: string; readonly keyEn: string; readonly count: number };
export type Figures = {
  readonly penaltiesByOrgan: readonly Count[];
  readonly licencesByOrgan: readonly Count[];
  readonly penaltiesByKind: readonly Count[];
};

type Group = {
  readonly item: string;
  readonly organId: string;
  readonly organ: string;
  readonly organEn: string;
  /** Codes of the kinds of a penalty with semicolons between. */
  readonly kinds: string | null;
  readonly count: number;
};

/** Adds up the groups by what each is counted as, which may be several things: an id of it, and its name in both languages. */
function summed(groups: readonly Group[], countedAs: (group: Group) => readonly (readonly string[])[]): Count[] {
  const counts = new Map<string, Count>();
  for (const group of groups) {
    for (const [id, key, keyEn] of countedAs(group)) {
      counts.set(id!, { key: key!, keyEn: keyEn!, count: (counts.get(id!)?.count ?? 0) + group.count });
    }
  }
  return [...counts.values()];
}

/**
 * Counts of what is public on that day, small cells still in them: not for showing as they are. The program's own reading, of everything at
 * once: the conditions are those of `is_public` and `publication_stands` (migrations 0030, 0102), which asked of each publication by itself take a minute
 * of a million. A test holds the two against each other.
 */
export async function countPublic(pools: Pools, today: PlainDate): Promise<Figures> {
  const groups = await inContext(pools.app, { purpose: 'system' }, async (tx) => {
    const { rows } = await sql<Group>`
      select r.item, o.id as "organId", min(o.name) as organ, min(o.name_en) as "organEn", v.facts->>'CF_CFLB' as kinds, count(*) as count
      from publication_terms as t
      join publications as p on p.id = t.publication_id and p.begins_on <= ${today}::date
      join records as r on r.subject_id = p.subject_id and r.id = p.record_id join organs as o on o.id = r.organ_id
      join lateral (select x.version, x.action, x.facts, x.class from record_versions as x
        where x.subject_id = p.subject_id and x.record_id = p.record_id order by x.version desc limit 1) as v on true
      left join record_classifications as c on c.subject_id = r.subject_id and c.record_id = r.id and c.version = v.version
      where t.last_day >= ${today}::date
        and not exists (select from publication_terms as x where x.publication_id = p.id and x.version > t.version)
        and not exists (select from publication_withdrawals as w where w.publication_id = p.id and w.withdrawn_on <= ${today}::date)
        and v.action <> 'withdraw' and (v.facts->>'decision_status' is null or v.facts->>'decision_status' = 'standing')
        and (r.item <> 'penalty' or ${orElse('c.class', 'v.class')} in ('general', 'serious'))
        and not exists (select from procedure_cases as k where k.subject_id = p.subject_id and k.record_id = p.record_id
          and record_rests(k.subject_id, k.record_id, 'ended', 'infinity'))
      group by r.item, o.id, v.facts->>'CF_CFLB'`.execute(tx);
    return rows;
  });
  const [penalties, licences] = ['penalty', 'licence'].map((item) => groups.filter((group) => group.item === item));
  const byOrgan = ({ organId, organ, organEn }: Group) => [[organId, organ, organEn]];
  const byKind = ({ kinds }: Group) =>
    (kinds ?? '')
      .split(';')
      .filter(Boolean)
      .map((kind) => [kind, kind, kind]);
  return {
    penaltiesByOrgan: summed(penalties!, byOrgan),
    licencesByOrgan: summed(licences!, byOrgan),
    penaltiesByKind: summed(penalties!, byKind),
  };
}
