import { z } from 'zod';
import { Lines, MomentShape } from './moment.ts';

const Both = z.object({ zh: z.string(), en: z.string() });
export const Line = z.object({
  id: z.uuid(),
  subjectId: z.uuid(),
  subjectKind: z.enum(['organisation', 'individual_business', 'person']),
  item: z.string(),
  subjectName: z.string(),
  organ: Both,
  documentNumber: z.string(),
  decidedOn: z.string(),
  publicationDueOn: z.string().nullable(),
  /** How its publication stands; null: none is due, or not asked. */
  publicationState: z.string().nullable(),
  class: z.string().nullable(),
  versions: z.number(),
  action: z.string(),
  underObjection: z.boolean(),
});

const Field = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  disclosure: z.enum(['public', 'share', 'internal', 'sealed']),
  /** Null: sealed, or taken out by a correction. */
  value: z.string().nullable(),
  /** Where it was corrected: the version that did so, whose provenance is the value's, and what stood before. */
  changed: z.object({ version: z.number(), before: z.string().nullable() }).nullable(),
});
const Provenance = z.object({
  batchId: z.uuid(),
  row: z.number(),
  sha256: z.string(),
  receivedAt: z.string(),
  submitter: z.string(),
  /** Loaded as an old year: never counted late, never published anew. */
  history: z.boolean(),
  sheet: z.string().nullable(),
  headerRow: z.number().nullable(),
  /** Which column, counted from 0, bore which field under which heading. */
  columns: z.array(z.object({ at: z.number(), field: z.string(), heading: z.string(), name: Both })).readonly(),
});
const Version = z.object({
  version: z.number(),
  knownAt: z.string(),
  action: z.string(),
  facts: z.record(z.string(), z.string()),
  class: z.string().nullable(),
  classRule: z.string().nullable(),
  edition: z.string(),
  /** Values of this version are sealed; they are shown with a reason. */
  sealed: z.boolean(),
  provenance: Provenance,
});
/** Whether the penalty counts as untrustworthy information yet, and why: the law's own sentences. */
const PenaltyLine = z.object({
  question: z.enum(['kinds', 'spot', 'hearing', 'service', 'payment', 'surcharge', 'enforcement']),
  answer: z.enum(['in_accord', 'look', 'unknown', 'told']),
  due: z.string().nullable(),
  articles: z.array(z.string()).readonly(),
  why: Lines,
});
const Adverse = Lines.extend({ value: z.boolean(), finalOn: z.string().nullable() });

export const History = Line.extend({
  /** What the party itself says of it; null: nothing that was reviewed and still stands. */
  statement: z.string().nullable(),
  keys: z.array(z.object({ kind: z.string(), key: z.string() })).readonly(),
  names: z.array(z.object({ name: z.string(), knownAt: z.string() })),
  /** The newest version, field by field in the order of its item. */
  fields: z.array(Field),
  history: z.array(Version),
  timeline: z.array(MomentShape),
  adverseCredit: Adverse.nullable(),
  /** What the Penalty Law was asked about the decision; nothing follows from an answer by itself. */
  penaltyLaw: z.array(PenaltyLine),
});
