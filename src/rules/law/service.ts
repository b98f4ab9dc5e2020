import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { citedOf, type Derivation, type FactValue, type Step } from './derivation.ts';
import type { Law } from './law.ts';
import type { ArticleRef } from './pack.ts';
import { provisionalDeadline } from './periods.ts';

/** Ways of service (送达方式): 行政处罚法 art. 61, which refers to the Civil Procedure Law. */
export const SERVICE_CHANNELS = ['direct', 'leaving', 'post', 'electronic', 'public_notice'] as const;
export type ServiceChannel = (typeof SERVICE_CHANNELS)[number];

/** What is known of one attempt. What is not known is not held against the recipient: without it nothing is served. */
export type ServiceFacts = {
  readonly channel: ServiceChannel;
  /** When it was handed out, posted, sent or announced. */
  readonly begunOn: PlainDate;
  /** Day on the receipt: signed by the recipient or whoever the law lets sign. */
  readonly signedOn?: PlainDate | undefined;
  /** Left at the dwelling after a refusal. */
  readonly leftOn?: PlainDate | undefined;
  readonly refused?: boolean | undefined;
  /** The refusal was witnessed, photographed or filmed, and the receipt says so. */
  readonly witnessed?: boolean | undefined;
  /** The recipient agreed to electronic service, in writing. */
  readonly consented?: boolean | undefined;
  /** Reached the recipient's own system. */
  readonly reachedOn?: PlainDate | undefined;
  /** Came back, or could not be delivered. */
  readonly returnedOn?: PlainDate | undefined;
  /** The recipient cannot be found, or every other way failed, and the file says why. */
  readonly otherWaysFailed?: boolean | undefined;
};

/** `running`: begun, and served on a day to come; `failed`: this way is over without service. */
export type ServiceAnswer = {
  readonly answer: 'served' | 'running' | 'not_served' | 'failed';
  readonly servedOn?: PlainDate;
  readonly provisional: boolean;
  readonly reasons: readonly string[];
  readonly basis: readonly ArticleRef[];
  readonly derivation: Derivation;
};

/**
 * Whether and when a document was served in one way, as of a day. The articles stand in the packs (`service.*`); that an unknown fact is
 * no service is ours, in the party's favour.
 * @throws {Refusal} rule `law.no_rule`: no law of that day on file knows this way
 */
export function serviceAnswer(law: Law, facts: ServiceFacts, today: PlainDate): ServiceAnswer {
  const { basis } = law.parameter(`service.${facts.channel}`, facts.begunOn);
  const steps: Step[] = [];
  const told = { channel: facts.channel, begunOn: facts.begunOn } satisfies Record<string, FactValue>;
  const step = (code: string, more: Record<string, FactValue> = {}, effect?: Step['effect']) =>
    steps.push({ code, facts: { ...told, ...more }, articles: basis, ...(effect === undefined ? {} : { effect }) });
  const found = WAYS[facts.channel](facts, law, step, (counted) => steps.push(...counted));
  const effective = basis.filter((ref) => law.article(ref, facts.begunOn) !== undefined);
  const derivation: Derivation = {
    question: 'question.service',
    on: facts.begunOn,
    edition: law.edition,
    facts: { ...facts },
    steps,
    cited: citedOf(steps, law, facts.begunOn),
  };
  const { servedOn, provisional = false, failed = false } = found;
  const reasons = steps.flatMap(({ code, effect }) => (effect === undefined ? [] : [code]));
  // A day that may still move makes nobody served (R59).
  if (servedOn !== undefined && servedOn <= today && !provisional) {
    return { answer: 'served', servedOn, provisional, reasons, basis: effective, derivation };
  }
  if (servedOn !== undefined)
    return { answer: 'running', servedOn, provisional, reasons, basis: effective, derivation };
  return { answer: failed ? 'failed' : 'not_served', provisional, reasons, basis: effective, derivation };
}

