import { z } from 'zod';

/** What the routes of editions take and answer; the OpenAPI document is made from it. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/);
export const Reason = z.string().trim().min(4).max(2_000);

/** Since when which edition is in use. `installedBy`: program and version, where nobody decided. */
export const Adoption = z.strictObject({
  number: z.number(),
  edition: z.string(),
  since: z.string(),
  installedBy: z.string().nullable(),
});

const Says = z.strictObject({ zh: z.string(), en: z.string() });
const Signed = z.strictObject({ by: z.string(), at: z.string(), reason: z.string() });
/** A step that the asker could take now, or why not. */
const Step = z.strictObject({ step: z.enum(['review', 'adopt']), allowed: z.boolean(), why: Says });
export const ProposalShape = z.strictObject({
  id: z.uuid(),
  edition: z.string(),
  /** Number of the adoption it was compared with. */
  against: z.number(),
  state: z.enum(['drafted', 'passed', 'returned', 'adopted', 'overtaken']),
  casesPassed: z.number(),
  drafted: Signed,
  reviewed: Signed.extend({ outcome: z.enum(['passed', 'returned']) }).nullable(),
  adopted: Signed.extend({ number: z.number() }).nullable(),
  steps: z.array(Step),
});

const Change = z.strictObject({
  pack: z.string(),
  kind: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  direction: z.enum(['kinder', 'harsher', 'same', 'other']),
  cells: z
    .array(z.strictObject({ cell: z.string(), before: z.string().optional(), after: z.string().optional() }))
    .readonly(),
});
export const Changes = z.array(Change);

/** What lies on disk beside what is in use. */
export const DiskShape = z.strictObject({
  edition: z.string().nullable(),
  faults: z.number(),
  casesPassed: z.number(),
  casesFailed: z.number(),
  /** It may be drafted: it is another content than the one in use, or nobody has adopted that one yet. */
  mayBeDrafted: z.boolean(),
  changes: Changes,
});

const Movement = z.strictObject({
  kind: z.enum(['publication', 'publicity', 'withdrawal', 'case']),
  period: Says.nullable(),
  recordId: z.uuid(),
  item: z.string(),
  documentNumber: z.string(),
  organName: z.string(),
  organNameEn: z.string(),
  decidedOn: z.string(),
  oldDay: z.string(),
  newDay: z.string(),
  favourable: z.boolean().nullable(),
  effect: z.enum(['applied', 'waits', 'counted_anew']),
});
/** A page of what would move; ask again with `after` = `next` until it is null. */
export const Movements = z.strictObject({
  looked: z.number(),
  movements: z.array(Movement),
  next: z.string().nullable(),
});
