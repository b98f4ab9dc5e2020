import type { Finding } from './index-answers.ts';
import type { JudgementInUse, KnownParty } from './party-queries.ts';

type Both = { readonly zh: string; readonly en: string };
/** How a spelling and a party meet, which fact would settle it, and what somebody has found before. */
export type PartyHit = {
  readonly subjectId: string;
  readonly kind: KnownParty['kind'];
  /** The name that holds; `met` is the one that the spelling met, where that is another. */
  readonly name: string;
  readonly met?: string;
  readonly code: string | null;
  /** Between two spellings, 0 to 1; never about a party. */
  readonly similarity: number;
  readonly class: string;
  readonly says: Both;
  readonly settledBy: Both;
  /** What is proposed: both `strong` and `look` are questions to a person. */
  readonly decision: 'strong' | 'look' | 'none';
  readonly ended: boolean;
  readonly judgement?: Omit<JudgementInUse, 'subjectId' | 'folded'>;
};
export type PartyAnswer = { readonly code: Finding['code']; readonly hits: readonly PartyHit[] };

const SAME_CODE = {
  similarity: 1,
  class: 'same_code',
  decision: 'strong',
  says: { zh: '代码相同', en: 'Same code' },
  settledBy: { zh: '代码已核对一致', en: 'The code agrees' },
} as const;
const JUDGED = {
  similarity: 1,
  class: 'judged_same',
  decision: 'strong',
  says: { zh: '经办人已认定为同一主体', en: 'An officer judged them to be one' },
  settledBy: { zh: '见认定理由和有效期', en: 'See the reason and the last day of the judgement' },
} as const;

export type Known = {
  readonly finding: Finding;
  /** Whom an exact code or sealed number named that is on no index. */
  readonly exact: KnownParty | undefined;
  readonly parties: ReadonlyMap<string, KnownParty>;
  /** In use today, about the spelling that was asked. */
  readonly judgements: readonly JudgementInUse[];
  readonly shownName: (party: KnownParty) => string;
};

/**
 * The answer to one question: an exact key first, then what a person judged to be the same, then likenesses; what a person
 * judged not to be the same comes last and proposes nothing. Order says how the spellings meet, nothing else.
 */
export function answerOf({ finding, exact, parties, judgements, shownName }: Known, top: number): PartyAnswer {
  const judged = new Map(judgements.map((judgement) => [judgement.subjectId, judgement]));
  const hits: PartyHit[] = exact ? [{ ...partOf(exact, shownName), ...SAME_CODE }] : [];
  for (const { id, name, similarity, class: nameClass, decision, says, settledBy } of finding.hits) {
    const party = parties.get(id);
    if (!party || id === exact?.id) continue; // ended or erased a moment ago
    const met = name === party.name ? {} : { met: name };
    hits.push({ ...partOf(party, shownName), ...met, similarity, class: nameClass, says, settledBy, decision });
  }
  for (const { subjectId, verdict } of judgements) {
    const party = parties.get(subjectId);
    const isThere = hits.some((hit) => hit.subjectId === subjectId);
    if (verdict === 'same' && party && !isThere) hits.push({ ...partOf(party, shownName), ...JUDGED });
  }
  const told = hits.map((hit) => withJudgement(hit, judged.get(hit.subjectId)));
  return { code: exact ? 'found' : finding.code, hits: told.toSorted((a, b) => placeOf(a) - placeOf(b)).slice(0, top) };
}

function partOf(party: KnownParty, shownName: Known['shownName']) {
  const { id: subjectId, kind, code, ended } = party;
  return { subjectId, kind, name: shownName(party), code, ended };
}

function withJudgement(hit: PartyHit, judgement: JudgementInUse | undefined): PartyHit {
  if (!judgement) return hit;
  const { subjectId: _subject, folded: _folded, ...told } = judgement;
  const decision = judgement.verdict === 'same' ? 'strong' : 'none';
  return { ...hit, judgement: told, decision: hit.class === 'same_code' ? hit.decision : decision };
}

function placeOf({ class: nameClass, judgement }: PartyHit): number {
  if (nameClass === 'same_code') return 0;
  if (judgement) return judgement.verdict === 'same' ? 1 : 3;
  return 2;
}
