import type { Named } from '../../../web/portal/layout.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { explain, type FinalityFacts, type Law, provisionalDeadline } from '../../rules/law/index.ts';

/** What may be done against a decision, by the periods of the packs, and the day on which the party was served with it. */
export type Attackable = { readonly remedies: readonly string[]; readonly servedOn: PlainDate };
/** A decision of a case that told its remedies. */
export type ToldRemedies = Attackable & {
  readonly caseId: string;
  /** Of the record that the case is about. */
  readonly documentNumber: string;
  readonly step: number;
};
/** A way to go on against a decision, with its last day. */
export type LastDay = {
  /** The period of the packs. */
  readonly code: string;
  readonly name: Named;
  readonly dueOn: PlainDate;
  readonly provisional: boolean;
  readonly why: { readonly zh: readonly string[]; readonly en: readonly string[] };
};

/**
 * The last day of each remedy, counted from the service by the period of the packs in force then (行政复议法 art. 20: sixty days; 行政诉讼法
 * art. 46: six months), with its derivation. Day zero is that of the service, which is when the party knew: our reading.
 */
export function lastDays<Told extends Attackable>(told: readonly Told[], law: Law): (Told & LastDay)[] {
  return told.flatMap((one) =>
    one.remedies.map((code) => {
      const { period, due: dueOn, provisional, derivation } = provisionalDeadline(law, code, one.servedOn);
      const name = { zh: period.name, en: period.nameEn };
      const why = { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
      return { ...one, code, name, dueOn, provisional, why };
    }),
  );
}

/**
 * What may be done against the penalty itself: told of its remedies by the shorter periods, untold or not known to be told by the longest
 * ones (行政复议法 art. 20). Of a remedy that was filed, or is known not to have been, nobody is reminded; nor where the service is not known.
 */
export function remediesOfPenalty(facts: FinalityFacts): Attackable | undefined {
  const { servedOn, remedyNotified, review, suit } = facts;
  const told = remedyNotified === true ? '' : '.untold';
  const remedies = [
    ...(review === undefined ? [`review.filing${told}`] : []),
    ...(suit === undefined && (review === undefined || review === 'none') ? [`suit.filing${told}`] : []),
  ];
  return servedOn === undefined || remedies.length === 0 ? undefined : { servedOn, remedies };
}
