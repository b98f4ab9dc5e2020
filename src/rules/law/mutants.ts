import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import {
  type CalendarYear,
  type Interval,
  KINDS,
  type Kind,
  type PackContent,
  type Period,
  type Stack,
} from './pack.ts';
import { codeOf } from './rule-code.ts';
import { isWeekend } from './working-days.ts';

/** One cell of the packs changed: the mutation run asks that some case notices (design §2). */
export type Mutant = {
  /** What a case must have read to be able to notice: `periods:penalty.publicity`, `instruments:xzcf`, `calendars`. */
  readonly key: string;
  readonly pack: string;
  /** Where the cell stands below its rule. */
  readonly cell: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly stack: Stack;
};

/** A change of one cell inside a rule. */
type Change = { readonly path: readonly (string | number)[]; readonly before: unknown; readonly after: unknown };

const LEVELS = ['state', 'province', 'prefecture', 'county'];
const UNITS: Readonly<Record<string, string>> = { workingDay: 'day', day: 'workingDay', month: 'year', year: 'month' };
const CLASSES = ['minor', 'general', 'serious'];
const ROLES: Readonly<Record<string, string>> = {
  decide: 'propose',
  propose: 'decide',
  examine: 'decide',
  supervise: 'decide',
};
const FLAGS = ['dayZeroCounts', 'rollForward', 'published', 'whereNecessary', 'consent'];
/** Lists in which each entry is a cell of competence or level. */
const LISTS = ['levels', 'national', 'local', 'kinds', 'subjects', 'entries'];
/** Text and addresses: no number in them decides anything. */
const SILENT: readonly string[] = ['layouts', 'documentClasses', 'templates', 'contacts'];

/** Every mutant of a stack: each number, unit, interval, level, competence and class cell, one at a time. */
export function mutantsOf(stack: Stack): Mutant[] {
  return stack.flatMap((pack, depth) => {
    const inPlace = (changed: PackContent): Stack => stack.with(depth, changed);
    const listed = KINDS.filter((kind) => !SILENT.includes(kind)).flatMap((kind) => ruleMutants(pack, kind, inPlace));
    const acts = pack.instruments.flatMap((act, at) =>
      changesOf(act, []).map((change) => ({
        ...described(`instruments:${act.instrument}`, pack, change),
        stack: inPlace({ ...pack, instruments: pack.instruments.with(at, changed(act, change)) }),
      })),
    );
    return [...listed, ...acts, ...calendarMutants(pack, inPlace)];
  });
}

function ruleMutants(pack: PackContent, kind: Kind, inPlace: (changed: PackContent) => Stack): Mutant[] {
  const rules = pack[kind] as readonly object[];
  return rules.flatMap((rule, at) =>
    changesOf(rule, [])
      .filter(({ path }) => isTelling(kind, rule, String(path[0])))
      .map((change) => ({
        ...described(`${kind}:${codeOf(rule)}`, pack, change),
        stack: inPlace({ ...pack, [kind]: rules.with(at, changed(rule, change)) }),
      })),
  );
}

/** A class's own name is its key; whether a last day rolls is nothing to working days, nor to a burden, which never does. */
function isTelling(kind: Kind, rule: object, cell: string): boolean {
  if (kind === 'classes') return cell !== 'class';
  if (kind !== 'periods' || cell !== 'rollForward') return true;
  const { unit, whose } = rule as Period;
  return unit !== 'workingDay' && whose !== 'burden';
}

function described(key: string, { head }: PackContent, { path, before, after }: Change): Omit<Mutant, 'stack'> {
  return { key, pack: head.pack, cell: path.join('.'), before, after };
}

/** Every change of a cell below `value`. */
function changesOf(value: unknown, path: readonly (string | number)[]): Change[] {
  const key = path.at(-1);
  if (typeof value === 'number') return numberChanges(value, path);
  if (key === 'inForce') return intervalChanges(value as Interval, path);
  if (Array.isArray(value)) {
    const dropped = LISTS.includes(String(key)) ? listChanges(value, path) : [];
    return [...dropped, ...value.flatMap((part, at) => changesOf(part, [...path, at]))];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, part]) => changesOf(part, [...path, name]));
  }
  return replacements(String(key), value).map((after) => ({ path, before: value, after }));
}