type Found = { readonly servedOn?: PlainDate; readonly provisional?: boolean; readonly failed?: boolean };
type Say = (code: string, more?: Record<string, FactValue>, effect?: Step['effect']) => void;
const NOT_YET: Found = {};

/** How a day was counted, day by day. */
type Count = (steps: readonly Step[]) => void;
const WAYS: Readonly<Record<ServiceChannel, (facts: ServiceFacts, law: Law, say: Say, count: Count) => Found>> = {
  direct({ signedOn, returnedOn, refused }, _law, say) {
    if (signedOn !== undefined) return served(signedOn, say);
    if (refused) return over('service.refused', say);
    return returnedOn === undefined ? waits('service.no_receipt', say) : over('service.returned', say);
  },
  leaving({ leftOn, refused, witnessed }, _law, say) {
    if (!refused) return waits('service.no_refusal', say);
    if (!witnessed) return waits('service.no_witness', say);
    return leftOn === undefined ? waits('service.no_receipt', say) : served(leftOn, say);
  },
  post({ signedOn, returnedOn }, _law, say) {
    // Mail that came back was not received, whatever the slip says of an attempt.
    if (returnedOn !== undefined) return over('service.returned', say);
    return signedOn === undefined ? waits('service.no_receipt', say) : served(signedOn, say);
  },
  electronic({ consented, reachedOn, returnedOn }, _law, say) {
    if (!consented) return waits('service.no_consent', say);
    if (reachedOn !== undefined) return served(reachedOn, say);
    return returnedOn === undefined ? waits('service.not_reached', say) : over('service.returned', say);
  },
  public_notice({ begunOn, otherWaysFailed }, law, say, count) {
    if (!otherWaysFailed) return waits('service.other_ways_open', say);
    const { due, provisional, steps } = provisionalDeadline(law, 'service.publicNotice', begunOn);
    count(steps);
    say('service.announced', { due });
    return { servedOn: due, provisional };
  },
};

function served(servedOn: PlainDate, say: Say): Found {
  say('service.served', { servedOn });
  return { servedOn };
}

function waits(code: string, say: Say): Found {
  say(code, {}, 'doubts');
  return NOT_YET;
}

function over(code: string, say: Say): Found {
  say(code, {}, 'refuses');
  return { failed: true };
}

/** An attempt as it stands, for the question what may be tried next. */
export type Attempt = Pick<ServiceAnswer, 'answer' | 'reasons'> & { readonly channel: ServiceChannel };

/**
 * The ways that are open after these attempts, the nearest first. Leaving needs a refusal; public notice needs that direct service and one
 * more way failed though nobody refused (民事诉讼法 arts. 89, 95), or that the recipient cannot be found, which a person states.
 */
export function openChannels(
  attempts: readonly Attempt[],
  known: { readonly consented: boolean; readonly lost: boolean },
): ServiceChannel[] {
  if (attempts.some(({ answer }) => answer === 'served')) return [];
  const failed = (channel: ServiceChannel) =>
    attempts.some((one) => one.channel === channel && one.answer === 'failed');
  const refused = attempts.some(({ reasons }) => reasons.includes('service.refused'));
  // Whoever refused to take it was found, and it may be left there: only where nobody was met at last have the ways failed.
  const last = attempts.findLast(({ channel }) => channel === 'direct');
  const nobodyThere = last?.answer === 'failed' && !last.reasons.includes('service.refused');
  const exhausted = nobodyThere && (failed('post') || failed('electronic'));
  const open: Readonly<Record<ServiceChannel, boolean>> = {
    electronic: known.consented && !failed('electronic'),
    direct: true,
    leaving: refused,
    post: true,
    public_notice: known.lost || exhausted,
  };
  const order: readonly ServiceChannel[] = ['electronic', 'direct', 'leaving', 'post', 'public_notice'];
  return order.filter((channel) => open[channel]);
}
