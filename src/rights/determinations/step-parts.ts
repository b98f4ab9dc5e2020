/** Parts that several steps share. */
export const PROPOSED = ['propose'];
export const DRAFTS = [
  ...['draft', 'draft_listing', 'draft_removal', 'draft_resumption', 'draft_lift', 'draft_removal_refusal'],
];
export const REVIEWS = ['pass', 'pass_listing', 'pass_removal', 'pass_resumption', 'pass_removal_refusal'];
export const HANDS = [...PROPOSED, ...DRAFTS, ...REVIEWS];
/** Notice, defence and reply: 国办发〔2020〕49号 (八), 行政处罚法 arts. 44, 45, 河南省社会信用条例 art. 28. */
export const HEARD_BY = ['gbf49:8', 'xzcf:44', 'xzcf:45', 'hnxy:28'];
/** Legal review before a decision (行政处罚法 art. 58); a penalty's rule, taken over here as the stricter: our reading. */
export const REVIEWED_BY = ['xzcf:58', 'gbf49:8'];
export const DECIDED_BY = ['gbf49:8', 'hnxy:28'];
export const ENDED_BY = ['gbf49:7', 'hnxy:37', 'fgw36:3', 'fgw58:10'];
/** A wrong listing is removed at once, with apology, good name and compensation (河南省社会信用条例 art. 66). */
export const RIGHTED_BY = ['hnxy:66'];
export const TOLD_WITHIN = 'list.removal.receivers';

export const NOTHING_YET = {
  zh: '认定尚未生效：不公示、不共享、不采取措施。',
  en: 'No determination stands yet: nothing is shown, shared or done.',
} as const;
export const STANDS = {
  zh: '认定自送达之日起生效，至期限届满；所依据的记录处于异议或者不再使用的，措施随之停止。',
  en: 'It stands from service until its last day; while its record is under objection or no longer used, no measure rests on it.',
} as const;
export const RESTS = {
  zh: '暂停期间不公示、不采取措施；期限照常计算。',
  en: 'While suspended it is not shown and nothing rests on it; its term runs on.',
} as const;
export const GONE = {
  zh: '认定即时失效，在各处同时停止；通知每个取得过该信息的单位。',
  en: 'It is over at once and everywhere; every organ that got the record is told.',
} as const;

/** Standing, and the same suspended: there, and nothing may be done on it. What comes to pass in the one goes on in the other. */
export const SUSPENDED = {
  in_effect: 'suspended',
  removal_applied: 'suspended_applied',
  removal_refusal_drafted: 'suspended_refusal_drafted',
  removal_refusal_reviewed: 'suspended_refusal_reviewed',
  removal_accepted: 'suspended_accepted',
  removal_drafted: 'suspended_drafted',
  removal_reviewed: 'suspended_reviewed',
} as const;
type Standing = keyof typeof SUSPENDED;
type Suspended = (typeof SUSPENDED)[Standing];
const PAIRS = Object.entries(SUSPENDED) as [Standing, Suspended][];

/** As a suspension ended before three persons decided that. */
export const RESUMED = {
  suspended: 'in_effect',
  suspended_applied: 'removal_applied',
  suspended_accepted: 'removal_accepted',
  suspended_drafted: 'removal_drafted',
  suspended_reviewed: 'removal_reviewed',
} as const satisfies Partial<Record<Suspended, Standing>>;

/** The same way while it stands and while it is suspended. */
export function alsoSuspended<From extends Standing, To extends Standing>(from: From, to: To) {
  return { [from]: to, [SUSPENDED[from]]: SUSPENDED[to] } as Readonly<Record<From, To>> &
    Readonly<Record<(typeof SUSPENDED)[From], (typeof SUSPENDED)[To]>>;
}

/** Suspended still, and about to stand again. */
const RESUMING = ['resumption_drafted', 'resumption_reviewed', 'resumption_decided'] as const;

/** From each state in which it stands or is suspended, to one and the same. */
export function fromStanding<To extends string>(to: To) {
  return Object.fromEntries([...PAIRS.flat(), ...RESUMING].map((from) => [from, to])) as Readonly<
    Record<Standing | Suspended | (typeof RESUMING)[number], To>
  >;
}
