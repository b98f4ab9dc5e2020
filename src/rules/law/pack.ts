import type { CatalogueItem, Condition } from './item.ts';
import type { MeasureWay } from './measure-way.ts';
import type { OrganClass, OrganLevel, RemedyBodiesContent } from './organ-class.ts';
import type { DocumentClassContent, Layout, TemplateContent } from './template.ts';
import type { ListDomainContent, Told } from './told.ts';

/**
 * What a law pack holds, as its YAML says it once the JSON Schema (`law/schema/pack.schema.json`) has passed it. Shapes
 * only. Days are `YYYY-MM-DD`; an interval includes both of its ends. docs/law-packs.md explains each kind to a lawyer.
 */

export type { OrganClass, OrganLevel };

/** How well a fact is known: text read; digest read; believed; our own reading or choice. Shown wherever the value is. */
export type Mark = 'verified' | 'secondary' | 'memory' | 'reading';
/** Level of an instrument in the hierarchy of norms (law file 2.0): L1 law … L7 normative document, L0 the 2018 rules. */
export type BasisLevel = 'L0' | 'L1' | 'L2' | 'L3' | 'L4' | 'L5' | 'L6' | 'L7' | 'L8' | 'L9';
export type Interval = { readonly from: string; readonly to?: string };
/** `xzcf:48` or, with its paragraph, `xzcf:45(2)`. */
export type ArticleRef = string;
export type Layer = 'national' | 'province' | 'city';
export type Unit = 'workingDay' | 'day' | 'month' | 'year';
export type Span = { readonly count: number; readonly unit: Unit };
export type SeverityClass = 'minor' | 'general' | 'serious';

/** Common to every rule: its articles, its mark, and when it holds (without one: as long as an article of its basis). */
export type Ruled = {
  readonly basis: readonly ArticleRef[];
  readonly mark: Mark;
  readonly inForce?: Interval;
  readonly note?: string;
  /** The article that lets a lower pack move the value against the subject. */
  readonly power?: ArticleRef;
};
export type Named = { readonly code: string; readonly name: string; readonly nameEn: string };

export type PackHead = {
  readonly pack: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parent?: string;
  readonly layer: Layer;
  readonly territory?: string;
};

export type Article = {
  readonly article: string;
  readonly gist: string;
  readonly gistEn: string;
  readonly mark: Mark;
  readonly inForce?: Interval;
};
export type Instrument = {
  readonly instrument: string;
  readonly title: string;
  readonly titleEn: string;
  readonly number?: string;
  readonly issuer: string;
  readonly level: BasisLevel;
  readonly inForce: Interval;
  readonly mark: Mark;
  readonly source: string;
  readonly articles: readonly Article[];
};

/** A period of law (期间). `from` names the fact that sets it running. */
export type Period = Ruled &
  Named &
  Span & {
    /** Whose time it is: the organ's duty, the party's right, or how long a burden on the party may last. */
    readonly whose: 'organ' | 'party' | 'burden';
    readonly from: string;
    readonly dayZeroCounts: boolean;
    readonly monthEnd: 'clamp';
    /** A closed last day moves to the next working day: for a party's act yes, for the end of a burden never. */
    readonly rollForward: boolean;
    /** Names of what stops the clock, such as `expert_review`. */
    readonly stopClock: readonly string[];
    readonly kinder: 'shorter' | 'longer' | 'none';
    /** Articles by which this period takes over what its predecessor had still running on its first day. */
    readonly runningBasis?: readonly ArticleRef[];
  };

export type ClassTerm = Ruled & {
  readonly regime: string;
  readonly class: SeverityClass;
  readonly name: string;
  readonly nameEn: string;
  readonly published: boolean;
  /** Not published in principle, but up to its longest term where the sector authority finds it really necessary. */
  readonly whereNecessary?: boolean;
  /** From the start of the term; count 0: as soon as the duties are done. */
  readonly earliest: Span;
  readonly longest: Span;
  readonly exceptions?: readonly {
    readonly when: Condition;
    readonly earliest: Span;
    readonly basis: readonly ArticleRef[];
  }[];
};
/** A term that a law or administrative regulation sets itself; it prevails over the class. */
export type StatuteTerm = Ruled & Named & { readonly when: Condition; readonly longest: Span };

export type SeverityRow = Ruled &
  Named & {
    readonly when: Condition;
    readonly class: SeverityClass;
    readonly signOff: { readonly state: 'provisional' | 'signed'; readonly by?: string; readonly on?: string };
  };

/** A closed list of the law (封闭清单): what it names, and nothing beside it. */
export type ClosedList = Ruled &
  Named & {
    readonly entries: readonly string[];
    /** Whether one entry more is better for the party (a duty of the organ) or one less (what may be done to it). */
    readonly kinder: 'more' | 'fewer';
  };

export type Parameter = Ruled &
  Named & {
    readonly value: string | number | boolean;
    readonly allowed?: readonly (string | number | boolean)[];
    /** The kinder of the allowed values, or the kinder direction of a number. */
    readonly kinder: string | number | boolean;
  };

export type Competence = Ruled &
  Named & {
    readonly matter: string;
    readonly subjects: readonly string[];
    /** Kinds of penalty it covers; absent: the matter as a whole. */
    readonly kinds?: readonly string[];
    readonly role: 'decide' | 'examine' | 'propose' | 'supervise';
    readonly organ: OrganClass;
  };

