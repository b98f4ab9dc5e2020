import { createHash } from 'node:crypto';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { canonical } from '../../rules/law/canonical.ts';
import {
  type Law,
  openChannels,
  type ServiceAnswer,
  type ServiceChannel,
  type ServiceFacts,
  serviceAnswer,
} from '../../rules/law/index.ts';
import type { ServiceEvent } from './service-tables.ts';

/** One thing that happened in a service. */
export type Noted = {
  readonly what: ServiceEvent;
  readonly on: PlainDate;
  readonly witnessed: boolean;
  readonly fileSha256: string | null;
};
/** A service as it was tried in one way: what it carries, and what was noted of it. */
export type Attempt = {
  readonly id: string;
  readonly channel: ServiceChannel;
  readonly begunOn: PlainDate;
  readonly lost: boolean;
  readonly documents: readonly { readonly id: string; readonly paperSha256: string }[];
  readonly events: readonly Noted[];
};

/** What may be noted in each way (民事诉讼法 arts. 87–91); public notice is served by its days alone. */
export const EVENTS_OF: Readonly<Record<ServiceChannel, readonly ServiceEvent[]>> = {
  direct: ['signed', 'refused', 'returned'],
  leaving: ['left'],
  post: ['signed', 'returned'],
  electronic: ['reached', 'returned'],
  public_notice: [],
};

/**
 * What the law engine sees of a service. A leaving was let begin only after a refusal, an electronic one only with consent, a public
 * notice only where the other ways failed: {@link refuseWay} saw to it.
 */
export function factsOf({ channel, begunOn, events }: Attempt): ServiceFacts {
  const on = (what: ServiceEvent) => events.findLast((one) => one.what === what)?.on;
  const left = events.findLast(({ what }) => what === 'left');
  return {
    channel,
    begunOn,
    signedOn: on('signed'),
    refused: channel === 'leaving' || events.some(({ what }) => what === 'refused') || undefined,
    witnessed: left?.witnessed || undefined,
    leftOn: left?.on,
    consented: channel === 'electronic' || undefined,
    reachedOn: on('reached'),
    returnedOn: on('returned'),
    otherWaysFailed: channel === 'public_notice' || undefined,
  };
}

export const answerOf = (law: Law, attempt: Attempt, today: PlainDate): ServiceAnswer =>
  serviceAnswer(law, factsOf(attempt), today);

/** The day on which a public notice counts as served (公告送达), whatever is noted of it: it ends by its days alone. */
export const deemedOn = (law: Law, begunOn: PlainDate): PlainDate =>
  serviceAnswer(law, { channel: 'public_notice', begunOn, otherWaysFailed: true }, begunOn).servedOn!;

/** The ways that are open for documents after all that was tried with any of them. */
export function waysOpen(
  law: Law,
  attempts: readonly Attempt[],
  known: { readonly consented: boolean; readonly lost: boolean },
  today: PlainDate,
): ServiceChannel[] {
  const tried = attempts.map((attempt) => {
    const { answer, reasons } = answerOf(law, attempt, today);
    return { channel: attempt.channel, answer, reasons };
  });
  return openChannels(tried, known);
}

/** @throws {Refusal} rule `service.way_not_open`: with the ways that are */
export function refuseWay(channel: ServiceChannel, open: readonly ServiceChannel[]): void {
  if (!open.includes(channel)) throw new Refusal('rule', 'service.way_not_open', { channel, open });
}

/**
 * The digest of all that a service rests on: what was served, how, what was noted with which proof, on which day. A step of the case
 * names it as its receipt, and whoever has the bundle of the case can compute it again.
 */
export function receiptDigest(attempt: Attempt, servedOn: PlainDate): string {
  const { id, channel, begunOn, lost, documents, events } = attempt;
  const papers = documents.map(({ id: document, paperSha256 }) => ({ document, paperSha256 }));
  const receipt = {
    service: id,
    channel,
    begunOn,
    lost,
    papers: papers.sort((a, b) => (a.document < b.document ? -1 : 1)),
    events: events.map(({ what, on, witnessed, fileSha256 }) => ({ what, on, witnessed, fileSha256 })),
    servedOn,
  };
  return createHash('sha256').update(canonical(receipt)).digest('hex');
}
