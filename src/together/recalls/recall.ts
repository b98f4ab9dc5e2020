/** Why a receiver hears of a record again, outside the steps of a case. */
export const RECALL_CAUSES = [
  'corrected',
  'withdrawn',
  'taken_down',
  'shortened',
  'classified',
  'expired',
  'case',
  'parted',
] as const;
export type RecallCause = (typeof RECALL_CAUSES)[number];

/** Deeds of the journal after which whoever got the record must hear of it. Steps of a case tell by their own table. */
export const RECALLING_DEEDS: Readonly<Record<string, Exclude<RecallCause, 'expired' | 'case' | 'parted'>>> = {
  'record.correct': 'corrected',
  'record.withdraw': 'withdrawn',
  'record.classify': 'classified',
  'publication.withdraw': 'taken_down',
  'publication.shorten': 'shortened',
};

/** Two subjects were taken for one and are parted: whoever was answered for both meanwhile asks again. */
export const PARTING_DEED = 'subject.part';

/**
 * Within which a receiver acts and says so, outside the steps of a case (河南省社会信用条例 art. 42: every holder withdraws within one working
 * day of the update). For corrections and for ends by lapse of time the article is applied by analogy: our reading, the kinder for the party.
 */
export const RECALL_PERIOD = 'record.notice';

const PERIODS: Readonly<Record<string, string>> = {
  objection: 'objection.notice',
  repair: 'list.removal.receivers',
  determination: 'list.removal.receivers',
  annulment: 'objection.fanOut',
  'annulment.dismissed': RECALL_PERIOD,
};

/** The period by which a notice counts, as the table of its procedure has it; a cause is `record.expired`, or procedure and state. */
export const periodOf = (cause: string): string => PERIODS[cause] ?? PERIODS[cause.split('.')[0]!] ?? RECALL_PERIOD;

/** What a receiver does with its copy. `ask_again`: what it holds has changed, and a new check tells how it stands. */
export const INSTRUCTIONS = ['stop_using', 'mark', 'ask_again'] as const;
export type Instruction = (typeof INSTRUCTIONS)[number];

const ENDS: ReadonlySet<RecallCause> = new Set(['withdrawn', 'taken_down', 'expired']);

/** Of a notice outside a case. */
export const instructionOf = (cause: RecallCause): Instruction => (ENDS.has(cause) ? 'stop_using' : 'ask_again');

/** Of a notice of a case: by what the state that the step left does to its record. */
export function instructionOfState(state: { readonly marks: boolean; readonly ends: boolean }): Instruction {
  if (state.ends) return 'stop_using';
  return state.marks ? 'mark' : 'ask_again';
}
