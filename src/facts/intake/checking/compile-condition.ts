import type { CatalogueItem, Condition, Test } from '../../../rules/law/item.ts';

/** Values of one row by the field's place in its item; undefined where nothing usable is written. */
export type RowValues = readonly (string | undefined)[];
export type RowTest = (values: RowValues) => boolean;

/**
 * A pack's condition as a function on the values of a row, true only where it surely holds: a missing fact makes a test
 * unknown, and what is unknown asks nothing of the clerk (design §2). Same meaning as `holds` in `law/`, compiled once
 * because it runs for each of a million rows.
 */
export function compileCondition(condition: Condition, item: CatalogueItem): RowTest {
  if ('all' in condition) {
    const parts = condition.all.map((part) => compileCondition(part, item));
    return (values) => parts.every((part) => part(values));
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => compileCondition(part, item));
    return (values) => parts.some((part) => part(values));
  }
  const at = item.fields.findIndex(({ code }) => code === condition.field);
  if (at < 0) return () => false; // the pack loader refuses unknown fields; here it is unknown
  return compileTest(condition, at, item.fields[at]!.type === 'amount');
}

function compileTest({ op, value }: Test, at: number, isAmount: boolean): RowTest {
  if (op === 'present') return (values) => values[at] !== undefined;
  if (op === 'absent') return (values) => values[at] === undefined;
  const holds = comparison(op, value, isAmount);
  return (values) => {
    const fact = values[at];
    return fact !== undefined && holds(fact);
  };
}

function comparison(op: Test['op'], value: Test['value'], isAmount: boolean): (fact: string) => boolean {
  const wanted = String(value);
  const order = isAmount
    ? (fact: string) => Number(fact) - Number(value)
    : (fact: string) => (fact === wanted ? 0 : fact > wanted ? 1 : -1);
  switch (op) {
    case 'is':
      return (fact) => order(fact) === 0;
    case 'isNot':
      return (fact) => order(fact) !== 0;
    case 'in': {
      const list = new Set(Array.isArray(value) ? value.map(String) : []);
      return (fact) => list.has(fact);
    }
    case 'includes':
      // Nearly all rows lack the word at all: that is seen without cutting the value up.
      return (fact) => fact === wanted || (fact.includes(wanted) && fact.split(';').includes(wanted));
    case 'atLeast':
    case 'onOrAfter':
      return (fact) => order(fact) >= 0;
    case 'atMost':
      return (fact) => order(fact) <= 0;
    case 'before':
      return (fact) => order(fact) < 0;
    default:
      return () => false;
  }
}
