import type { DocumentFacts } from '../../rules/law/index.ts';
import type { CaseInHand, Outcome } from '../procedures/index.ts';

/** A point of the case with its texts opened. */
export type OpenedPoint = {
  readonly kind: 'point' | 'exhibit' | 'material';
  readonly text: string;
  readonly outcome: Outcome | null;
  readonly answer: string | null;
};
export type Named = {
  readonly party: string;
  /** The name is kept masked, as a natural person's is: a document says the whole one, by the officer who knows it. */
  readonly isMasked: boolean;
  readonly partyCode: string | null;
  readonly organ: string;
  /** Of the organ that answers: by both the packs say where the party goes against it. */
  readonly branch: string | null;
  readonly division: string;
};

const FOUND: Readonly<Record<Outcome, string>> = {
  upheld: '成立',
  partly_upheld: '部分成立',
  not_upheld: '不成立',
  outside: '不属于本程序处理的范围',
  sufficient: '齐全',
  lacking: '需要补正',
};

/** How a case is called in its documents: the random end of its identifier, which tells nothing else. */
export const caseNumberOf = (id: string): string => id.replaceAll('-', '').slice(-10).toUpperCase();

/**
 * What the program knows of a case for its documents. Only what is known: a table is there when each of its rows is answered, so that
 * no document says of a point that nothing was found.
 */
export function factsOfCase(
  { id, record, taken }: Pick<CaseInHand, 'id' | 'record' | 'taken'>,
  { party, isMasked, partyCode, organ }: Named,
  points: readonly OpenedPoint[],
): DocumentFacts {
  const said = points.filter(({ kind }) => kind !== 'material');
  const materials = points.filter(({ kind }) => kind === 'material');
  const lacking = materials.filter(({ outcome, answer }) => outcome === 'lacking' && answer !== null);
  const answered = (list: readonly OpenedPoint[]) => list.length > 0 && list.every(({ outcome }) => outcome !== null);
  return {
    ...(isMasked ? {} : { party, recipient: party }),
    ...(partyCode === null ? {} : { partyCode }),
    organ,
    caseNumber: caseNumberOf(id),
    recordNumber: record.documentNumber,
    recordDecidedOn: record.decidedOn,
    ...(taken[0] === undefined ? {} : { receivedOn: taken[0].on }),
    ...(said.length === 0 ? {} : { claims: said.map(({ text }) => [text]) }),
    ...(answered(said)
      ? { points: said.map(({ text, outcome, answer }) => [text, FOUND[outcome!], answer ?? '']) }
      : {}),
    ...(answered(materials) ? { materials: materials.map(({ text, outcome }) => [text, FOUND[outcome!]]) } : {}),
    ...(lacking.length === 0 ? {} : { lacking: lacking.map(({ text, answer }) => [text, answer!]) }),
  };
}
