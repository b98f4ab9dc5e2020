import type { Rule, Span } from '../../api/law.ts';

/** A condition of a pack: tests on the facts of one decision. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly field: string; readonly op: string; readonly value?: unknown };

export type OrganClass = { readonly branch: string; readonly levels?: readonly string[] };

export type Field = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly type: string;
  readonly maxLength?: number;
  readonly required: 'always' | 'never' | Condition;
  readonly values?: readonly string[];
  readonly disclosure: string;
  readonly aliases: readonly string[];
};

/** Any rule of the packs: what a kind does not have is absent. */
export type AnyRule = Rule & {
  readonly count?: number;
  readonly unit?: Span['unit'];
  readonly whose?: string;
  readonly from?: string;
  readonly dayZeroCounts?: boolean;
  readonly rollForward?: boolean;
  readonly stopClock?: readonly string[];
  readonly regime?: string;
  readonly class?: string;
  readonly published?: boolean;
  readonly earliest?: Span;
  readonly longest?: Span;
  readonly when?: Condition;
  readonly signOff?: { readonly state: string; readonly by?: string; readonly on?: string };
  readonly value?: string | number | boolean;
  /** Of a closed list. */
  readonly entries?: readonly string[];
  readonly review?: readonly string[];
  readonly court?: string;
  readonly allowed?: readonly (string | number | boolean)[];
  readonly kinder?: string | number | boolean;
  readonly matter?: string;
  readonly subjects?: readonly string[];
  readonly role?: string;
  readonly organ?: OrganClass;
  readonly trigger?: string;
  readonly triggerEn?: string;
  readonly term?: Span | 'permanent' | 'until_lifted' | { readonly atLeast?: Span; readonly atMost?: Span };
  readonly authority?: readonly OrganClass[];
  readonly row?: string;
  readonly kind?: string;
  readonly force?: string;
  readonly content?: string;
  readonly contentEn?: string;
  readonly object?: string;
  readonly objectEn?: string;
  readonly lifting?: string;
  readonly liftingEn?: string;
  readonly implementing?: string;
  readonly provider?: string;
  readonly disclosureMode?: string;
  readonly enabled?: boolean;
  readonly act?: string;
  readonly national?: readonly string[];
  readonly local?: readonly string[];
  readonly fields?: readonly Field[];
  readonly retention?: Span;
  readonly cycle?: string;
};
