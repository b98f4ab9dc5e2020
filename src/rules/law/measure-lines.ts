import type { DecisionKind } from './measure-way.ts';
import type { ItemSubjectMatter, Measure } from './pack.ts';
import { faultAt } from './pack-check.ts';
import type { PackFault } from './pack-fault.ts';
import type { PackSource, Placed } from './pack-stack.ts';

/** Rows that an association may never impose: all of the public list but criticism within the trade (law file 3.7). */
const PUBLIC_ROWS = /^M(0[1-9]|1[0-3])$/;
/** Rows that are never ours: consumption limits, exit bars, study, credit reports, bank credit. */
const NEVER_ROWS: readonly string[] = ['M04', 'M05', 'M06', 'M12', 'M13'];
/** And what no row may bring in under another name. */
const NEVER_WORDS =
  /限制(高)?消费|出境|升学|复学|断网|关闭网站|停止(网络|互联网)接入|特许经营|公共资源交易|授信|信贷|贷款/;

/** Which catalogue items a kind of decision can be an entry of. */
const ABOUT: Readonly<Record<DecisionKind, readonly ItemSubjectMatter[]>> = {
  penalty: ['penalty'],
  licence_refused: ['licence', 'other_decision'],
  licence_revoked: ['penalty', 'licence', 'other_decision'],
  registration_cancelled: ['penalty', 'registration', 'other_decision'],
  listed: ['list_entry'],
  judgment: ['court_fact'],
  commitment_broken: ['commitment'],
  honour_awarded: ['honour'],
};

/** The lines of a row by itself: who may impose it, what ends it, for whom an amount counts. */
export function measureLineFaults(placed: Placed<Measure>): PackFault[] {
  const { rule } = placed;
  const measure = rule.code;
  const faults = rule.authority.flatMap(({ branch }, at) => {
    if (branch === 'association' && rule.kind === 'constraint' && PUBLIC_ROWS.test(rule.row))
      return [faultAt(placed, ['authority', at], 'pack.measure_association', { measure, row: rule.row })];
    const never = NEVER_ROWS.includes(rule.row) || NEVER_WORDS.test(`${rule.name}${rule.content}`);
    return branch === 'justice' && rule.kind === 'constraint' && never
      ? [faultAt(placed, ['authority', at], 'pack.measure_never', { measure, row: rule.row })]
      : [];
  });
  if (rule.role === 'decide' && !rule.authority.some(({ branch }) => branch === 'justice'))
    faults.push(faultAt(placed, ['role'], 'pack.measure_never', { measure, role: rule.role }));
  return [...faults, ...endFaults(placed), ...amountFaults(placed)];
}

/** A term that no end names would never be over, and an end by a term that there is not would never come. */
function endFaults(placed: Placed<Measure>): PackFault[] {
  const { code: measure, ends, term } = placed.rule;
  if (ends === undefined || ends.includes('term') === (term !== undefined)) return [];
  return [faultAt(placed, ['ends'], 'pack.measure_end', { measure, term: term !== undefined })];
}

function amountFaults(placed: Placed<Measure>): PackFault[] {
  const { code: measure, amounts = [], objectKinds } = placed.rule;
  const named = amounts.flatMap(({ kinds }) => kinds);
  const outside = named.filter((kind, at) => !objectKinds.includes(kind) || named.indexOf(kind) < at);
  return outside.map((kind) => faultAt(placed, ['amounts'], 'pack.measure_amount', { measure, kind }));
}

/** A trigger names an item of the catalogue, and a decision of a kind that such an item records. */
export function triggerFaults(source: PackSource, sources: readonly PackSource[]): PackFault[] {
  const items = sources.flatMap((one) => one.items);
  return source.measures.flatMap((placed) =>
    (placed.rule.triggers ?? []).flatMap(({ item, decision }, at) => {
      const known = items.some(({ rule }) => rule.code === item && ABOUT[decision].includes(rule.about));
      const facts = { measure: placed.rule.code, item, decision };
      return known ? [] : [faultAt(placed, ['triggers', at], 'pack.measure_trigger', facts)];
    }),
  );
}
