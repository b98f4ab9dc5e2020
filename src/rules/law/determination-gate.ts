import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { requireBasis } from './basis-gate.ts';
import type { ActingOrgan } from './facts.ts';
import type { Law } from './law.ts';
import { requireDomain } from './list-domain.ts';
import type { ArticleRef, Span, SubjectKind } from './pack.ts';
import { addSpan } from './periods.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/** What a determination (认定) is used for. */
export const DETERMINATION_USES = ['serious_list', 'key_supervision', 'responsible_person'] as const;
export type DeterminationUse = (typeof DETERMINATION_USES)[number];

/** A determination in the making. What is not known is absent. */
export type DeterminationFacts = {
  readonly use: DeterminationUse;
  /** The articles that it cites besides those of the domain. */
  readonly refs: readonly ArticleRef[];
  readonly domain?: string;
  readonly organ: ActingOrgan;
  readonly subjectKind?: SubjectKind;
  readonly term: Span;
  /** The finding document that it rests on is final (河南省社会信用条例 art. 20(2)). */
  readonly final?: boolean;
  /** The record of that document is under objection. */
  readonly objectionOpen?: boolean;
};

/**
 * Whether such a determination may be proposed, and stand (R18, R22, R46; law file 2.0, 2.3). One effective document, one party,
 * the articles named: no count of other records can be said here, and none is asked for (design §1.8).
 */
export function mayDetermine(facts: DeterminationFacts, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.determination', facts, law, on);
  if (facts.use === 'serious_list') listed(facts, reasoning);
  else if (facts.use === 'key_supervision') supervised(facts, reasoning);
  else foundPersonally(facts, reasoning);
  reasoning.require(
    facts.final,
    { no: 'determination.not_final', unknown: 'determination.finality_unknown' },
    reasoning.articlesOf('line.finality'),
  );
  if (facts.objectionOpen === true)
    reasoning.refuse('determination.objection_open', {}, reasoning.articlesOf('line.objection'));
  return reasoning.answer();
}

/** No domain of the packs, no entry: the shipped packs open none. */
function listed({ domain: code, organ, term }: DeterminationFacts, reasoning: Reasoning): void {
  const { law, on } = reasoning;
  const domain = code === undefined ? undefined : law.find('listDomains', code, on);
  if (domain === undefined) {
    reasoning.refuse('domain.not_in_packs', {}, reasoning.articlesOf('line.listing'));
    return;
  }
  requireDomain(domain, organ, reasoning);
  within(term, [domain.term, law.period('list.term', on)], reasoning);
}

/** The row of the national list says which subjects may be supervised; an article of the level asked says for what. */
function supervised({ refs, subjectKind, term }: DeterminationFacts, reasoning: Reasoning): void {
  const { law, on } = reasoning;
  requireBasis('measure', 'local', refs, reasoning);
  const row = law.get('measures', 'M10', on);
  if (subjectKind === undefined) reasoning.doubt('determination.subject_unknown');
  else if (!row.objectKinds.includes(subjectKind)) {
    reasoning.refuse('determination.wrong_subject', { subjectKind }, row.basis);
  }
  within(term, longestUse(law, on), reasoning);
}

/** How long anything adverse may be told at all, where the law sets an end (河南省社会信用条例 art. 19). */
const longestUse = (law: Law, on: PlainDate) =>
  [law.find('periods', 'publication.cap', on)].flatMap((one) => one ?? []);

/** About one natural person, by own notice and decision, within powers that law or regulation sets (个人信息保护法 art. 34). */
function foundPersonally({ refs, subjectKind, term }: DeterminationFacts, reasoning: Reasoning): void {
  const { law, on } = reasoning;
  requireBasis('personal_information', 'local', refs, reasoning);
  if (subjectKind === undefined) reasoning.doubt('determination.subject_unknown');
  else if (subjectKind !== 'natural_person') reasoning.refuse('determination.wrong_subject', { subjectKind }, refs);
  within(term, longestUse(law, on), reasoning);
}

/** Not longer than the shortest of the terms that the law gives. */
function within(
  term: Span,
  most: readonly (Span & { readonly basis?: readonly ArticleRef[] })[],
  reasoning: Reasoning,
): void {
  const { on } = reasoning;
  for (const span of most) {
    if (addSpan(on, term) <= addSpan(on, span)) continue;
    reasoning.refuse('determination.term_long', { count: span.count, unit: span.unit }, span.basis ?? []);
  }
}
