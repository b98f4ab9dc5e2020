import { type Matter, mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Changes, type Context } from '../../ground/audit/index.ts';
import { newId, newOpaqueId } from '../../ground/kernel/id.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { scanForPersonalData } from '../../names/personal-data/index.ts';
import type { Answer, Law } from '../../rules/law/index.ts';
import { askLaw, findingOf, itemOf, refuseUnlessAllowed } from './candidate-queries.ts';
import { isPlaceIn, personalDataIn, type Settlement, unsettled } from './public-fields.ts';
import type { WithdrawalGround } from './publication-grounds.ts';
import {
  type By,
  insertPublication,
  insertRefusal,
  insertRelease,
  insertReview,
  insertTerm,
  insertWithdrawal,
  lockPublication,
  lockRecord,
  type SettledPlace,
  withdrawalOf,
} from './publication-store.ts';
import { lookedAt, type RecordInHand } from './record-in-hand.ts';
import { listSettledPlaces } from './record-queries.ts';

export const matter = (record: RecordInHand, reviewedBy?: string): Matter => ({
  kind: 'publication',
  organPath: record.organPath,
  item: record.item,
  history: { submittedBy: record.submittedBy, ...(reviewedBy === undefined ? {} : { reviewedBy }) },
});
export const by = (ctx: Context): By => ({ accountId: ctx.actor.accountId, at: ctx.now() });

/** Who read a version and decided must have read the newest. @throws {Refusal} conflict */
function refuseUnlessOpen(record: RecordInHand, version: number, today: PlainDate): void {
  if (record.version !== version) {
    throw new Refusal('conflict', 'publication.newer_version', { newest: record.version });
  }
  if (record.action === 'withdraw') throw new Refusal('rule', 'publication.record_withdrawn');
  if (record.ofOldYears) throw new Refusal('rule', 'publication.old_years');
  const { publication } = record;
  if (record.refused || publication?.withdrawn || publication?.version === version) {
    throw new Refusal('conflict', 'publication.decided');
  }
  // What has ended never returns (河南省社会信用条例 art. 19): a correction of it changes the record, not the public view.
  if (publication !== undefined && publication.lastDay < today) throw new Refusal('conflict', 'publication.over');
}

/** @throws {Refusal} rule `publication.personal_data_open`: some place in the free text is neither redacted nor released */
function refuseIfUnsettled(record: RecordInHand, places: readonly Settlement[], law: Law, today: PlainDate): void {
  const found = personalDataIn(itemOf(record, law, today), record.facts, record.subjectKind);
  const open = unsettled(found, places);
  if (open.length === 0) return;
  const fields = [...new Set(open.map(({ field }) => field))];
  throw new Refusal('rule', 'publication.personal_data_open', { places: open.length, fields });
}

export type ReviewGiven = {
  readonly recordId: string;
  readonly version: number;
  /** Finding of certain social influence (具有一定社会影响), 行政处罚法 art. 48, in words. */
  readonly influenceFinding?: string | undefined;
  readonly places: readonly SettledPlace[];
};

/**
 * Reviews a record for publication, confidentiality included: by a person other than who delivered it. Nothing is public yet.
 * @throws {Refusal} rule `publication.not_allowed`, `publication.personal_data_open`; conflict `publication.newer_version`,
 *   `publication.decided`; invalid `publication.place_outside`
 */
export function reviewPublication(ctx: Context, law: Law, given: ReviewGiven): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const record = await lockRecord(tx, given.recordId);
    mayOrRefuse(ctx.actor, 'publication.review', matter(record));
    const today = chinaDate(ctx.now());
    refuseUnlessOpen(record, given.version, today);
    const answer = askLaw(record, findingOf(given.influenceFinding), law, today);
    refuseUnlessAllowed(answer);
    const item = itemOf(record, law, today);
    const outside = given.places.filter((place) => !isPlaceIn(item, record.facts, record.subjectKind, place));
    if (outside.length > 0) throw new Refusal('invalid', 'publication.place_outside', { places: outside.length });
    refuseIfUnsettled(record, given.places, law, today);
    const id = newId(ctx.now().getTime());
    await insertReview(tx, id, record, given.influenceFinding, given.places, by(ctx));
    return {
      result: { id },
      deed: 'publication.review',
      object: { kind: 'record', id: record.id, version: record.version },
      lookedAt: lookedAt(record),
      subjectId: record.subjectId,
      basis: answer.articles,
      ...(given.influenceFinding === undefined ? {} : { reason: given.influenceFinding }),
      after: { reviewId: id, places: given.places },
    };
  });
}

export type Released = {
  readonly id: string;
  readonly address: string;
  readonly beginsOn: PlainDate;
  readonly lastDay: PlainDate;
};

/**
 * Publishes the newest version of a reviewed record from today until the day that the law gives; or, of a record that is
 * public, lets its corrected version be read. By a third person.
 * @throws {Refusal} conflict `publication.not_reviewed_yet`; rule as {@link reviewPublication}
 */
