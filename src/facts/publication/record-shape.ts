import { z } from 'zod';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { DutyShape } from '../../rules/deadlines/duty-shape.ts';
import { type Derivation, explain } from '../../rules/law/index.ts';
import type { RecordInHand } from './record-in-hand.ts';

export const Both = z.object({ zh: z.string(), en: z.string() });
export const Lines = z.object({ zh: z.array(z.string()), en: z.array(z.string()) });
export { DutyShape };

export const RecordShape = z.object({
  recordId: z.uuid(),
  item: z.string(),
  documentNumber: z.string(),
  name: z.string(),
  subjectKind: z.enum(['organisation', 'individual_business', 'person']),
  organ: Both,
  decidedOn: z.string(),
  version: z.number(),
  class: z.enum(['minor', 'general', 'serious']).nullable(),
  /** Public already; a corrected version waits. */
  correction: z.boolean(),
  state: z.enum(['to_review', 'to_release', 'public', 'hidden', 'ended', 'withdrawn', 'refused', 'old_years']),
});

export const lines = (derivation: Derivation) => ({ zh: explain(derivation, 'zh'), en: explain(derivation, 'en') });

export function stateOf({ refused, ofOldYears, review, publication, version }: RecordInHand, today: PlainDate) {
  if (refused) return 'refused' as const;
  if (publication?.withdrawn) return 'withdrawn' as const;
  if (publication && publication.lastDay < today) return 'ended' as const;
  if (publication?.hidden) return 'hidden' as const;
  if (publication?.version === version) return 'public' as const;
  if (ofOldYears) return 'old_years' as const;
  return review ? ('to_release' as const) : ('to_review' as const);
}

export const shownRecord = (record: RecordInHand, today: PlainDate): z.infer<typeof RecordShape> => ({
  recordId: record.id,
  item: record.item,
  documentNumber: record.documentNumber,
  name: record.name,
  subjectKind: record.subjectKind,
  organ: { zh: record.organName, en: record.organNameEn },
  decidedOn: record.decidedOn,
  version: record.version,
  class: record.class,
  correction: record.publication !== undefined,
  state: stateOf(record, today),
});
