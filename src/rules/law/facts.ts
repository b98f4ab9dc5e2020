import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { ArticleRef, OrganLevel, SeverityClass, SubjectKind } from './pack.ts';

/**
 * What is known about one decision. An absent fact is unknown, never "no" (design §2); what follows from unknown each rule
 * says, in the subject's favour. Days are days in Asia/Shanghai, amounts in units of 10,000 yuan (万元).
 */
export type DecisionFacts = {
  readonly decidedOn?: PlainDate;
  readonly servedOn?: PlainDate;
  readonly publishedOn?: PlainDate;
  /** The duties of the decision are fully performed (履行义务完毕). */
  readonly dutyPerformedOn?: PlainDate;
  readonly subject?: string;
  readonly subjectKind?: SubjectKind;
  /** The person is under 18 (未成年人). */
  readonly minor?: boolean;
  readonly procedure?: 'simple' | 'ordinary';
  /** Kinds of penalty (处罚种类, 行政处罚法 art. 9), each by its Chinese name. */
  readonly kinds?: readonly string[];
  readonly fine?: number;
  readonly confiscated?: number;
  readonly suspensionMonths?: number;
  readonly domain?: string;
  readonly listEntry?: boolean;
  /** The record is an entry in a list of honour (守信联合激励对象名单). */
  readonly honourEntry?: boolean;
};

/** Names that a pack's conditions may use. Nothing here counts records or looks at another one (design §1.8). */
export const CONDITION_FIELDS = {
  decidedOn: 'day',
  servedOn: 'day',
  publishedOn: 'day',
  dutyPerformedOn: 'day',
  subject: 'text',
  subjectKind: 'text',
  minor: 'flag',
  procedure: 'text',
  kinds: 'many',
  fine: 'amount',
  confiscated: 'amount',
  suspensionMonths: 'amount',
  domain: 'text',
  listEntry: 'flag',
  honourEntry: 'flag',
} as const satisfies Record<keyof DecisionFacts, string>;
export type ConditionField = keyof typeof CONDITION_FIELDS;

/** Facts that decide whether a penalty has become final (law file 2.5). */
export type FinalityFacts = {
  readonly decidedOn?: PlainDate;
  readonly servedOn?: PlainDate;
  /** The party knew or should have known the content by another way than service. */
  readonly contentKnownOn?: PlainDate;
  /** The decision told the party of review and suit (行政处罚法 art. 59). Absent: unknown, read as not told. */
  readonly remedyNotified?: boolean;
  /** Not told: the day on which the party knew or should have known of the remedy and its time nevertheless. */
  readonly remedyKnownOn?: PlainDate;
  /** The decision is about real estate (因不动产). Absent: unknown, read as such: the longer limit. */
  readonly realEstate?: boolean;
  /** Days, both included, that the party lost to force majeure or otherwise not by its own fault. */
  readonly lost?: readonly { readonly from: PlainDate; readonly to: PlainDate }[];
  readonly review?: 'none' | RemedyFacts;
  readonly suit?: 'none' | SuitFacts;
  /** The party asked the court for more time (申请延长期限, 行政诉讼法 art. 48(2)); no outcome: the court has not decided. */
  readonly extension?: {
    readonly filedOn: PlainDate;
    readonly outcome?: 'granted' | 'refused';
    /** Last day of the time that was granted. */
    readonly until?: PlainDate;
  };
};
/** A review (行政复议), a suit (行政诉讼) or an appeal (上诉) that was filed. */
export type RemedyFacts = {
  readonly filedOn: PlainDate;
  readonly outcome?: 'upheld' | 'altered' | 'set_aside' | 'withdrawn';
  readonly outcomeServedOn?: PlainDate;
  /** Of a review decision: it told of the time to sue. Absent: it did. */
  readonly told?: boolean;
};
export type SuitFacts = RemedyFacts & {
  /** What the court gave: a judgment or a ruling of first instance, or a paper that is in effect (of second instance, or certified). */
  readonly paper?: 'first_judgment' | 'first_ruling' | 'in_effect';
  /** Against a judgment or ruling of first instance. Absent: nobody knows. */
  readonly appeal?: 'none' | RemedyFacts;
};

/** Facts on publishing one decision, beside those of the decision. */
export type PublicationFacts = DecisionFacts & {
  /** Finding of certain social influence (具有一定社会影响, 行政处罚法 art. 48), recorded by a person. */
  readonly socialInfluence?: boolean;
  /** The confidentiality review is done and found nothing (保密审查). */
  readonly confidentialityReviewed?: boolean;
  /** An entry that still stands on a lawful list: it stays public until its removal. */
  readonly listStanding?: boolean;
  /** A person has found that the duties of the decision are not performed yet. */
  readonly dutyOutstanding?: boolean;
  /** The sector authority (行业主管部门) found it really necessary to publish a minor record. Absent: it did not. */
  readonly necessityFound?: boolean;
  readonly decision?: 'standing' | 'altered' | 'set_aside' | 'void';
  /** The class that a person gave, with reasons, where the table could not (R23). It goes before the table. */
  readonly classified?: SeverityClass;
};

/** Facts on repairing one record, beside those on publishing it. */
export type RepairFacts = PublicationFacts & {
  /** Further conditions that somebody says must be met, with the articles that set them. `met` absent: nobody knows. */
  readonly conditions?: readonly { readonly refs: readonly ArticleRef[]; readonly met?: boolean }[];
};

/** An organ as the gate sees it. */
export type ActingOrgan = {
  readonly branch: string;
  readonly level: OrganLevel;
  /** Its code in the pack's `organs`, where competence has been delegated to it. */
  readonly code?: string;
};
