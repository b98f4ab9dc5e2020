import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { CatalogueItem, Law } from '../../rules/law/index.ts';
import { type FactChange, type Moment, moment } from './moment.ts';
import type { RecordHistory, RecordVersion } from './record-queries.ts';

type Facts = Readonly<Record<string, string>>;
/** The decision's own day has a moment of its own. */
const DECISION_DAY = /_JDRQ$/;

/**
 * What happened and when we knew of it, oldest knowledge first: the decision, every dated fact, every version with what it
 * changed, the class with its rule or its person, the steps of objections and other cases. What became of the publication is told by that module.
 */
export function timelineOf(record: RecordHistory, item: CatalogueItem | undefined, law: Law): Moment[] {
  const versions = record.history.flatMap((version, at) => {
    const before = at === 0 ? undefined : record.history[at - 1];
    return [
      ...(at === 0 ? [decided(record, version)] : []),
      told(version, before, item),
      ...datedFacts(version, before, item),
      ...classOf(version, before, law),
    ];
  });
  const people = record.classified.map(({ version, class: value, basis, reason, by, decidedAt }) =>
    moment({ kind: 'classified_by_person', knownAt: decidedAt, version, by, value, articles: basis, reason }),
  );
  const steps = record.steps.map(({ procedure, step, takenOn, takenAt, basis, by }) =>
    moment({
      kind: 'case_step',
      heldOn: takenOn,
      knownAt: takenAt,
      by,
      value: `${procedure}.${step}`,
      articles: basis,
    }),
  );
  return [...versions, ...people, ...steps].sort((a, b) => a.knownAt.localeCompare(b.knownAt));
}

const decided = ({ decidedOn }: RecordHistory, { knownAt, version }: RecordVersion) =>
  moment({ kind: 'decided', heldOn: decidedOn, knownAt, version });

const KIND = { add: 'added', correct: 'corrected', withdraw: 'withdrawn_by_source' } as const;

function told(version: RecordVersion, before: RecordVersion | undefined, item: CatalogueItem | undefined): Moment {
  const { knownAt, submitter: by } = version;
  const changes = before ? changesOf(before.facts, version.facts, item) : [];
  const reason = version.action === 'withdraw' ? version.facts.withdrawal_reason : undefined;
  return moment({ kind: KIND[version.action], knownAt, version: version.version, by, changes, reason });
}

/** Field by field, in the order of the item; what the item does not know comes last. */
function changesOf(before: Facts, after: Facts, item: CatalogueItem | undefined): FactChange[] {
  const known = item?.fields ?? [];
  const others = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((code) => !known.some((field) => field.code === code))
    .map((code) => ({ code, name: code, nameEn: code }));
  return [...known, ...others]
    .filter(({ code }) => code !== 'action' && code !== 'withdrawal_reason' && before[code] !== after[code])
    .map(({ code, name, nameEn }) => ({
      code,
      name,
      nameEn,
      before: before[code] ?? null,
      after: after[code] ?? null,
    }));
}

/** Each day that a version brought: it held in the world then, and we know it since. */
function datedFacts(
  version: RecordVersion,
  before: RecordVersion | undefined,
  item: CatalogueItem | undefined,
): Moment[] {
  return (item?.fields ?? [])
    .filter(({ code, type }) => type === 'day' && !DECISION_DAY.test(code))
    .filter(({ code }) => version.facts[code] !== undefined && version.facts[code] !== before?.facts[code])
    .map(({ code, name, nameEn }) =>
      moment({
        kind: 'fact',
        heldOn: version.facts[code],
        knownAt: version.knownAt,
        version: version.version,
        changes: [{ code, name, nameEn, before: before?.facts[code] ?? null, after: version.facts[code]! }],
      }),
    );
}

function classOf(version: RecordVersion, before: RecordVersion | undefined, law: Law): Moment[] {
  const { class: value, classRule, knownAt } = version;
  if (value === null || classRule === null || classRule === before?.classRule) return [];
  const row = law.find('severity', classRule, chinaDate(knownAt));
  const rule = { code: classRule, name: row?.name ?? classRule, nameEn: row?.nameEn ?? classRule };
  return [moment({ kind: 'classified_by_rule', knownAt, version: version.version, value, rule, articles: row?.basis })];
}
