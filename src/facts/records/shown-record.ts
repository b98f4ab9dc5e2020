import type { z } from 'zod';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { type CatalogueItem, explain, finality, type Law } from '../../rules/law/index.ts';
import { finalityFacts, type StoredFacts, withRemedies } from './decision-facts.ts';
import { penaltyLaw } from './penalty-law.ts';
import type { RecordHistory, RecordVersion } from './record-queries.ts';
import type { History } from './record-shapes.ts';
import { placeOf } from './table-place.ts';
import { timelineOf } from './timeline.ts';

/** One record as its page shows it: spelled out field by field, sealed values as places without a value. */
export function shownRecord(record: RecordHistory, law: Law, today: PlainDate): z.infer<typeof History> {
  const item = law.find('items', record.item, today);
  const isPenalty = record.item === 'penalty';
  const facts = withRemedies(record.history.at(-1)!.facts, record.remedies);
  return {
    id: record.id,
    subjectId: record.subjectId,
    subjectKind: record.subjectKind,
    item: record.item,
    subjectName: record.subjectName,
    organ: { zh: record.organ, en: record.organEn },
    documentNumber: record.documentNumber,
    decidedOn: record.decidedOn,
    publicationDueOn: record.publicationDueOn,
    publicationState: null,
    class: record.class,
    versions: record.versions,
    action: record.action,
    underObjection: record.underObjection,
    statement: record.statement,
    keys: record.keys,
    names: record.names.map(({ name, knownAt }) => ({ name, knownAt: knownAt.toISOString() })),
    fields: fieldsOf(record.history, item),
    history: record.history.map((version) => shownVersion(version, item)),
    timeline: timelineOf(record, item, law),
    adverseCredit: isPenalty ? adverseCredit(facts, law, today) : null,
    penaltyLaw: isPenalty ? penaltyLaw(facts, record.subjectKind, law, today) : [],
  };
}

/**
 * What the newest version says, in the order of its item, and of each value which version brought it. Of a sealed field only that it is
 * there may be told, not what.
 */
function fieldsOf(
  history: readonly RecordVersion[],
  item: CatalogueItem | undefined,
): z.infer<typeof History>['fields'] {
  const { facts, sealedId } = history.at(-1)!;
  return (item?.fields ?? [])
    .map(({ code, name, nameEn, disclosure }) => {
      return { code, name, nameEn, disclosure, value: facts[code] || null, changed: changeOf(history, code) };
    })
    .filter(({ disclosure, value, changed }) => {
      return value !== null || changed !== null || (disclosure === 'sealed' && sealedId !== null);
    });
}

/** The version that last changed a value, and what it was before; null: it stands as it was first told. */
function changeOf(history: readonly RecordVersion[], code: string): { version: number; before: string | null } | null {
  const at = history.findLastIndex(({ facts }, place) => place > 0 && facts[code] !== history[place - 1]!.facts[code]);
  return at < 1 ? null : { version: history[at]!.version, before: history[at - 1]!.facts[code] ?? null };
}

const shownVersion = (
  { knownAt, sealedId, layout, ...version }: RecordVersion,
  item: CatalogueItem | undefined,
): z.infer<typeof History>['history'][number] => ({
  version: version.version,
  knownAt: knownAt.toISOString(),
  action: version.action,
  facts: version.facts,
  class: version.class,
  classRule: version.classRule,
  edition: version.edition,
  sealed: sealedId !== null,
  provenance: {
    batchId: version.batchId,
    sha256: version.sha256.toString('hex'),
    receivedAt: version.receivedAt.toISOString(),
    submitter: version.submitter,
    history: version.history,
    ...shownPlace(placeOf(version.row, layout), item),
  },
});

const shownPlace = ({ row, table }: ReturnType<typeof placeOf>, item: CatalogueItem | undefined) => ({
  row,
  sheet: table?.sheet ?? null,
  headerRow: table?.headerRow ?? null,
  columns: (table?.columns ?? []).map(({ at, field, heading }) => {
    const known = item?.fields.find(({ code }) => code === field);
    return { at, field, heading, name: { zh: known?.name ?? heading, en: known?.nameEn ?? heading } };
  }),
});

function adverseCredit(facts: StoredFacts, law: Law, today: PlainDate) {
  const found = finality(finalityFacts(facts), law, today);
  return {
    // A decision that no longer stands counts for nothing, whatever became of its remedies (行政处罚法 art. 48).
    value: found.adverseCredit && (facts.decision_status ?? 'standing') === 'standing',
    finalOn: found.finalOn ?? null,
    zh: explain(found.derivation, 'zh'),
    en: explain(found.derivation, 'en'),
  };
}
