import { isPlainDate, weekdayOf } from '../../ground/kernel/plain-date.ts';
import { CONDITION_FIELDS, type ConditionField } from './facts.ts';
import { overlap } from './interval.ts';
import type { Condition, Test } from './item.ts';
import { type ArticleRef, type Interval, KINDS, type Kind, type Ruled } from './pack.ts';
import type { PackFault } from './pack-fault.ts';
import type { PackFile } from './pack-reader.ts';
import type { PackSource, Place, Placed } from './pack-stack.ts';
import { codeOf } from './rule-code.ts';

type Path = readonly (string | number)[];

/** A fault at a place of a pack. */
export function faultAt(
  place: Place,
  below: Path,
  code: string,
  facts: Record<string, unknown>,
  article?: string,
): PackFault {
  const line = place.file.lineOf([...place.path, ...below]);
  return { file: place.file.path, line, code, facts, ...(article === undefined ? {} : { article }) };
}

/** Every rule that rests on articles, of every kind, with the kind it is of. */
export function ruledOf(source: PackSource): { kind: Kind; placed: Placed<Ruled & { code?: string }> }[] {
  return KINDS.filter((kind) => !['organs', 'layouts', 'contacts'].includes(kind)).flatMap((kind) =>
    source[kind].map((placed) => ({ kind, placed: placed as Placed<Ruled & { code?: string }> })),
  );
}

/** References, intervals, duplicates, conditions and calendars: what a schema cannot see. */
export function crossFaults(sources: readonly PackSource[]): PackFault[] {
  const articles = articleIndex(sources);
  return sources.flatMap((source) => [
    ...instrumentFaults(source),
    ...duplicateFaults(source),
    ...ruledOf(source).flatMap(({ placed }) => [
      ...referenceFaults(placed, articles),
      ...intervalFaults(placed, articles),
    ]),
    ...caseFaults(source.cases, articles),
    ...conditionFaults(source),
    ...calendarFaults(source),
    ...domainFaults(source, articles),
  ]);
}

/** Article reference → the intervals in which it stands. */
type ArticleIndex = ReadonlyMap<ArticleRef, readonly Interval[]>;

function articleIndex(sources: readonly PackSource[]): ArticleIndex {
  const index = new Map<ArticleRef, Interval[]>();
  for (const { rule } of sources.flatMap(({ instruments }) => instruments)) {
    for (const { article, inForce } of rule.articles) {
      for (const name of new Set([article, article.split('(')[0]!])) {
        const ref = `${rule.instrument}:${name}`;
        index.set(ref, [...(index.get(ref) ?? []), inForce ?? rule.inForce]);
      }
    }
  }
  return index;
}

/** A reference to a paragraph also resolves where the pack holds the article as a whole. */
function intervalsOf(ref: ArticleRef, articles: ArticleIndex): readonly Interval[] {
  return articles.get(ref) ?? articles.get(ref.split('(')[0]!) ?? [];
}

function referenceFaults(placed: Placed<Ruled & { code?: string }>, articles: ArticleIndex): PackFault[] {
  const { basis, power } = placed.rule;
  const refs: [Path, ArticleRef][] = basis.map((ref, index) => [['basis', index], ref]);
  if (power !== undefined) refs.push([['power'], power]);
  const exceptions = (placed.rule as { exceptions?: { basis: ArticleRef[] }[] }).exceptions ?? [];
  exceptions.forEach((exception, at) => {
    exception.basis.forEach((ref, index) => {
      refs.push([['exceptions', at, 'basis', index], ref]);
    });
  });
  const parts = (placed.rule as { parts?: { basis?: ArticleRef[] }[] }).parts ?? [];
  parts.forEach(({ basis: ofPart = [] }, at) => {
    ofPart.forEach((ref, index) => {
      refs.push([['parts', at, 'basis', index], ref]);
    });
  });
  return refs
    .filter(([, ref]) => intervalsOf(ref, articles).length === 0)
    .map(([path, ref]) => faultAt(placed, path, 'pack.article_unresolved', { rule: placed.rule.code }, ref));
}

