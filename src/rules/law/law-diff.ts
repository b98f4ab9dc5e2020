import { type Direction, directionOf } from './kinder.ts';
import { type Interval, KINDS, type PackContent, type Stack } from './pack.ts';
import { codeOf } from './rule-code.ts';

/** One rule that differs between two stacks. `direction`: for the subject; `other` where the change has none. */
export type RuleChange = {
  readonly pack: string;
  readonly kind: string;
  readonly code: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly direction: Direction;
  /** Cells that differ, as paths below the rule. */
  readonly cells: readonly string[];
};

/** What changes from one stack to another, rule by rule, calendars and instruments among them. */
export function diffLaws(before: Stack, after: Stack): RuleChange[] {
  const packs = new Set([...before, ...after].map(({ head }) => head.pack));
  return [...packs].flatMap((pack) => packChanges(pack, packOf(before, pack), packOf(after, pack)));
}

/** The rule that a change is about, as it stands in one of the two stacks. */
export function ruleOf(
  stack: Stack,
  { pack, kind, code }: Pick<RuleChange, 'pack' | 'kind' | 'code'>,
): object | undefined {
  return keyed(packOf(stack, pack)).get(`${kind} ${code}`);
}

function packOf(stack: Stack, pack: string): PackContent | undefined {
  return stack.find(({ head }) => head.pack === pack);
}

function packChanges(pack: string, before: PackContent | undefined, after: PackContent | undefined): RuleChange[] {
  const [old, fresh] = [keyed(before), keyed(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key): RuleChange[] => {
    const [kind, code] = key.split(' ') as [string, string];
    const [was, is] = [old.get(key), fresh.get(key)];
    const base = { pack, kind, code };
    if (was === undefined) return [{ ...base, change: 'added', direction: 'other', cells: [] }];
    if (is === undefined) return [{ ...base, change: 'removed', direction: 'other', cells: [] }];
    const cells = differingCells(was, is, '');
    return cells.length === 0 ? [] : [{ ...base, change: 'changed', direction: directionOf(kind, was, is), cells }];
  });
}

/** Rules by kind, code and first day: versions of one rule that follow each other are compared with their like. */
function keyed(pack: PackContent | undefined): Map<string, object> {
  if (pack === undefined) return new Map();
  const rows: [string, object][] = [
    ...pack.instruments.map((act): [string, object] => [`instruments ${act.instrument}@${act.inForce.from}`, act]),
    ...pack.calendars.map((year): [string, object] => [`calendars ${year.calendar}`, year]),
    ...KINDS.flatMap((kind) =>
      (pack[kind] ?? []).map((rule): [string, object] => [`${kind} ${versionOf(rule)}`, rule]),
    ),
  ];
  return new Map(rows);
}

function versionOf(rule: object): string {
  const { inForce } = rule as { inForce?: Interval };
  return inForce === undefined ? codeOf(rule) : `${codeOf(rule)}@${inForce.from}`;
}

function differingCells(before: unknown, after: unknown, at: string): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isTree(before) || !isTree(after)) return [at];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => differingCells(before[name], after[name], at === '' ? name : `${at}.${name}`));
}
