import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { SeverityClass } from '../../rules/law/index.ts';
import type { StoredFacts, SubjectKind } from '../records/index.ts';

/** A record as publication sees it: its newest version, and how far its publication has come. */
export type RecordInHand = {
  readonly id: string;
  readonly subjectId: string;
  readonly subjectKind: SubjectKind;
  readonly name: string;
  readonly item: string;
  readonly organId: string;
  readonly organPath: string;
  readonly organName: string;
  readonly organNameEn: string;
  readonly documentNumber: string;
  readonly decidedOn: PlainDate;
  /** As intake computed it; null where the class was not known then. */
  readonly publicationDueOn: PlainDate | null;
  readonly version: number;
  readonly knownAt: Date;
  readonly action: 'add' | 'correct' | 'withdraw';
  readonly facts: StoredFacts;
  readonly class: SeverityClass | null;
  readonly classGivenByPerson: boolean;
  readonly submittedBy: string;
  readonly refused: boolean;
  /** It came in a load of old years: its publication, repair or silence of then is respected, and it is not published anew. */
  readonly ofOldYears: boolean;
  readonly review?: Review;
  readonly publication?: PublicationInHand;
};

/** The newest review of the record's newest version. */
export type Review = { readonly id: string; readonly reviewedBy: string; readonly influenceFinding: string | null };

export type PublicationInHand = {
  readonly id: string;
  readonly address: string;
  readonly beginsOn: PlainDate;
  /** Newest released version of the record. */
  readonly version: number;
  readonly reviewedBy: string;
  readonly influenceFinding: string | null;
  readonly lastDay: PlainDate;
  readonly termVersion: number;
  readonly withdrawn: boolean;
  /** Nobody has taken it down, and the public sees it no more: its source withdrew it, its decision fell, its case ended it. */
  readonly hidden: boolean;
};

/** Public items: those whose publication the law file describes (双公示). */
export function isPublishedItem(item: string): item is 'penalty' | 'licence' {
  return item === 'penalty' || item === 'licence';
}

/** What somebody looks at who opens the sheet of a record: it changes with the record and with its publication. */
export function lookedAt({ id, publication }: RecordInHand): string[] {
  return publication ? [id, publication.id] : [id];
}
