import type { Named } from '../../web/portal/layout.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { explain, type Law, provisionalDeadline } from '../law/index.ts';

/** A decision that told its remedies, and the day on which the party was served with it. */
export type ToldRemedies = {
  readonly caseId: string;
  /** Of the record that the case is about. */
  readonly documentNumber: string;
  readonly step: number;
  readonly remedies: readonly string[];
  readonly servedOn: PlainDate;
};
/** A way to go on against a decision, with its last day. */
export type OwnRemedy = Pick<ToldRemedies, 'caseId' | 'documentNumber' | 'step'> & {
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
export function lastDays(told: readonly ToldRemedies[], law: Law): OwnRemedy[] {
  return told.flatMap(({ caseId, documentNumber, step, remedies, servedOn }) =>
    remedies.map((code) => {
      const { period, due: dueOn, provisional, derivation } = provisionalDeadline(law, code, servedOn);
      const name = { zh: period.name, en: period.nameEn };
      const why = { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
      return { caseId, documentNumber, step, code, name, dueOn, provisional, why };
    }),
  );
}
