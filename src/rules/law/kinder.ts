import {
  type ClassTerm,
  type ClosedList,
  KINDS,
  type Measure,
  type Parameter,
  type Period,
  type Ruled,
  type SeverityRow,
  type Span,
  type StatuteTerm,
} from './pack.ts';
import { faultAt } from './pack-check.ts';
import type { PackFault } from './pack-fault.ts';
import type { PackSource, Placed } from './pack-stack.ts';
import { codeOf } from './rule-code.ts';

/** Towards the subject, against them, or neither. */
export type Direction = 'kinder' | 'harsher' | 'same' | 'other';

/** Addresses and forms touch nobody's rights: a lower pack writes its own. */
const WITHOUT_BASIS: readonly string[] = ['organs', 'layouts', 'templates', 'contacts'];
const DAYS = { day: 1, workingDay: 1.4, month: 30.44, year: 365.25 } as const;
const GRAVITY = { minor: 0, general: 1, serious: 2 } as const;
const FORCE = { info: 0, may: 1, must: 2 } as const;

/** Length in days, to compare spans of different units; never used to compute a date. */
function size({ count, unit }: Span): number {
  return count * DAYS[unit];
}

function less(before: number, after: number): Direction {
  return after === before ? 'same' : after < before ? 'kinder' : 'harsher';
}

/** Which way a rule moved for the subject. `other`: it changed in a way that has no direction. */
export function directionOf(kind: string, before: object, after: object): Direction {
  switch (kind) {
    case 'periods':
      return periodDirection(before as Period, after as Period);
    case 'classes':
      return classDirection(before as ClassTerm, after as ClassTerm);
    case 'statuteTerms':
      return less(size((before as StatuteTerm).longest), size((after as StatuteTerm).longest));
    case 'severity':
      return less(GRAVITY[(before as SeverityRow).class], GRAVITY[(after as SeverityRow).class]);
    case 'parameters':
      return parameterDirection(before as Parameter, after as Parameter);
    case 'closedLists':
      return listDirection(before as ClosedList, after as ClosedList);
    case 'measures':
      return measureDirection(before as Measure, after as Measure);
    default:
      return 'other';
  }
}

function periodDirection(before: Period, after: Period): Direction {
  if (before.kinder === 'none') return size(before) === size(after) ? 'same' : 'other';
  const shorter = less(size(before), size(after));
  if (before.kinder === 'shorter' || shorter === 'same') return shorter;
  return shorter === 'kinder' ? 'harsher' : 'kinder';
}

function classDirection(before: ClassTerm, after: ClassTerm): Direction {
  return worst([
    less(size(before.longest), size(after.longest)),
    less(size(before.earliest), size(after.earliest)),
    less(Number(before.published), Number(after.published)),
    less(Number(before.whereNecessary ?? false), Number(after.whereNecessary ?? false)),
  ]);
}

function parameterDirection(before: Parameter, after: Parameter): Direction {
  if (before.value === after.value) return 'same';
  if (typeof before.value === 'number' && typeof after.value === 'number') {
    const shorter = less(before.value, after.value);
    if (before.kinder === 'lower' || before.kinder === 'shorter') return shorter;
    return shorter === 'kinder' ? 'harsher' : 'kinder';
  }
  return after.value === before.kinder ? 'kinder' : 'harsher';
}

/** One entry the wrong way makes the list harsher, whatever else it gained. */
function listDirection(before: ClosedList, after: ClosedList): Direction {
  const gained = after.entries.some((entry) => !before.entries.includes(entry));
  const lost = before.entries.some((entry) => !after.entries.includes(entry));
  if (!gained && !lost) return 'same';
  return (before.kinder === 'more' ? lost : gained) ? 'harsher' : 'kinder';
}

function measureDirection(before: Measure, after: Measure): Direction {
  return worst([
    less(FORCE[before.force], FORCE[after.force]),
    less(
      before.term?.atMost ? size(before.term.atMost) : Infinity,
      after.term?.atMost ? size(after.term.atMost) : Infinity,
    ),
    less(before.objectKinds.length, after.objectKinds.length),
  ]);
}

/** One harsher cell makes the whole harsher: a gain elsewhere does not buy it. */
function worst(directions: readonly Direction[]): Direction {
  if (directions.includes('harsher')) return 'harsher';
  return directions.includes('kinder') ? 'kinder' : 'same';
}

/** Rules of `lower` that replace one of `upper` against the subject without an article that lets them. */
export function kinderFaults(upper: PackSource, lower: PackSource): PackFault[] {
  return KINDS.filter((kind) => !WITHOUT_BASIS.includes(kind)).flatMap((kind) => {
    const above = upper[kind] as readonly Placed<object>[];
    return (lower[kind] as readonly Placed<object & Partial<Ruled>>[]).flatMap((placed) => {
      const replaced = above.find(({ rule }) => codeOf(rule) === codeOf(placed.rule));
      if (replaced === undefined || placed.rule.power !== undefined) return [];
      const direction = directionOf(kind, replaced.rule, placed.rule);
      if (direction !== 'harsher' && direction !== 'other') return [];
      const article = (replaced.rule as Partial<Ruled>).basis?.[0];
      return [
        faultAt(
          placed,
          [],
          'pack.harsher_than_above',
          { kind, rule: codeOf(placed.rule), above: upper.head.pack },
          article,
        ),
      ];
    });
  });
}