/** One more, one less, in the last decimal place that the number has. */
function numberChanges(value: number, path: readonly (string | number)[]): Change[] {
  const decimals = String(value).split('.')[1]?.length ?? 0;
  const step = 10 ** -decimals;
  return [value + step, value - step]
    .filter((after) => after >= 0)
    .map((after) => ({ path, before: value, after: Number(after.toFixed(decimals)) }));
}

/** Begins or ends a day sooner or later. */
function intervalChanges(interval: Interval, path: readonly (string | number)[]): Change[] {
  const ends = ['from', 'to'] as const;
  return ends.flatMap((end) => {
    const day = interval[end];
    if (day === undefined) return [];
    return [1, -1].map((by) => ({ path: [...path, end], before: day, after: addDays(day as PlainDate, by) }));
  });
}

/** Each entry left out; a list of organ levels also has each of its entries exchanged, as it may not be empty. */
function listChanges(list: readonly unknown[], path: readonly (string | number)[]): Change[] {
  const dropped = list.map((_, at) => ({ path, before: list, after: list.toSpliced(at, 1) }));
  if (path.at(-1) !== 'levels') return dropped;
  const other = LEVELS.find((level) => !list.includes(level));
  const exchanged = list.flatMap((_, at) =>
    other === undefined ? [] : [{ path, before: list, after: list.with(at, other) }],
  );
  return list.length > 1 ? [...dropped, ...exchanged] : exchanged;
}

function replacements(key: string, value: unknown): unknown[] {
  if (FLAGS.includes(key)) return [!value];
  switch (key) {
    case 'unit':
      return [UNITS[String(value)]];
    case 'class':
      return CLASSES.filter((other) => other !== value);
    case 'role':
      return [ROLES[String(value)]];
    case 'branch':
      return ['nobody'];
    case 'level':
      return levelChanges(String(value));
    default:
      return [];
  }
}

function levelChanges(level: string): string[] {
  if (LEVELS.includes(level)) return LEVELS.filter((other) => other !== level);
  const number = Number(level.slice(1));
  return [`L${(number + 1) % 10}`];
}

function changed<T>(rule: T, { path, after }: Change): T {
  const [step, ...rest] = path;
  if (step === undefined) return after as T;
  const part = (rule as Record<string | number, unknown>)[step];
  const next = changed(part, { path: rest, before: undefined, after });
  if (Array.isArray(rule)) return rule.with(step as number, next) as T;
  return { ...rule, [step]: next };
}

/**
 * Each day that a notice names turned round. A weekend day inside a holiday is closed anyway, so naming it or not is the
 * same law: no mutant.
 */
function calendarMutants(pack: PackContent, inPlace: (changed: PackContent) => Stack): Mutant[] {
  return pack.calendars.flatMap((year, at) => {
    const mutant = (cell: string, changedYear: CalendarYear) => ({
      ...described('calendars', pack, { path: [year.calendar, cell], before: 'named', after: 'not named' }),
      stack: inPlace({ ...pack, calendars: pack.calendars.with(at, changedYear) }),
    });
    const madeUp = year.makeUpDays.map((day, index) =>
      mutant(day, { ...year, makeUpDays: year.makeUpDays.toSpliced(index, 1) }),
    );
    const closed = weekdaysOff(year).map((day) => mutant(day, { ...year, holidays: withoutDay(year, day) }));
    return [...madeUp, ...closed];
  });
}

function weekdaysOff({ holidays }: CalendarYear): PlainDate[] {
  const days = holidays.flatMap(({ from, to }) => {
    const listed: PlainDate[] = [];
    for (let day = from as PlainDate; day <= (to ?? from); day = addDays(day, 1)) listed.push(day);
    return listed;
  });
  return [...new Set(days)].filter((day) => !isWeekend(day));
}

/** The holidays with that day taken out: an interval around it falls into two. */
function withoutDay({ holidays }: CalendarYear, day: PlainDate): CalendarYear['holidays'] {
  return holidays.flatMap(({ name, from, to }) => {
    const last = to ?? from;
    if (day < from || day > last) return [{ name, from, to: last }];
    const before = { name, from, to: addDays(day, -1) };
    const after = { name, from: addDays(day, 1), to: last };
    return [before, after].filter((part) => part.from <= part.to);
  });
}
