import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Law, ServiceChannel } from '../../rules/law/index.ts';
import { type KeptDocument, keepFile, listDocuments, mediaTypeOf, refuseWriter } from '../documents/index.ts';
import {
  type CaseInHand,
  lockCase,
  type ProcedureDeps,
  type Runnable,
  runnableOf,
  sealText,
} from '../procedures/index.ts';
import { type Attempt, answerOf, EVENTS_OF, receiptDigest, refuseWay, waysOpen } from './attempt.ts';
import { findConsent, getService, hasMailbox, type KeptService, listServices } from './service-queries.ts';
import { insertEvent, insertOutcome, insertService } from './service-store.ts';
import type { ServiceEvent } from './service-tables.ts';

export type ServiceGiven = {
  readonly caseId: string;
  readonly channel: ServiceChannel;
  /** What goes out together. */
  readonly documents: readonly string[];
  readonly begunOn?: PlainDate | undefined;
  /** Who is served, and where. */
  readonly recipient: string;
  /** A person states that the recipient cannot be found. */
  readonly lost: boolean;
  /** Why public notice, and what was tried before (民事诉讼法 art. 95: noted in the file). */
  readonly reason?: string | undefined;
};
export type ServiceSaved = {
  readonly id: string;
  readonly answer: 'served' | 'running' | 'not_served' | 'failed';
  readonly servedOn: PlainDate | null;
  /** The digest by which a step of the case names this service. */
  readonly receiptSha256: string | null;
};

/** @throws {Refusal} rule `service.not_sealed`, `service.withdrawn`, `service.not_together`; absent `document.absent` */
function documentsToServe(kept: readonly KeptDocument[], wanted: readonly string[]): KeptDocument[] {
  const found = wanted.map((id) => {
    const one = kept.find((document) => document.id === id);
    if (!one) throw new Refusal('absent', 'document.absent', { id });
    return one;
  });
  for (const { kind, seal, withdrawnOn, servedWith } of found) {
    if (seal === null) throw new Refusal('rule', 'service.not_sealed', { kind });
    if (withdrawnOn !== null) throw new Refusal('rule', 'service.withdrawn', { kind });
    const lacking = servedWith.filter((other) => !found.some((one) => one.kind === other));
    if (lacking.length > 0) throw new Refusal('rule', 'service.not_together', { kind, lacking });
  }
  return found;
}

/** Written down as soon as it is so; a day that may still move makes nobody served. */
async function conclude(
  tx: Tx,
  ctx: Context,
  { law }: ProcedureDeps,
  attempt: Attempt,
  organPath: string,
): Promise<ServiceSaved> {
  const { answer, servedOn, derivation } = answerOf(law, attempt, chinaDate(ctx.now()));
  const { id } = attempt;
  if (answer !== 'served') return { id, answer, servedOn: servedOn ?? null, receiptSha256: null };
  const receiptSha256 = receiptDigest(attempt, servedOn!);
  const by = { accountId: ctx.actor.accountId, at: ctx.now(), organPath };
  const outcome = { serviceId: id, servedOn: servedOn!, receiptSha256, derivation, edition: ctx.edition };
  await insertOutcome(tx, outcome, by);
  return { id, answer, servedOn: servedOn!, receiptSha256 };
}

/**
 * Begins to serve signed and sealed documents in one way. Electronic: they lie in the party's mailbox from this commit on.
 * @throws {Refusal} rule `service.way_not_open`, `service.not_sealed`, `service.withdrawn`, `service.not_together`,
 *   `service.no_mailbox`; invalid `service.day_out_of_order`, `service.no_reason`; forbidden `access.denied`
 */
