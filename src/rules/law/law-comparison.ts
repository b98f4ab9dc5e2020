import type { Law } from './law.ts';
import { diffLaws, type RuleChange, ruleOf } from './law-diff.ts';

/** A cell that differs, as a path below the rule; a value that is missing on one side has none there. */
export type CellChange = { readonly cell: string; readonly before?: string; readonly after?: string };
/** A change as a reader judges it: by the rule's name, with the values of before and after. */
export type ComparedRule = Omit<RuleChange, 'cells'> & {
  readonly name: string;
  readonly nameEn: string;
  readonly cells: readonly CellChange[];
};

/** Longer texts (notes, templates) are cut: the packs hold them whole. */
const LONGEST = 600;

/** What changes from one law to another, rule by rule; of a rule that is new or gone, every part. */
export function compareLaws(before: Law, after: Law): ComparedRule[] {
  return diffLaws(before.stack, after.stack).map(({ cells, ...change }) => {
    const [was, is] = [ruleOf(before.stack, change), ruleOf(after.stack, change)];
    const told = (is ?? was ?? {}) as { name?: string; nameEn?: string; title?: string; titleEn?: string };
    return {
      ...change,
      name: told.name ?? told.title ?? change.code,
      nameEn: told.nameEn ?? told.titleEn ?? change.code,
      cells: wholeSpans(cells.length > 0 ? cells : Object.keys(told)).map((cell) => cellOf(cell, was, is)),
    };
  });
}

/** A length and its unit are one value: `longest.count` and `longest.unit` are told as `longest`. */
function wholeSpans(cells: readonly string[]): string[] {
  return [...new Set(cells.map((cell) => cell.replace(/[.](count|unit)$/, '')))];
}

function cellOf(cell: string, was: object | undefined, is: object | undefined): CellChange {
  const [before, after] = [textAt(was, cell), textAt(is, cell)];
  return { cell, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function textAt(rule: object | undefined, cell: string): string | undefined {
  let value: unknown = rule;
  for (const name of cell.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : (spanText(value) ?? JSON.stringify(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** `6 month` of a span alone, as a pack writes it. */
function spanText(value: unknown): string | undefined {
  const { count, unit, ...rest } = value as { count?: unknown; unit?: unknown };
  return typeof count === 'number' && typeof unit === 'string' && Object.keys(rest).length === 0
    ? `${count} ${unit}`
    : undefined;
}