function intervalFaults(placed: Placed<Ruled & { code?: string }>, articles: ArticleIndex): PackFault[] {
  const { inForce, basis } = placed.rule;
  if (inForce === undefined) return [];
  const insane = insaneInterval(inForce);
  if (insane) return [faultAt(placed, ['inForce'], insane, { rule: placed.rule.code })];
  const standing = basis.flatMap((ref) => intervalsOf(ref, articles));
  if (standing.length === 0 || standing.some((interval) => overlap(interval, inForce))) return [];
  return [faultAt(placed, ['inForce'], 'pack.basis_never_in_force', { rule: placed.rule.code }, basis[0])];
}

function insaneInterval({ from, to }: Interval): string | undefined {
  if (!isPlainDate(from) || (to !== undefined && !isPlainDate(to))) return 'pack.no_such_day';
  return to !== undefined && to < from ? 'pack.interval_backwards' : undefined;
}

function instrumentFaults(source: PackSource): PackFault[] {
  return source.instruments.flatMap((placed) => {
    const { rule } = placed;
    const faults: PackFault[] = [];
    const insane = insaneInterval(rule.inForce);
    if (insane) faults.push(faultAt(placed, ['inForce'], insane, { instrument: rule.instrument }));
    rule.articles.forEach(({ article, inForce }, at) => {
      const ref = `${rule.instrument}:${article}`;
      const wrong = inForce && insaneInterval(inForce);
      if (wrong) faults.push(faultAt(placed, ['articles', at, 'inForce'], wrong, {}, ref));
      else if (inForce && !overlap(inForce, rule.inForce)) {
        faults.push(faultAt(placed, ['articles', at, 'inForce'], 'pack.article_outside_instrument', {}, ref));
      }
      const twin = rule.articles.findIndex(
        (other) => other.article === article && overlap(other.inForce ?? rule.inForce, inForce ?? rule.inForce),
      );
      if (twin < at) faults.push(faultAt(placed, ['articles', at], 'pack.duplicate', { article }, ref));
    });
    return faults;
  });
}

/** Two rules of one pack under one code may only follow each other in time. */
function duplicateFaults(source: PackSource): PackFault[] {
  const always: Interval = { from: '1900-01-01' };
  const keyed: [string, Interval, Place][] = [
    ...source.instruments.map((p): [string, Interval, Place] => [
      `instruments ${p.rule.instrument}`,
      p.rule.inForce,
      p,
    ]),
    ...source.calendars.map((p): [string, Interval, Place] => [`calendars ${p.rule.calendar}`, always, p]),
    ...KINDS.flatMap((kind) =>
      source[kind].map((p): [string, Interval, Place] => [
        `${kind} ${codeOf(p.rule)}`,
        (p.rule as { inForce?: Interval }).inForce ?? always,
        p,
      ]),
    ),
  ];
  const seen = new Map<string, Interval[]>();
  return keyed.flatMap(([key, interval, place]) => {
    const before = seen.get(key) ?? [];
    seen.set(key, [...before, interval]);
    return before.some((other) => overlap(other, interval))
      ? [faultAt(place, [], 'pack.duplicate', { rule: key })]
      : [];
  });
}

/** What is wrong with cases that lie outside the packs, beyond text and shape. */
export function outsideCaseFaults(files: readonly PackFile[], sources: readonly PackSource[]): PackFault[] {
  return caseFaults(files, articleIndex(sources));
}

function caseFaults(files: readonly PackFile[], articles: ArticleIndex): PackFault[] {
  const seen = new Set<string>();
  return files.flatMap((file) => {
    const { cases } = file.content as { cases: { case: string; article: string; on: string }[] };
    return cases.flatMap((one, index) => {
      const place = { file, path: ['cases', index] };
      const faults: PackFault[] = [];
      if (intervalsOf(one.article, articles).length === 0) {
        faults.push(faultAt(place, ['article'], 'pack.article_unresolved', { case: one.case }, one.article));
      }
      if (!isPlainDate(one.on)) faults.push(faultAt(place, ['on'], 'pack.no_such_day', { case: one.case }));
      if (seen.has(one.case)) faults.push(faultAt(place, ['case'], 'pack.duplicate', { case: one.case }));
      seen.add(one.case);
      return faults;
    });
  });
}