export function beginService(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: ServiceGiven,
): Promise<Acted<ServiceSaved>> {
  return act(ctx, async (tx) => {
    const inHand = await lockCase(tx, given.caseId);
    const runnable = runnableOf(runnables, inHand.procedure);
    const found = documentsToServe(await listDocuments(tx, inHand.id), given.documents);
    for (const { kind } of found) refuseWriter(ctx, runnable, inHand, kind);
    const today = chinaDate(ctx.now());
    const { channel, lost } = given;
    const begunOn = channel === 'electronic' ? today : (given.begunOn ?? today);
    refuseDay(
      begunOn,
      found.map(({ signature }) => signature!.signedOn),
      today,
    );
    const consentId = await refuseChannel(tx, deps, inHand, given, today);
    const basis = basisOf(deps.law, channel, begunOn);
    const id = newId(ctx.now().getTime());
    const documents = found.map((one) => ({ id: one.id, paperSha256: one.seal!.paperSha256 }));
    const recipientId = await sealText(tx, deps, inHand, given.recipient, today);
    const whyId = channel === 'public_notice' ? await sealText(tx, deps, inHand, given.reason!, today) : null;
    const { organPath } = inHand.record;
    const by = { accountId: ctx.actor.accountId, at: ctx.now(), organPath };
    const begun = { id, caseId: inHand.id, channel, begunOn, consentId, lost, whyId, recipientId, documents };
    await insertService(tx, { ...begun, basis, edition: ctx.edition }, by);
    const reached = { what: 'reached', on: today, witnessed: false } as const;
    const isThere = channel === 'electronic';
    if (isThere) await insertEvent(tx, { serviceId: id, number: 1, ...reached, noteId: null, file: null }, by);
    const events = isThere ? [{ ...reached, fileSha256: null }] : [];
    const result = await conclude(tx, ctx, deps, { id, channel, begunOn, lost, documents, events }, organPath);
    return {
      result,
      ...(isThere ? { deed: 'service.send' } : { deed: 'service.begin' }),
      object: { kind: 'service', id },
      subjectId: inHand.partyId,
      basis,
      reasonCode: channel,
      ...(given.reason === undefined ? {} : { reason: given.reason }),
      after: { caseId: inHand.id, documents, begunOn, ...result },
    };
  });
}

/** Of the articles on this way of service, of the texts that followed one another, those in force on the day. */
const basisOf = (law: Law, channel: ServiceChannel, on: PlainDate): string[] =>
  law.parameter(`service.${channel}`, on).basis.filter((ref) => law.article(ref, on) !== undefined);

/** Nothing goes out before it was signed, and nothing has gone out tomorrow. */
function refuseDay(begunOn: PlainDate, signedOn: readonly PlainDate[], today: PlainDate): void {
  const earliest = [...signedOn].sort().at(-1)!;
  if (begunOn < earliest || begunOn > today) {
    throw new Refusal('invalid', 'service.day_out_of_order', { on: begunOn, earliest, today });
  }
}

/** Whether this way is open, and by which consent. */
async function refuseChannel(
  tx: Tx,
  { law }: ProcedureDeps,
  inHand: CaseInHand,
  { channel, documents, lost, reason }: ServiceGiven,
  today: PlainDate,
): Promise<string | null> {
  if (lost && channel !== 'public_notice')
    throw new Refusal('rule', 'service.way_not_open', { channel, open: ['public_notice'] });
  if (channel === 'public_notice' && reason === undefined) throw new Refusal('invalid', 'service.no_reason');
  const consent = await findConsent(tx, inHand.partyId, today);
  const tried = (await listServices(tx, inHand.id)).filter((one) =>
    one.documents.some(({ id }) => documents.includes(id)),
  );
  refuseWay(channel, waysOpen(law, tried, { consented: consent !== undefined, lost }, today));
  if (channel !== 'electronic') return null;
  if (!(await hasMailbox(tx, inHand.partyId, today))) throw new Refusal('rule', 'service.no_mailbox');
  return consent!;
}

export type EventGiven = {
  readonly id: string;
  readonly what: ServiceEvent;
  readonly on: PlainDate;
  readonly witnessed: boolean;
  readonly note?: string | undefined;
  /** The receipt, the slip of the post, the photograph. */
  readonly file?: Buffer | undefined;
};

async function lockService(tx: Tx, runnables: readonly Runnable[], id: string) {
  const { caseId } = await getService(tx, id);
  const inHand = await lockCase(tx, caseId);
  const service = await getService(tx, id);
  const documents = await listDocuments(tx, caseId);
  const served = documents.filter((one) => service.documents.some((other) => other.id === one.id));
  return { service, inHand, served, runnable: runnableOf(runnables, inHand.procedure) };
}

