/** What the justice bureau does with a row: decides it itself, carries out what others decided, or proposes it to the competent organ. */
export type MeasureRole = 'decide' | 'receive' | 'propose';
/** Where the term of a measure starts. `sentence_served`: the sentence ends or parole begins (刑法 art. 37-1). */
export type TermStart = 'decided' | 'served' | 'effective' | 'published' | 'listed' | 'refused' | 'sentence_served';
/** What ends a measure by itself, each derived; `new_decision`: only another decision of the organ does. */
export type MeasureEnd = 'term' | 'repair' | 'performance' | 'removal' | 'class_term' | 'new_decision' | 'set_aside';
/** What sort of decision sets a measure off; together with the catalogue item it is the trigger (联动事项). */
export type DecisionKind =
  | 'penalty'
  | 'licence_refused'
  | 'licence_revoked'
  | 'registration_cancelled'
  | 'listed'
  | 'judgment'
  | 'commitment_broken'
  | 'honour_awarded';
/** Who is told: the party, who reported, who decided, who carries out. */
export type Hearer = 'party' | 'reporter' | 'decider' | 'implementing';

type Span = { readonly count: number; readonly unit: 'workingDay' | 'day' | 'month' | 'year' };
type PartyKind = 'organisation' | 'individual_business' | 'natural_person';

/** How a row of the list travels: from which decision, since when, until when, answered within which time, told to whom. */
export type MeasureWay = {
  readonly role?: MeasureRole;
  readonly startsFrom?: TermStart;
  readonly ends?: readonly MeasureEnd[];
  readonly triggers?: readonly { readonly item: string; readonly decision: DecisionKind }[];
  /** No article sets these: the mark says whose choice they are. */
  readonly answerIn?: {
    readonly acknowledge: Span;
    readonly answer: Span;
    readonly confirmLifting: Span;
    readonly mark: 'verified' | 'secondary' | 'memory' | 'reading';
  };
  /** In units of 10,000 yuan (万元), from which on the row applies, per kind of party. */
  readonly amounts?: readonly { readonly kinds: readonly PartyKind[]; readonly atLeast: number }[];
  readonly tells?: readonly Hearer[];
};