const OPS: Readonly<Record<string, readonly Test['op'][]>> = {
  day: ['is', 'before', 'onOrAfter', 'present', 'absent'],
  text: ['is', 'isNot', 'in', 'present', 'absent'],
  flag: ['is', 'isNot', 'present', 'absent'],
  many: ['includes', 'present', 'absent'],
  amount: ['is', 'atLeast', 'atMost', 'present', 'absent'],
  enum: ['is', 'isNot', 'in', 'present', 'absent'],
  identifier: ['present', 'absent'],
};

/** Conditions name facts of the one decision only; a count or another record cannot be named (design §1.8). */
function conditionFaults(source: PackSource): PackFault[] {
  const ofDecision = (field: string) => CONDITION_FIELDS[field as ConditionField] as string | undefined;
  const told = [...source.bans, ...source.measures].flatMap((placed) =>
    placed.rule.when === undefined ? [] : testFaults(placed, ['when'], placed.rule.when, ofDecision),
  );
  const rows = [...source.severity, ...source.statuteTerms];
  const terms = source.classes.flatMap((placed) =>
    (placed.rule.exceptions ?? []).flatMap(({ when }, at) =>
      testFaults(placed, ['exceptions', at, 'when'], when, ofDecision),
    ),
  );
  const items = source.items.flatMap((placed) => {
    const typeOf = (code: string) =>
      placed.rule.fields.find((field) => field.code === code)?.type as string | undefined;
    return placed.rule.fields.flatMap(({ required }, at) =>
      typeof required === 'string' ? [] : testFaults(placed, ['fields', at, 'required'], required, typeOf),
    );
  });
  const ofRows = rows.flatMap((placed) => testFaults(placed, ['when'], placed.rule.when, ofDecision));
  return [...ofRows, ...told, ...terms, ...items];
}

function testFaults(
  place: Place,
  path: Path,
  condition: Condition,
  typeOf: (field: string) => string | undefined,
): PackFault[] {
  if ('all' in condition)
    return condition.all.flatMap((part, at) => testFaults(place, [...path, 'all', at], part, typeOf));
  if ('any' in condition)
    return condition.any.flatMap((part, at) => testFaults(place, [...path, 'any', at], part, typeOf));
  const { field, op, value } = condition;
  const type = typeOf(field);
  if (type === undefined) return [faultAt(place, path, 'pack.condition_field', { field })];
  if (!OPS[type]?.includes(op)) return [faultAt(place, path, 'pack.condition_op', { field, op })];
  const wantsValue = op !== 'present' && op !== 'absent';
  if (wantsValue !== (value !== undefined)) return [faultAt(place, path, 'pack.condition_value', { field, op })];
  return [];
}

/** The criteria of a list domain rest on articles too, and its comment has days that there are. */
function domainFaults(source: PackSource, articles: ArticleIndex): PackFault[] {
  return source.listDomains.flatMap((placed) => {
    const { code: rule, criteria, comment } = placed.rule;
    const unresolved = criteria
      .filter((ref) => intervalsOf(ref, articles).length === 0)
      .map((ref) => faultAt(placed, ['criteria'], 'pack.article_unresolved', { rule }, ref));
    const days = insaneInterval(comment) ? [faultAt(placed, ['comment'], 'pack.no_such_day', { rule })] : [];
    return [...unresolved, ...days];
  });
}

function calendarFaults(source: PackSource): PackFault[] {
  return source.calendars.flatMap((placed) => {
    const { calendar, holidays, makeUpDays } = placed.rule;
    const near = (day: string) => Math.abs(Number(day.slice(0, 4)) - calendar) <= 1;
    const wrongHolidays = holidays.flatMap(({ from, to }, at) =>
      insaneInterval(to === undefined ? { from } : { from, to }) || !near(from)
        ? [faultAt(placed, ['holidays', at], 'pack.calendar_holiday', { from, to })]
        : [],
    );
    const wrongMakeUps = makeUpDays.flatMap((day, at) => {
      const weekend = isPlainDate(day) && near(day) && [0, 6].includes(weekdayOf(day));
      const closed = holidays.some(({ from, to }) => day >= from && day <= (to ?? from));
      return weekend && !closed ? [] : [faultAt(placed, ['makeUpDays', at], 'pack.calendar_make_up', { day })];
    });
    return [...wrongHolidays, ...wrongMakeUps];
  });
}
