import { post } from './client.ts';
import type { Lines } from './publications.ts';
import type { SeverityClass } from './quarantine.ts';

export type AskedBy = 'code' | 'name' | 'person';
export type Question = { readonly matter: string; readonly purpose: string } & (
  | { readonly code: string }
  | { readonly name: string }
  | { readonly person: { readonly number: string } }
);
export type Party = {
  readonly kind: 'organisation' | 'individual_business' | 'person';
  readonly name: string;
  readonly code: string | null;
};
type Organ = { readonly name: string; readonly nameEn: string };
export type Binding = {
  readonly recordId: string;
  readonly code: string;
  readonly effect: 'binds' | 'allows' | 'forbids';
  readonly name: string;
  readonly nameEn: string;
  readonly trigger: string;
  readonly triggerEn: string;
  readonly articles: readonly string[];
  readonly mark: 'verified' | 'secondary' | 'memory' | 'reading';
  readonly until?: string;
};
export type Fact = {
  readonly recordId: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly decidedOn: string;
  readonly organ: Organ;
  readonly class: SeverityClass | null;
  readonly fields: readonly {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
    readonly value: string;
  }[];
  readonly adverseCredit: { readonly value: boolean; readonly why: Lines };
  readonly marks: readonly ('not_final' | 'under_objection' | 'class_unknown')[];
  /** What the party itself says of it. */
  readonly statement: string | null;
  /** Last day, inclusive; absent: no end is known. */
  readonly until?: string;
  readonly derivation: Lines;
};
/** Facts in force on the day, and how far the sources reach: never a verdict. */
export type Answer = {
  readonly id: string;
  readonly asOf: string;
  readonly asked: { readonly by: AskedBy; readonly matter: string; readonly purpose: string };
  readonly subject: Party | null;
  readonly candidates?: readonly Party[];
  /** The code fails its check and was given to nobody; nothing is said of records. */
  readonly noSuchCode?: { readonly near: readonly Party[] };
  readonly facts: readonly Fact[];
  readonly bindings?: readonly Binding[];
  readonly coverageGaps: readonly {
    readonly organ: Organ | null;
    readonly item: string;
    readonly upTo: string | null;
  }[];
  readonly validUntil: string;
  readonly edition: string;
  readonly derivation: Lines;
};

/** One question at the counter. POSTed, so that no identifier stands in an address. */
export async function askCheck(question: Question, key: string): Promise<Answer> {
  const { answers } = await post<{ readonly answers: readonly Answer[] }>('/api/v1/checks', [question], key);
  return answers[0]!;
}