export function releasePublication(
  ctx: Context,
  law: Law,
  given: { readonly recordId: string; readonly version: number },
): Promise<Acted<Released>> {
  return act(ctx, async (tx) => {
    const record = await lockRecord(tx, given.recordId);
    mayOrRefuse(ctx.actor, 'publication.release', matter(record, record.review?.reviewedBy));
    const today = chinaDate(ctx.now());
    refuseUnlessOpen(record, given.version, today);
    if (!record.review) throw new Refusal('conflict', 'publication.not_reviewed_yet');
    const answer = askLaw(record, findingOf(record.review.influenceFinding), law, today);
    const lastDay = refuseUnlessAllowed(answer);
    refuseIfUnsettled(record, await listSettledPlaces(tx, record.review.id), law, today);
    const result = await saveRelease(tx, ctx, record, answer, lastDay, today);
    return {
      result,
      deed: 'publication.release',
      object: { kind: 'publication', id: result.id, version: record.version },
      lookedAt: lookedAt(record),
      subjectId: record.subjectId,
      basis: answer.articles,
      after: result,
    };
  });
}

async function saveRelease(
  tx: Tx,
  ctx: Context,
  record: RecordInHand,
  answer: Answer,
  lastDay: PlainDate,
  today: PlainDate,
): Promise<Released> {
  const known = record.publication;
  const id = known?.id ?? newId(ctx.now().getTime());
  const address = known?.address ?? newOpaqueId();
  const beginsOn = known?.beginsOn ?? today;
  if (!known) await insertPublication(tx, record, { id, address, beginsOn, basis: answer.articles }, by(ctx));
  await insertRelease(tx, id, record, by(ctx));
  if (known?.lastDay !== lastDay) {
    await insertTerm(tx, {
      publicationId: id,
      version: (known?.termVersion ?? 0) + 1,
      lastDay,
      derivation: answer.derivation,
      edition: ctx.edition,
      at: ctx.now(),
      organPath: record.organPath,
    });
  }
  return { id, address, beginsOn, lastDay };
}

/**
 * Takes down what was published of a record whose decision no longer stands, by a step of its case: the right to take that step was
 * asked there. Nothing to do where nothing is public. Answers what it changed.
 */
export async function withdrawByCase(
  tx: Tx,
  ctx: Context,
  told: {
    readonly recordId: string;
    readonly ground: WithdrawalGround;
    readonly publicReason: string;
    readonly basis: readonly string[];
  },
): Promise<readonly Changes[]> {
  const record = await lockRecord(tx, told.recordId);
  if (!record.publication || record.publication.withdrawn) return [];
  await insertWithdrawal(tx, record, { ...told, withdrawnOn: chinaDate(ctx.now()) }, by(ctx));
  return withdrawalOf(record, told.basis);
}

/** Reviewed and not published, with the reason. Final for this record. @throws {Refusal} conflict `publication.decided` */
export function refusePublication(
  ctx: Context,
  given: { readonly recordId: string; readonly reason: string },
): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const record = await lockRecord(tx, given.recordId);
    mayOrRefuse(ctx.actor, 'publication.refuse', matter(record));
    if (record.refused || record.publication) throw new Refusal('conflict', 'publication.decided');
    await insertRefusal(tx, record, given.reason, by(ctx));
    return {
      result: null,
      deed: 'publication.refuse',
      object: { kind: 'record', id: record.id, version: record.version },
      lookedAt: lookedAt(record),
      subjectId: record.subjectId,
      reason: given.reason,
    };
  });
}

/**
 * Takes a publication down before its day and tells the public why (行政处罚法 art. 48(2)). At once: the entry is gone from the
 * next question on, and the reason stands in the list of withdrawals.
 * @throws {Refusal} conflict `publication.decided`: withdrawn already; rule `publication.reason_personal_data`
 */
export function withdrawPublication(
  ctx: Context,
  law: Law,
  given: { readonly publicationId: string; readonly ground: WithdrawalGround; readonly publicReason: string },
): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const record = await lockPublication(tx, given.publicationId);
    mayOrRefuse(ctx.actor, 'publication.withdraw', matter(record));
    if (record.publication?.withdrawn) throw new Refusal('conflict', 'publication.decided');
    const found = scanForPersonalData(given.publicReason);
    if (found.length > 0) throw new Refusal('rule', 'publication.reason_personal_data', { places: found.length });
    const today = chinaDate(ctx.now());
    const { basis } = law.period('penalty.withdrawal', today);
    await insertWithdrawal(tx, record, { ...given, withdrawnOn: today, basis }, by(ctx));
    return {
      result: null,
      deed: 'publication.withdraw',
      object: { kind: 'publication', id: given.publicationId },
      lookedAt: lookedAt(record),
      subjectId: record.subjectId,
      basis,
      reasonCode: given.ground,
      reason: given.publicReason,
    };
  });
}