export type Ban = Ruled &
  Named &
  Told & {
    readonly subjects: readonly string[];
    readonly trigger: string;
    readonly triggerEn: string;
    readonly authority: readonly OrganClass[];
    readonly term?: Span | 'permanent' | 'until_lifted';
  };

export type Measure = Ruled &
  Named &
  Told &
  MeasureWay & {
    /** Row of the national list, `M01` to `M14`; of an incentive `J01` to `J99`. */
    readonly row: string;
    /** Of a constraint. */
    readonly group?: 'G1' | 'G2' | 'G3';
    readonly kind: 'constraint' | 'incentive';
    readonly force: 'must' | 'may' | 'info';
    readonly content: string;
    readonly contentEn: string;
    readonly object: string;
    readonly objectEn: string;
    readonly objectKinds: readonly SubjectKind[];
    readonly trigger: string;
    readonly triggerEn: string;
    /** Who decides. */
    readonly authority: readonly OrganClass[];
    readonly implementing: string;
    readonly term?: { readonly atLeast?: Span; readonly atMost?: Span };
    readonly lifting: string;
    readonly liftingEn: string;
    readonly remedies?: string;
  };

/** How a party stands to masking, retention and publication. A sole trader is an organisation by identity, a person here. */
export type SubjectKind = 'organisation' | 'individual_business' | 'natural_person';

export type BasisRule = Ruled &
  Named & {
    readonly act: string;
    /** Levels that suffice for a national and for a local act. */
    readonly national: readonly BasisLevel[];
    readonly local: readonly BasisLevel[];
    /** Separate consent of the person suffices as well. */
    readonly consent?: boolean;
  };

export type DisclosureMode = 'PUBLIC' | 'GOV_SHARE' | 'AUTHORISED';
export type Category = Ruled &
  Named & { readonly provider: string; readonly disclosureMode: DisclosureMode; readonly enabled: boolean };

export type LawItem = CatalogueItem &
  Ruled & {
    readonly category: string;
    readonly provider: string;
    readonly disclosureMode: DisclosureMode;
    readonly subjectKinds: readonly SubjectKind[];
    readonly cycle: string;
    readonly retention: Span;
    readonly personalInformation: 'none' | 'ordinary' | 'sensitive';
    readonly enabled: boolean;
    /** What the record is about. A closed list: nothing else can be a catalogue item (design §1.6). */
    readonly about: ItemSubjectMatter;
  };
export type ItemSubjectMatter =
  | 'registration'
  | 'licence'
  | 'penalty'
  | 'honour'
  | 'commitment'
  | 'court_fact'
  | 'list_entry'
  | 'other_decision';

export type CalendarYear = {
  readonly calendar: number;
  readonly notices: readonly {
    readonly title: string;
    readonly number?: string;
    readonly date?: string;
    readonly url: string;
  }[];
  readonly holidays: readonly { readonly name: string; readonly from: string; readonly to?: string }[];
  readonly makeUpDays: readonly string[];
};

export type Organ = Named & {
  readonly branch: string;
  readonly level: OrganLevel;
  readonly division: string;
  readonly parent?: string;
};
export type Delegation = Ruled & { readonly code: string; readonly competence: string; readonly to: string };
export type DocumentClass = Ruled & Named & DocumentClassContent;
export type Template = Ruled & Named & TemplateContent;
export type RemedyBodies = Ruled & Named & RemedyBodiesContent;
export type ListDomain = Ruled & Named & ListDomainContent;
export type Contact = {
  readonly organ: string;
  readonly address?: string;
  readonly phone?: string;
  readonly hours?: string;
};

/** Kind of rule → its shape: the keys are the top-level keys of pack files. */
export type Kinds = {
  readonly periods: Period;
  readonly classes: ClassTerm;
  readonly statuteTerms: StatuteTerm;
  readonly severity: SeverityRow;
  readonly parameters: Parameter;
  readonly competences: Competence;
  readonly bans: Ban;
  readonly measures: Measure;
  readonly basisLevels: BasisRule;
  readonly categories: Category;
  readonly items: LawItem;
  readonly organs: Organ;
  readonly delegations: Delegation;
  readonly layouts: Layout;
  readonly documentClasses: DocumentClass;
  readonly templates: Template;
  readonly contacts: Contact;
  readonly listDomains: ListDomain;
  readonly closedLists: ClosedList;
  readonly remedyBodies: RemedyBodies;
};
export type Kind = keyof Kinds;

/** Kinds whose rules stand in lists under their own key. */
export const KINDS = [
  'periods',
  'classes',
  'statuteTerms',
  'severity',
  'parameters',
  'competences',
  'bans',
  'measures',
  'basisLevels',
  'categories',
  'items',
  'organs',
  'delegations',
  'layouts',
  'documentClasses',
  'templates',
  'contacts',
  'listDomains',
  'closedLists',
  'remedyBodies',
] as const satisfies readonly Kind[];

export type PackContent = {
  readonly head: PackHead;
  readonly instruments: readonly Instrument[];
  readonly calendars: readonly CalendarYear[];
} & { readonly [K in Kind]: readonly Kinds[K][] };

/** What rules a pack of a stack, nation first. */
export type Stack = readonly PackContent[];
