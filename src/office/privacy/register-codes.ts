/** Codes of the registers, for screens as well: this file imports nothing. */
export const BREACH_KINDS = ['leaked', 'altered', 'lost'] as const;
export type BreachKind = (typeof BREACH_KINDS)[number];
export const BREACH_STEPS = [
  'remedy',
  'tell_authority',
  'tell_persons',
  'spare_persons',
  'order_persons',
  'close',
] as const;
export type BreachStep = (typeof BREACH_STEPS)[number];

/** To whom a breach is told. */
export const BREACH_TOLD = ['authority', 'persons'] as const;
export type NoticeAsked = {
  readonly to: (typeof BREACH_TOLD)[number];
  /** What was done, and what whoever is told can do. */
  readonly wayOut: string;
  readonly contact: string;
};

/** What can be told of an entrustment (委托处理) after its contract (个人信息保护法 art. 21). */
export const ENTRUSTMENT_EVENTS = ['checked', 'wanting', 'passed_on', 'ended'] as const;
export type EntrustmentEvent = (typeof ENTRUSTMENT_EVENTS)[number];
export const DISPOSALS = ['returned', 'deleted'] as const;
export type Disposal = (typeof DISPOSALS)[number];

/** The cases of art. 47 of the law in which personal information is erased, in its order. */
export const ERASURE_GROUNDS = [
  'purpose_ended',
  'term_ended',
  'consent_withdrawn',
  'unlawful',
  'law_requires',
] as const;
export type ErasureGround = (typeof ERASURE_GROUNDS)[number];
/** What the law keeps in spite of it: found by the database, and told with each proposal that is open. */
export const ERASURE_HINDRANCES = ['public', 'case_open', 'archive', 'other_organ', 'term_runs'] as const;
export type ErasureHindrance = (typeof ERASURE_HINDRANCES)[number];
