import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { LogHead } from '../../ground/proof/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { type DocumentContent, renderDocument } from '../documents/index.ts';
import { repairEligibility } from '../repairs/index.ts';
import { type ReportGiven, reportFacts } from './report.ts';
import { type Around, listAround } from './report-queries.ts';

/** From when the party may apply for repair of what the report tells (信用状况提升建议). */
export function repairFrom(around: readonly Around[], law: Law, today: PlainDate): Map<string, PlainDate> {
  return new Map(
    around.flatMap(({ recordId, asked }) => {
      const earliest = asked === null ? undefined : repairEligibility(asked, law, today).earliestOn;
      return earliest === undefined ? [] : [[recordId, earliest] as const];
    }),
  );
}

/** The same of the records of one file of the party. */
export async function repairDays(
  tx: Tx,
  subjectId: string,
  law: Law,
  today: PlainDate,
): Promise<Map<string, PlainDate>> {
  return repairFrom(await listAround(tx, subjectId, today), law, today);
}

/** @throws {Refusal} rule `report.incomplete`: a part of the template has nothing to say, which is a fault of the pack */
export function contentOf(
  law: Law,
  kind: 'organisation' | 'individual_business' | 'person',
  given: ReportGiven,
  around: {
    readonly organ: string;
    readonly code: string;
    readonly portal: string;
    readonly log: LogHead | undefined;
  },
): DocumentContent {
  const template = kind === 'person' ? 'credit_report_practitioner' : 'credit_report_organisation';
  const verification = { code: around.code, address: `${around.portal}/r/${around.code}`, log: around.log };
  const { content, missing } = renderDocument(law, template, {
    facts: reportFacts(given),
    words: {},
    organ: around.organ,
    number: null,
    madeOn: given.madeOn,
    verification,
  });
  if (missing.length > 0) throw new Refusal('rule', 'report.incomplete', { lacks: missing.map(({ lacks }) => lacks) });
  return content;
}
