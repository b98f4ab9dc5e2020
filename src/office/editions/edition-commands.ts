import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { programActor } from '../../ground/kernel/actor.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Pools } from '../../ground/platform/db.ts';
import { type Law, lawOfEdition, proposeEdition } from '../../rules/law/index.ts';
import { refuseUnassessed } from '../privacy/index.ts';
import type { DiskReading } from './disk-reading.ts';
import { contentsOfProposal, isUnderWay } from './edition-queries.ts';
import {
  insertAdoption,
  insertContent,
  insertInstallation,
  insertProposal,
  insertReview,
  lockEditions,
  lockProposal,
} from './edition-store.ts';
import { type Proposal, type ReviewOutcome, refuseUnlessOpen, type Signed } from './proposal.ts';

const signedBy = (ctx: Context, reason: string): Signed => ({ by: ctx.actor.accountId, at: ctx.now(), reason });

/** Who had the proposal in hand: what the separations of duty look at. */
export const matterOf = ({ organPath, drafted, reviewed }: Proposal) => ({
  kind: 'law_proposal',
  organPath,
  history: { draftedBy: drafted.by, ...(reviewed && { reviewedBy: reviewed.by }) },
});

/**
 * Lays what was read from disk before a reviewer. What came with the program may be proposed too, so that three persons stand
 * behind it.
 * @throws {Refusal} rule `edition.packs_faulty`, `edition.cases_fail`; conflict `edition.nothing_new`, `edition.drafted_already`
 */
export function draftProposal(ctx: Context, found: DiskReading, reason: string): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const newest = await lockEditions(tx);
    const { organPath } = ctx.actor;
    mayOrRefuse(ctx.actor, 'law.propose', { kind: 'law_proposal', organPath });
    if (found.draft === undefined) throw new Refusal('rule', 'edition.packs_faulty', { faults: found.faults });
    if (found.failed > 0) throw new Refusal('rule', 'edition.cases_fail', { failed: found.failed });
    const { edition, content } = found.draft;
    if (!newest || (newest.edition === edition && newest.installedBy === null)) {
      throw new Refusal('conflict', 'edition.nothing_new');
    }
    const against = newest.number;
    if (await isUnderWay(tx, edition, against)) throw new Refusal('conflict', 'edition.drafted_already');
    const id = newId(ctx.now().getTime());
    const drafted = signedBy(ctx, reason);
    await insertContent(tx, edition, content, drafted.at);
    await insertProposal(tx, { id, edition, against, casesPassed: found.passed, organPath, drafted });
    const object = { kind: 'law_proposal', id };
    return { result: { id }, deed: 'law.propose', object, reason, after: { edition, against } };
  });
}

/**
 * A second person reads what would change and passes it, or returns it to who drafted it.
 * @throws {Refusal} absent `edition.proposal_absent`; forbidden `access.denied`; conflict as {@link refuseUnlessOpen}
 */
export function reviewProposal(
  ctx: Context,
  given: { readonly id: string; readonly outcome: ReviewOutcome; readonly reason: string },
): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { id, outcome, reason } = given;
    const { proposal, inUse } = await lockProposal(tx, id);
    mayOrRefuse(ctx.actor, 'law.review', matterOf(proposal));
    refuseUnlessOpen(proposal, outcome === 'passed' ? 'pass' : 'return', inUse);
    await insertReview(tx, proposal, { ...signedBy(ctx, reason), outcome });
    return {
      result: null,
      deed: 'law.review',
      object: { kind: 'law_proposal', id },
      reasonCode: outcome,
      reason,
      after: { edition: proposal.edition, outcome },
    };
  });
}

/**
 * A third person puts the edition into use, for every process of the installation, from this instant. What it moves in a
 * party's favour is then applied, the rest waits for a person (`publication/term-jobs.ts`).
 * @throws {Refusal} absent `edition.proposal_absent`; forbidden `access.denied`; conflict as {@link refuseUnlessOpen}; rule
 *   `privacy.assessment_missing`
 */
export function adoptProposal(
  ctx: Context,
  given: { readonly id: string; readonly reason: string },
): Promise<Acted<{ number: number; edition: string }>> {
  return act(ctx, async (tx) => {
    const { id: proposalId, reason } = given;
    const { proposal, inUse } = await lockProposal(tx, proposalId);
    mayOrRefuse(ctx.actor, 'law.adopt', matterOf(proposal));
    refuseUnlessOpen(proposal, 'adopt', inUse);
    const { before, after } = (await contentsOfProposal(tx, proposalId))!;
    await refuseUnassessed(tx, lawOfEdition(before), lawOfEdition(after), chinaDate(ctx.now()));
    const id = newId(ctx.now().getTime());
    const number = await insertAdoption(tx, id, proposal, signedBy(ctx, reason));
    const { edition } = proposal;
    return {
      result: { number, edition },
      deed: 'law.adopt',
      object: { kind: 'law_adoption', id, version: number },
      lookedAt: [proposalId],
      reason,
      before: { edition: ctx.edition },
      after: { edition, number },
    };
  });
}

/** The program at its first start, as the journal names it. */
const INSTALLING = programActor('00000000-0000-8000-8000-00000000ce12', 'administrator');

/**
 * Puts into use what came with the program, where nothing was in use. Recorded as an installation: nobody adopted it.
 * @throws {Refusal} conflict `edition.installed_already`
 */
export async function installEdition(
  around: { readonly pools: Pools; readonly now: () => Date; readonly version: string },
  law: Law,
): Promise<void> {
  const { pools, now, version } = around;
  const { edition, content } = proposeEdition(law);
  await act({ actor: INSTALLING, pools, now, edition }, async (tx) => {
    if (await lockEditions(tx)) throw new Refusal('conflict', 'edition.installed_already');
    const id = newId(now().getTime());
    await insertContent(tx, edition, content, now());
    await insertInstallation(tx, { id, edition, installedBy: `zhengming ${version}`, at: now() });
    const object = { kind: 'law_adoption', id, version: 1 };
    return { result: null, deed: 'law.install', object, after: { edition, version } };
  });
}
