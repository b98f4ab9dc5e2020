import { type RawBuilder, sql } from 'kysely';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';
import type { Proposal, ReviewOutcome } from './proposal.ts';

/** Which edition is in use: the highest number. `installedBy`: program and version, where no person decided. */
export type NewestAdoption = { readonly number: number; readonly edition: string; readonly installedBy: string | null };

export async function newestAdoption(tx: Tx): Promise<NewestAdoption | undefined> {
  const { rows } = await sql<NewestAdoption>`select a.number, a.edition, a.installed_by as "installedBy"
    from law_adoptions as a order by a.number desc limit 1`.execute(tx);
  return rows[0];
}

/** The canonical text of an edition that was kept, adopted or not. */
export async function contentOf(tx: Tx, edition: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('law_editions as e')
    .select('e.content')
    .where('e.id', '=', edition)
    .executeTakeFirst();
  return row?.content;
}

/** As {@link contentOf}, only of what has been in use: the rest is a draft and nobody's law. */
export async function adoptedContent(pools: Pools, edition: string): Promise<string | undefined> {
  return inContext(pools.app, { purpose: 'system' }, async (tx) => {
    const { rows } = await sql<{ content: string }>`select e.content from law_editions as e
      where e.id = ${edition} and exists (select from law_adoptions as a where a.edition = e.id)`.execute(tx);
    return rows[0]?.content;
  });
}

export type AdoptionLine = {
  readonly number: number;
  readonly edition: string;
  readonly since: Date;
  readonly installedBy: string | null;
};

/** What has been in use since when, newest first. */
export function listAdoptions(pools: Pools, limit: number): Promise<AdoptionLine[]> {
  return inContext(pools.app, { purpose: 'system' }, async (tx) => {
    const { rows } =
      await sql<AdoptionLine>`select a.number, a.edition, a.adopted_at as since, a.installed_by as "installedBy"
      from law_adoptions as a order by a.number desc limit ${limit}`.execute(tx);
    return rows;
  });
}

type Row = {
  id: string;
  edition: string;
  against: number;
  cases_passed: number;
  organ_path: string;
  drafted_by: string;
  drafted_at: Date;
  draft_reason: string;
  outcome: ReviewOutcome | null;
  reviewed_by: string;
  reviewed_at: Date;
  review_reason: string;
  number: number | null;
  adopted_by: string;
  adopted_at: Date;
  adoption_reason: string;
  drafter: string;
  reviewer: string | null;
  adopter: string | null;
};

const selection = (where: RawBuilder<unknown>): RawBuilder<Row> => sql<Row>`
  select p.id, p.edition, p.against, p.cases_passed, p.organ_path, p.drafted_by, p.drafted_at, p.reason as draft_reason,
    r.outcome, r.reviewed_by, r.reviewed_at, r.reason as review_reason,
    a.number, a.adopted_by, a.adopted_at, a.reason as adoption_reason,
    d.display_name as drafter, s.display_name as reviewer, t.display_name as adopter
  from law_proposals as p
  join accounts as d on d.id = p.drafted_by
  left join law_reviews as r on r.proposal_id = p.id
  left join accounts as s on s.id = r.reviewed_by
  left join law_adoptions as a on a.proposal_id = p.id
  left join accounts as t on t.id = a.adopted_by
  where ${where}`;

function proposalOf(row: Row): Proposal {
  const { outcome, number } = row;
  return {
    id: row.id,
    edition: row.edition,
    against: row.against,
    casesPassed: row.cases_passed,
    organPath: row.organ_path,
    drafted: { by: row.drafted_by, at: row.drafted_at, reason: row.draft_reason },
    ...(outcome && { reviewed: { by: row.reviewed_by, at: row.reviewed_at, reason: row.review_reason, outcome } }),
    ...(number !== null && {
      adopted: { by: row.adopted_by, at: row.adopted_at, reason: row.adoption_reason, number },
    }),
  };
}

export async function getProposal(tx: Tx, id: string): Promise<Proposal | undefined> {
  const { rows } = await selection(sql`p.id = ${id}`).execute(tx);
  return rows[0] && proposalOf(rows[0]);
}

/** A proposal with the names of those who signed, for whoever works with it. */
export type NamedProposal = {
  readonly proposal: Proposal;
  readonly names: { readonly drafted: string; readonly reviewed: string | null; readonly adopted: string | null };
};

const namedOf = (row: Row): NamedProposal => ({
  proposal: proposalOf(row),
  names: { drafted: row.drafter, reviewed: row.reviewer, adopted: row.adopter },
});

/** Newest first. */
export async function listProposals(tx: Tx, limit: number): Promise<NamedProposal[]> {
  const { rows } = await sql<Row>`${selection(sql`true`)} order by p.drafted_at desc, p.id desc limit ${limit}`.execute(
    tx,
  );
  return rows.map(namedOf);
}

export async function findNamedProposal(tx: Tx, id: string): Promise<NamedProposal | undefined> {
  const { rows } = await selection(sql`p.id = ${id}`).execute(tx);
  return rows[0] && namedOf(rows[0]);
}

/** Whether the same content, compared with the same adoption, waits for review or adoption. */
export async function isUnderWay(tx: Tx, edition: string, against: number): Promise<boolean> {
  const { rows } = await sql`select from law_proposals as p where p.edition = ${edition} and p.against = ${against}
    and not exists (select from law_reviews as r where r.proposal_id = p.id and r.outcome = 'returned')`.execute(tx);
  return rows.length > 0;
}

/** The texts of what a draft proposes and of what it was compared with. */
export async function contentsOfProposal(tx: Tx, id: string): Promise<{ before: string; after: string } | undefined> {
  const { rows } = await sql<{ before: string; after: string }>`select b.content as before, e.content as after
    from law_proposals as p
    join law_editions as e on e.id = p.edition
    join law_adoptions as a on a.number = p.against
    join law_editions as b on b.id = a.edition
    where p.id = ${id}`.execute(tx);
  return rows[0];
}
