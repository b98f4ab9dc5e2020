import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { requireBasis, type Scope } from './basis-gate.ts';
import { belongsTo } from './competence.ts';
import { AND_LEVELS, ENUMERATED } from './derivation.ts';
import type { ActingOrgan, DecisionFacts } from './facts.ts';
import type { Law } from './law.ts';
import type { ArticleRef, Measure, SubjectKind } from './pack.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/** What is to be recorded: an item of the catalogue, and the articles the act itself cites where they are known. */
export type RecordFacts = DecisionFacts & { readonly item: string; readonly refs?: readonly ArticleRef[] };

/** Whether such a record may be kept (R3, R7): item in the catalogue and switched on, basis in force, subject in its scope. */
export function mayRecord(facts: RecordFacts, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.record', facts, law, on);
  const standing = law.standing('items', facts.item, on);
  if (standing === undefined) return reasoning.refuse('record.not_in_catalogue', { item: facts.item }).answer();
  const { rule: item, pack } = standing;
  if (!item.enabled) reasoning.refuse('record.item_off', { item: item.code }, item.basis);
  requireBasis('catalogue_item', pack.layer === 'national' ? 'national' : 'local', item.basis, reasoning);
  const decidedOn = facts.decidedOn ?? on;
  const dead = (facts.refs ?? []).filter((ref) => law.article(ref, decidedOn) === undefined);
  if (dead.length > 0) reasoning.refuse('record.basis_not_in_force', { refs: dead.join(' '), decidedOn });
  if (facts.subjectKind === undefined) reasoning.doubt('record.subject_unknown');
  else if (!item.subjectKinds.includes(facts.subjectKind))
    reasoning.refuse('record.subject_outside_item', { subjectKind: facts.subjectKind }, item.basis);
  if (facts.subjectKind === 'natural_person') personRecorded(facts, item.basis, reasoning);
  return reasoning.answer();
}

/** A person is recorded only within powers that law or regulation sets, and never for a simple-procedure penalty. */
function personRecorded(facts: RecordFacts, itemBasis: readonly ArticleRef[], reasoning: Reasoning): void {
  requireBasis('personal_information', 'local', [...itemBasis, ...(facts.refs ?? [])], reasoning);
  if (facts.procedure === 'simple')
    reasoning.refuse('record.simple_person', {}, reasoning.articlesOf('line.simplePerson'));
}

/** A serious-list entry in the making (law file 2.0, 2.3). What is not known is absent. */
export type ListFacts = {
  /** Articles that create the domain (设列领域) and that fix the criteria. */
  readonly refs: readonly ArticleRef[];
  readonly criteriaRefs: readonly ArticleRef[];
  readonly scope: Scope;
  readonly noticed?: boolean;
  readonly defenceEnded?: boolean;
  readonly served?: boolean;
  readonly objectionOpen?: boolean;
};

/** Whether an entry in a serious list may stand (国办发〔2020〕49号 (六)-(八)): level of basis, notice, defence, service. */
export function mayList(facts: ListFacts, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.list', facts, law, on);
  requireBasis('list_domain', facts.scope, facts.refs, reasoning);
  requireBasis('list_criteria', facts.scope, facts.criteriaRefs, reasoning);
  const rights = reasoning.articlesOf('line.listing');
  reasoning.require(facts.noticed, { no: 'list.not_noticed', unknown: 'list.notice_unknown' }, rights);
  reasoning.require(facts.defenceEnded, { no: 'list.defence_open', unknown: 'list.defence_unknown' }, rights);
  reasoning.require(facts.served, { no: 'list.not_served', unknown: 'list.service_unknown' }, rights);
  if (facts.objectionOpen === true) reasoning.refuse('list.objection_open', {}, reasoning.articlesOf('line.objection'));
  return reasoning.answer();
}

/** A measure about to be applied to one party on one decision. */
export type MeasureFacts = {
  readonly measure: string;
  readonly organ: ActingOrgan;
  readonly subjectKind?: SubjectKind;
  /** The fact it rests on is final (see `finality`). */
  readonly final?: boolean;
  readonly served?: boolean;
  readonly objectionOpen?: boolean;
};

/** Whether the organ may apply the measure: on the list, basis high enough, organ named, decision served and final. */
export function mayTakeMeasure(facts: MeasureFacts, law: Law, on: PlainDate): Answer {
  const reasoning = new Reasoning('question.measure', facts, law, on);
  const standing = law.standing('measures', facts.measure, on);
  if (standing === undefined) return reasoning.refuse('measure.not_on_list', { measure: facts.measure }).answer();
  const { rule: measure, pack } = standing;
  reasoning.say('measure.row', { row: measure.row, name: measure.name, nameEn: measure.nameEn }, measure.basis);
  organNamed(measure, facts.organ, reasoning);
  if (facts.subjectKind === undefined) reasoning.doubt('measure.subject_unknown');
  else if (!measure.objectKinds.includes(facts.subjectKind)) {
    reasoning.refuse('measure.wrong_object', { subjectKind: facts.subjectKind }, measure.basis);
  }
  if (measure.kind === 'incentive') return reasoning.answer();
  requireBasis('measure', pack.layer === 'national' ? 'national' : 'local', measure.basis, reasoning);
  reasoning.require(
    facts.served,
    { no: 'measure.not_served', unknown: 'measure.service_unknown' },
    reasoning.articlesOf('line.listing'),
  );
  reasoning.require(
    facts.final,
    { no: 'measure.not_final', unknown: 'measure.finality_unknown' },
    reasoning.articlesOf('line.finality'),
  );
  if (facts.objectionOpen === true)
    reasoning.refuse('measure.objection_open', {}, reasoning.articlesOf('line.objection'));
  return reasoning.answer();
}

function organNamed({ authority, basis, row }: Measure, organ: ActingOrgan, reasoning: Reasoning): void {
  if (authority.some((named) => belongsTo(organ, named))) return;
  const named = authority.map(({ branch, levels }) => [branch, ...(levels ?? [])].join(AND_LEVELS)).join(ENUMERATED);
  reasoning.refuse('measure.not_competent', { row, branch: organ.branch, level: organ.level, named }, basis);
}