/** @throws {Refusal} conflict `service.over`; rule `service.withdrawn`; forbidden `access.denied` */
function refuseNoting(
  ctx: Context,
  runnable: Runnable,
  inHand: CaseInHand,
  service: KeptService,
  served: readonly KeptDocument[],
) {
  for (const { kind } of served) refuseWriter(ctx, runnable, inHand, kind);
  if (service.outcome !== null) throw new Refusal('conflict', 'service.over', { servedOn: service.outcome.servedOn });
  // What arrives after it was withdrawn makes nobody served: the ways that are open anew are for what takes its place.
  for (const { kind, withdrawnOn } of served)
    if (withdrawnOn !== null) throw new Refusal('rule', 'service.withdrawn', { kind });
}

/**
 * Notes what happened in a service, with its proof. Served it is as soon as the law says so.
 * @throws {Refusal} absent `service.absent`; conflict `service.over`; rule `service.withdrawn`; invalid `service.not_of_way`, `service.no_proof`,
 *   `service.day_out_of_order`, `document.file_kind`; forbidden `access.denied`
 */
export function noteEvent(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: EventGiven,
): Promise<Acted<ServiceSaved>> {
  return act(ctx, async (tx) => {
    const { service, inHand, served, runnable } = await lockService(tx, runnables, given.id);
    refuseNoting(ctx, runnable, inHand, service, served);
    const today = chinaDate(ctx.now());
    const { what, on, witnessed, note, file } = given;
    const { channel, begunOn, events, organPath } = service;
    if (!EVENTS_OF[channel].includes(what)) throw new Refusal('invalid', 'service.not_of_way', { channel, what });
    if (on < (events.at(-1)?.on ?? begunOn) || on > today) {
      throw new Refusal('invalid', 'service.day_out_of_order', { on, earliest: events.at(-1)?.on ?? begunOn, today });
    }
    if (file === undefined && what !== 'refused' && what !== 'reached')
      throw new Refusal('invalid', 'service.no_proof');
    const name = `送达凭证-${what}`;
    if (file) mediaTypeOf(file);
    const kept = file === undefined ? null : await keepFile(tx, deps, inHand, { name, bytes: file }, today);
    const noteId = note === undefined ? null : await sealText(tx, deps, inHand, note, today);
    const by = { accountId: ctx.actor.accountId, at: ctx.now(), organPath };
    const noted = { serviceId: service.id, number: events.length + 1, what, on, witnessed, noteId };
    await insertEvent(tx, { ...noted, file: kept }, by);
    const fileSha256 = kept === null ? null : kept.sha256.toString('hex');
    const now = { ...service, events: [...events, { what, on, witnessed, fileSha256 }] };
    const result = await conclude(tx, ctx, deps, now, organPath);
    return {
      result,
      deed: 'service.note',
      object: { kind: 'service', id: service.id, version: noted.number },
      subjectId: inHand.partyId,
      basis: service.basis,
      reasonCode: what,
      ...(note === undefined ? {} : { reason: note }),
      after: { on, witnessed, fileSha256, ...result },
    };
  });
}

/**
 * Writes down that the days of a public notice have run: from that day the documents count as served.
 * @throws {Refusal} absent `service.absent`; conflict `service.over`; rule `service.not_served_yet`, `service.withdrawn`; forbidden `access.denied`
 */
export function concludeService(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  id: string,
): Promise<Acted<ServiceSaved>> {
  return act(ctx, async (tx) => {
    const { service, inHand, served, runnable } = await lockService(tx, runnables, id);
    refuseNoting(ctx, runnable, inHand, service, served);
    const result = await conclude(tx, ctx, deps, service, service.organPath);
    if (result.answer !== 'served') {
      throw new Refusal('rule', 'service.not_served_yet', { answer: result.answer, dueOn: result.servedOn });
    }
    return {
      result,
      deed: 'service.conclude',
      object: { kind: 'service', id },
      subjectId: inHand.partyId,
      basis: service.basis,
      after: result,
    };
  });
}
