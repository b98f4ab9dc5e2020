import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { explain, type Law, provisionalDeadline } from '../../rules/law/index.ts';
import { allTold, type CaseInHand, type Guard, type GuardAsk, hearingOver } from '../procedures/index.ts';
import { olderThanContents } from './contents-queries.ts';
import { refuseHeavier, reviewDay } from './determination.ts';
import { DETERMINATION } from './determination-procedure.ts';
import { getTerm, hasLivingCase, listContents, newestContents, noticedOf } from './determination-queries.ts';
import { requireOpenDomain } from './domain-queries.ts';
import { gateAnswer } from './gate-queries.ts';

type Use = keyof typeof DETERMINATION.grounds;
const groundOf = ({ inHand }: GuardAsk) => inHand.ground as Use;

/** The law is asked anew at each step that matters: what was allowed at the proposal may be so no more at the service. */
const determinable: Guard = async (ask) => {
  const { tx, law, today, inHand } = ask;
  const about = { use: groundOf(ask), contents: await newestContents(tx, inHand.id) };
  const { answer, reasons, articles, derivation } = await gateAnswer(tx, inHand, about, law, today);
  if (answer === 'allowed') return articles;
  const why = { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
  throw new Refusal('rule', 'determination.not_determinable', { reasons, articles, why });
};

/** A serious list: the domain is open at this organ, by a decision of its own; the packs that come with the program open none. */
const listing: Guard = async (ask) => {
  const { tx, inHand } = ask;
  if (groundOf(ask) !== 'serious_list') throw new Refusal('rule', 'determination.other_use', { use: groundOf(ask) });
  await requireOpenDomain(tx, await newestContents(tx, inHand.id), inHand.record.organPath);
  return ['gbf49:6', 'gbf49:7'];
};

/** From which day an early end (提前移出) may be asked for; null: at any time, since no article makes the party wait. */
export async function earlyEndFrom(
  tx: Tx,
  law: Law,
  { id, ground }: Pick<CaseInHand, 'id' | 'ground'>,
): Promise<PlainDate | null> {
  if ((ground as Use) !== 'serious_list') return null;
  const { effectiveOn } = await getTerm(tx, id);
  return provisionalDeadline(law, 'list.removal.earliest', effectiveOn).due;
}

/** Whether the early end in hand was drafted by the organ of its own motion, and not on an application. */
const isOwnMotion = ({ taken }: CaseInHand): boolean =>
  taken.findLast(({ step }) => step === 'draft_removal' || step === 'draft_lift')?.step === 'draft_lift';

/** What table and packs cannot say alone, by name; each answers its articles or refuses. */
export const DETERMINATION_GUARDS: Readonly<Record<string, Guard>> = {
  determinable,
  listing,
  /** What is told and what is decided is what is written down to be determined: a text from before its last change is drafted anew. */
  async text_of_contents({ tx, inHand, next }) {
    const older = await olderThanContents(tx, inHand.id, next.documents ?? []);
    if (older.length > 0) throw new Refusal('rule', 'determination.text_outdated', { kinds: older });
    return [];
  },
  no_listing(ask) {
    if (groundOf(ask) === 'serious_list') throw new Refusal('rule', 'determination.other_use', { use: groundOf(ask) });
    return [];
  },
  async one_case({ tx, inHand }) {
    if (inHand.record.item !== 'penalty') throw new Refusal('rule', 'determination.no_finding');
    if (await hasLivingCase(tx, inHand)) throw new Refusal('conflict', 'determination.case_exists');
    return [];
  },
  statement_over: hearingOver('list.statement', ['serve_notice'], 'determination.statement_open'),
  async not_heavier({ tx, law, today, inHand }) {
    const versions = await listContents(tx, inHand.id);
    return refuseHeavier(noticedOf(inHand, versions)!, versions.at(-1)!, law, today);
  },
  remedies: ({ law, today }) =>
    DETERMINATION.steps.reject_removal.remedies.flatMap((code) => law.period(code, today).basis),
  async within_term({ tx, today, inHand }) {
    const { untilOn } = await getTerm(tx, inHand.id);
    if (today > untilOn) throw new Refusal('rule', 'determination.term_over', { untilOn });
    return [];
  },
  async term_over({ tx, today, inHand }) {
    const { untilOn } = await getTerm(tx, inHand.id);
    if (today <= untilOn) throw new Refusal('rule', 'determination.term_runs', { untilOn });
    return [];
  },
  async early_end_open(ask) {
    const { tx, law, today, inHand } = ask;
    const earliest = await earlyEndFrom(tx, law, inHand);
    if (earliest === null) return [];
    if (today < earliest) throw new Refusal('rule', 'determination.too_early', { earliest });
    return law.period('list.removal.earliest', today).basis;
  },
  supervised(ask) {
    if (groundOf(ask) === 'key_supervision') return [];
    throw new Refusal('rule', 'determination.other_use', { use: groundOf(ask) });
  },
  async review_due({ tx, today, inHand }) {
    const reviewOn = reviewDay(await newestContents(tx, inHand.id), await getTerm(tx, inHand.id));
    if (reviewOn === null) throw new Refusal('rule', 'determination.no_review');
    if (today < reviewOn) throw new Refusal('rule', 'determination.review_early', { reviewOn });
    return [];
  },
  own_motion({ inHand }) {
    if (isOwnMotion(inHand)) return [];
    throw new Refusal('rule', 'determination.by_application');
  },
  by_application({ inHand }) {
    if (!isOwnMotion(inHand)) return [];
    throw new Refusal('rule', 'determination.own_motion');
  },
  all_told: allTold,
};
