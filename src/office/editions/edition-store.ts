import { sql } from 'kysely';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { getProposal, type NewestAdoption, newestAdoption } from './edition-queries.ts';
import type { Proposal, ReviewOutcome, Signed } from './proposal.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    law_editions: { id: string; content: string; kept_at: Date };
    law_proposals: {
      id: string;
      edition: string;
      against: number;
      cases_passed: number;
      reason: string;
      drafted_by: string;
      drafted_kind: 'person';
      drafted_at: Date;
      organ_path: string;
    };
    law_reviews: {
      proposal_id: string;
      drafted_by: string;
      reviewed_by: string;
      reviewed_kind: 'person';
      outcome: ReviewOutcome;
      reason: string;
      reviewed_at: Date;
    };
    law_adoptions: {
      number: number;
      id: string;
      edition: string;
      replaces: number | null;
      adopted_at: Date;
      installed_by: string | null;
      proposal_id: string | null;
      drafted_by: string | null;
      reviewed_by: string | null;
      outcome: 'passed' | null;
      adopted_by: string | null;
      adopted_kind: 'person' | null;
      reason: string | null;
    };
  }
}

/** Steps towards an adoption are taken one at a time: what is in use cannot change under a step. */
const LOCK = 7_301_060;

/** The adoption in use, and nobody takes a step until the transaction ends. */
export async function lockEditions(tx: Tx): Promise<NewestAdoption | undefined> {
  await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(tx);
  return newestAdoption(tx);
}

/** @throws {Refusal} absent `edition.proposal_absent` */
export async function lockProposal(tx: Tx, id: string): Promise<{ proposal: Proposal; inUse: number }> {
  const newest = await lockEditions(tx);
  const proposal = await getProposal(tx, id);
  if (!proposal || !newest) throw new Refusal('absent', 'edition.proposal_absent', { id });
  return { proposal, inUse: newest.number };
}

/** The same content twice is one edition. The database holds its name to its text. */
export async function insertContent(tx: Tx, edition: string, content: string, at: Date): Promise<void> {
  await tx
    .insertInto('law_editions')
    .values({ id: edition, content, kept_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function insertProposal(tx: Tx, { drafted, ...proposal }: Proposal): Promise<void> {
  await tx
    .insertInto('law_proposals')
    .values({
      id: proposal.id,
      edition: proposal.edition,
      against: proposal.against,
      cases_passed: proposal.casesPassed,
      reason: drafted.reason,
      drafted_by: drafted.by,
      drafted_kind: 'person',
      drafted_at: drafted.at,
      organ_path: proposal.organPath,
    })
    .execute();
}

export async function insertReview(
  tx: Tx,
  { id, drafted }: Proposal,
  review: Signed & { readonly outcome: ReviewOutcome },
): Promise<void> {
  await tx
    .insertInto('law_reviews')
    .values({
      proposal_id: id,
      drafted_by: drafted.by,
      reviewed_by: review.by,
      reviewed_kind: 'person',
      outcome: review.outcome,
      reason: review.reason,
      reviewed_at: review.at,
    })
    .execute();
}

export async function insertAdoption(tx: Tx, id: string, proposal: Proposal, adopted: Signed): Promise<number> {
  const number = proposal.against + 1;
  await tx
    .insertInto('law_adoptions')
    .values({
      number,
      id,
      edition: proposal.edition,
      replaces: proposal.against,
      adopted_at: adopted.at,
      installed_by: null,
      proposal_id: proposal.id,
      drafted_by: proposal.drafted.by,
      reviewed_by: proposal.reviewed?.by ?? null,
      outcome: 'passed',
      adopted_by: adopted.by,
      adopted_kind: 'person',
      reason: adopted.reason,
    })
    .execute();
  return number;
}

/** What came with the program, put into use where nothing was. No person decided it, and the row says so. */
export async function insertInstallation(
  tx: Tx,
  made: { readonly id: string; readonly edition: string; readonly installedBy: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('law_adoptions')
    .values({ number: 1, id: made.id, edition: made.edition, adopted_at: made.at, installed_by: made.installedBy })
    .execute();
}
