import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { DETERMINATION_USES } from '../../rules/law/index.ts';

export const Day = z
  .string()
  .max(10)
  .refine(isPlainDate, 'date.unreadable')
  .transform((day) => day as PlainDate);
const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/);
const Supervision = z.strictObject({
  /** Inspections a year, before and while it stands. */
  inspectionsBefore: z.number().int().min(0).max(366),
  inspectionsDuring: z.number().int().min(1).max(366),
  /** Months from the service to the review. */
  reviewMonths: z.number().int().min(1).max(60),
});
export const ContentsShape = z.strictObject({
  domain: Code.nullable().default(null),
  termMonths: z.number().int().min(1).max(60),
  measures: z.array(Code).max(14).default([]),
  refs: z
    .array(
      z
        .string()
        .max(60)
        .regex(/^[a-z0-9-]+:[0-9A-Za-z()-]{1,20}$/),
    )
    .min(1)
    .max(20),
  role: z.string().trim().min(2).max(60).nullable().default(null),
  roleFrom: Day.nullable().default(null),
  roleUntil: Day.nullable().default(null),
  /** Of key supervision only, and asked of it. */
  supervision: Supervision.nullable().default(null),
});
/** On which record, for what, addressed to whom: what a proposal says and what the gate is asked beforehand. */
export const PartyAsked = z.strictObject({
  recordId: z.uuid(),
  use: z.enum(DETERMINATION_USES),
  /** Of a responsible person only. */
  partyId: z.uuid().optional(),
  contents: ContentsShape,
});

const Both = z.object({ zh: z.string(), en: z.string() });
const Lines = z.object({ zh: z.array(z.string()).readonly(), en: z.array(z.string()).readonly() });
const Refs = z.array(z.string()).readonly();
const Answered = z.object({ answer: z.enum(['allowed', 'refused', 'unknown']), articles: Refs, why: Lines });

/** The answer of the gate with its derivation, before anything is proposed. */
export const AnswerShape = Answered.extend({ reasons: Refs });

/** What may be chosen today. `locked`: no list is open here, and why. */
export const ChoicesShape = z.object({
  uses: z
    .array(
      z.object({
        use: z.enum(DETERMINATION_USES),
        name: Both,
        /** Levels of which an article that carries it must be. */
        levels: Refs,
        articles: Refs,
        longest: z.object({ count: z.number(), unit: z.string(), articles: Refs, mark: z.string() }).nullable(),
      }),
    )
    .readonly(),
  measures: z
    .array(z.object({ code: z.string(), name: Both, objectKinds: Refs, basis: Refs, mark: z.string() }))
    .readonly(),
  domains: z.array(Answered.extend({ code: z.string(), name: Both, open: z.boolean() })).readonly(),
  locked: Answered.nullable(),
});

const Mark = z.enum(['verified', 'secondary', 'memory', 'reading']);
const Reach = z.object({ national: Refs, local: Refs, articles: Refs });
/** The domains of serious lists as the law, the packs and the people have them. */
export const DomainsShape = z.object({
  mayPropose: z.boolean(),
  /** Levels of which basis and criteria must be, and how long the draft of the criteria must be out for comment. */
  demands: z.object({
    basis: Reach,
    criteria: Reach,
    comment: z.object({ count: z.number(), unit: z.string(), articles: Refs, mark: Mark }),
  }),
  domains: z
    .array(
      Answered.extend({
        code: z.string(),
        name: Both,
        open: z.boolean(),
        scope: z.enum(['national', 'local']),
        basis: Refs,
        criteria: Refs,
        comment: z.object({ from: z.string(), to: z.string(), record: z.string() }),
        mark: Mark,
      }),
    )
    .readonly(),
  locked: Answered.nullable(),
  /** Newest first. */
  proposals: z
    .array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        proposedBy: z.string(),
        proposedAt: z.string(),
        reviewedBy: z.string().nullable(),
        reviewedAt: z.string().nullable(),
        openedBy: z.string().nullable(),
        openedOn: z.string().nullable(),
        mayReview: z.boolean(),
        mayOpen: z.boolean(),
      }),
    )
    .readonly(),
});
export const DomainAnswerShape = Answered;

export const VersionShape = z.object({
  version: z.number(),
  afterSteps: z.number(),
  domain: z.string().nullable(),
  termMonths: z.number(),
  measures: z.array(z.string()).readonly(),
  refs: z.array(z.string()).readonly(),
  role: z.string().nullable(),
  roleFrom: z.string().nullable(),
  roleUntil: z.string().nullable(),
  supervision: Supervision.nullable(),
});

export const StandingShape = z.object({
  caseId: z.uuid(),
  use: z.enum(DETERMINATION_USES),
  useName: Both,
  domain: z.string().nullable(),
  recordId: z.uuid(),
  documentNumber: z.string(),
  /** Its newest name, masked where it is a person's. */
  party: z.string(),
  measures: z.array(z.string()).readonly(),
  effectiveOn: z.string(),
  untilOn: z.string(),
  resting: z.boolean(),
});
