import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { RowProblem } from './checking/problem.ts';

/** What became of a row: see the column of the same name (migration 0023). */
export type Outcome = 'good' | 'refused' | 'doubtful' | 'duplicate' | 'same' | 'corrected' | 'withdrawn';
export type Action = 'add' | 'correct' | 'withdraw';
export type SubjectKind = 'organisation' | 'individual_business' | 'person';

/** A problem without any value of the row in its facts: it may be kept and shown to whoever may see the batch. */
export type StoredProblem = RowProblem;

/** Personal values or whole cells, sealed under a salt of their own. */
export type Sealed = {
  readonly id: string;
  readonly salt: Buffer;
  /** The vault's key that it was sealed with: another may be in use when the batch is accepted. */
  readonly keyId: number;
  readonly bytes: Buffer;
};

/** What a row says, once it has been read: whom it is about, which record it is, what the law makes of it. */
export type StagedContent = {
  readonly action: Action;
  readonly subjectId: string;
  readonly subjectKind: SubjectKind;
  readonly keyKind: 'uscc' | 'organisation_code' | 'registration_number' | 'person';
  readonly subjectKey: string;
  /** As written, for an organisation; masked, for a person and where it is withheld. */
  readonly name: string;
  /** A keyed hash of it where it is withheld. */
  readonly folded: string;
  readonly recordId: string;
  readonly documentNumber: string;
  readonly decidedOn: PlainDate;
  readonly publicationDueOn: PlainDate | undefined;
  readonly class: 'minor' | 'general' | 'serious' | undefined;
  readonly classRule: string | undefined;
  /** Null where the name is withheld, which may stand among them. */
  readonly facts: Readonly<Record<string, unknown>> | null;
};

export type StagedRow = {
  readonly rowNumber: number;
  readonly outcome: Outcome;
  readonly late: boolean;
  readonly problems: readonly StoredProblem[];
  readonly content: StagedContent | undefined;
  readonly sealed: Sealed | undefined;
};
