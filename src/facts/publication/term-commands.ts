import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { by, matter } from './publication-commands.ts';
import { insertTerm, insertTermDecision, lockPublication } from './publication-store.ts';
import { lookedAt, type PublicationInHand, type RecordInHand } from './record-in-hand.ts';
import { listProposals, type TermProposal } from './term-queries.ts';

/** A decision about one proposed end, named by its day: another day waiting meanwhile is not decided unseen. */
export type TermDecision = {
  readonly publicationId: string;
  readonly lastDay: PlainDate;
  readonly reason: string;
};
type InHand = {
  readonly record: RecordInHand;
  readonly publication: PublicationInHand;
  readonly proposal: TermProposal;
};

/** @throws {Refusal} conflict `publication.no_proposal`: nothing waits, or another day */
async function lockProposal(tx: Tx, ctx: Context, given: TermDecision): Promise<InHand> {
  const record = await lockPublication(tx, given.publicationId);
  const { publication } = record;
  mayOrRefuse(ctx.actor, 'publication.release', matter(record, publication?.reviewedBy));
  const [proposal] = await listProposals(tx, chinaDate(ctx.now()), given.publicationId);
  if (!publication || proposal?.lastDay !== given.lastDay) throw new Refusal('conflict', 'publication.no_proposal');
  return { record, publication, proposal };
}

/**
 * Lets a publication end later than the public was told, as the facts or the law now say. By the third person, as a release:
 * no end moves against the party by machine (design §1.2).
 * @throws {Refusal} conflict `publication.no_proposal`: nothing waits, or another day
 */
export function confirmTerm(ctx: Context, given: TermDecision): Promise<Acted<{ lastDay: PlainDate }>> {
  return act(ctx, async (tx) => {
    const { record, publication, proposal } = await lockProposal(tx, ctx, given);
    const { lastDay, derivation, edition } = proposal;
    const { organPath } = record;
    const version = publication.termVersion + 1;
    await insertTermDecision(
      tx,
      record,
      { ...given, replaces: publication.termVersion, outcome: 'confirmed' },
      by(ctx),
    );
    const term = { publicationId: publication.id, version, lastDay, derivation, edition, at: ctx.now(), organPath };
    await insertTerm(tx, term);
    return {
      result: { lastDay },
      deed: 'publication.prolong',
      object: { kind: 'publication', id: publication.id, version },
      lookedAt: lookedAt(record),
      subjectId: record.subjectId,
      basis: derivation.cited.map(({ ref }) => ref),
      reason: given.reason,
      before: { lastDay: publication.lastDay },
      after: { lastDay },
    };
  });
}

/**
 * Leaves the end where the public was told it is. The same day is not proposed again for this term; another may be.
 * @throws {Refusal} conflict `publication.no_proposal`
 */
export function declineTerm(ctx: Context, given: TermDecision): Promise<Acted<{ lastDay: PlainDate }>> {
  return act(ctx, async (tx) => {
    const { record, publication } = await lockProposal(tx, ctx, given);
    await insertTermDecision(tx, record, { ...given, replaces: publication.termVersion, outcome: 'declined' }, by(ctx));
    return {
      result: { lastDay: publication.lastDay },
      deed: 'publication.decline_term',
      object: { kind: 'publication', id: publication.id, version: publication.termVersion },
      lookedAt: lookedAt(record),
      subjectId: record.subjectId,
      reason: given.reason,
      after: { declined: given.lastDay },
    };
  });
}
