import { measureLineFaults } from './measure-lines.ts';
import type { LawItem, Measure, OrganClass, Parameter } from './pack.ts';
import { faultAt } from './pack-check.ts';
import type { PackFault } from './pack-fault.ts';
import type { PackSource, Placed } from './pack-stack.ts';

/**
 * The lines that no pack can cross (design §1): they are the product's, not the pack's, and so stand in code. Each names the
 * norm it follows where there is one.
 */

/** What a catalogue item may be about: acts and findings of organs (国办发〔2020〕49号 (三)); all else is refused (§1.6). */
const SUBJECT_MATTERS: readonly string[] = [
  'registration',
  'licence',
  'penalty',
  'honour',
  'commitment',
  'court_fact',
  'list_entry',
  'other_decision',
];

/** Words of items that stand outside statutory finding documents, or expose whom the law shields. */
const FORBIDDEN_WORDS =
  /受援人|法律援助对象|未成年|信访|上访|闯红灯|欠缴|欠费|物业费|水电费|社交媒体|网络言论|婚姻|家庭成员|养犬|垃圾分类|legal aid recipient|minors?\b|petition|jaywalk|arrears|social media|family/i;
/** Score, grade, level or rank of a person (§1.1). */
const GRADING_WORDS =
  /评分|得分|积分|分值|打分|扣分|信用等级|信用级别|排名|名次|\b(score|points?|grade|rank(ing)?|rating)\b/i;
const OTHER_WORDS = /其他(措施|惩戒|限制)|等(措施|惩戒)|^其他|\bother\b/i;

/** Who may decide consumption limits and exit bars (law file 2.10, 2.11; §1.7). */
const RESERVED: Readonly<Record<string, { branches: readonly string[]; article: string }>> = {
  M04: { branches: ['court'], article: '最高人民法院关于限制被执行人高消费及有关消费的若干规定 art. 1' },
  M05: {
    branches: [
      'court',
      'tax',
      'public_security',
      'immigration',
      'state_security',
      'procuratorate',
      'supervision',
      'government',
    ],
    article: '出境入境管理法 arts. 12, 28, 65',
  },
};
const ROWS = /^M(0[1-9]|1[0-4])$/;
const INCENTIVES = /^J(0[1-9]|[1-9]\d)$/;

export function lineFaults(source: PackSource): PackFault[] {
  return [
    ...source.items.flatMap(itemFaults),
    ...source.categories.flatMap((placed) =>
      wordFaults(placed, [], `${placed.rule.name} ${placed.rule.nameEn}`, FORBIDDEN_WORDS),
    ),
    ...source.measures.flatMap(measureFaults),
    ...source.parameters.flatMap(parameterFaults),
    ...source.severity
      .filter(
        ({ rule: { signOff } }) => signOff.state === 'signed' && (signOff.by === undefined || signOff.on === undefined),
      )
      .map((placed) => faultAt(placed, ['signOff'], 'pack.sign_off', { rule: placed.rule.code })),
  ];
}

function itemFaults(placed: Placed<LawItem>): PackFault[] {
  const { rule } = placed;
  const faults = wordFaults(placed, ['name'], `${rule.name} ${rule.nameEn}`, FORBIDDEN_WORDS);
  if (!SUBJECT_MATTERS.includes(rule.about)) {
    faults.push(faultAt(placed, ['about'], 'pack.item_forbidden', { item: rule.code, about: rule.about }));
  }
  const ofPersons = rule.subjectKinds.some((kind) => kind !== 'organisation');
  const seen = new Set<string>();
  rule.fields.forEach(({ code, name, nameEn }, at) => {
    if (seen.has(code)) faults.push(faultAt(placed, ['fields', at], 'pack.duplicate', { field: code }));
    seen.add(code);
    if (ofPersons && GRADING_WORDS.test(`${name} ${nameEn}`)) {
      faults.push(faultAt(placed, ['fields', at], 'pack.person_graded', { item: rule.code, field: code }));
    }
  });
  if (ofPersons && GRADING_WORDS.test(`${rule.name} ${rule.nameEn}`)) {
    faults.push(faultAt(placed, ['name'], 'pack.person_graded', { item: rule.code }));
  }
  return faults;
}

function wordFaults(placed: Placed<{ code: string }>, path: string[], text: string, words: RegExp): PackFault[] {
  const word = words.exec(text)?.[0];
  return word === undefined ? [] : [faultAt(placed, path, 'pack.item_forbidden', { item: placed.rule.code, word })];
}

function measureFaults(placed: Placed<Measure>): PackFault[] {
  const { rule } = placed;
  const faults: PackFault[] = [];
  if (OTHER_WORDS.test(rule.name) || OTHER_WORDS.test(rule.nameEn) || OTHER_WORDS.test(rule.code)) {
    faults.push(faultAt(placed, ['name'], 'pack.measure_other', { measure: rule.code }));
  }
  if (!(rule.kind === 'constraint' ? ROWS : INCENTIVES).test(rule.row)) {
    faults.push(faultAt(placed, ['row'], 'pack.measure_outside_list', { measure: rule.code, row: rule.row }));
  }
  const reserved = RESERVED[rule.row];
  rule.authority.forEach(({ branch }: OrganClass, at) => {
    if (reserved === undefined || reserved.branches.includes(branch)) return;
    faults.push(
      faultAt(placed, ['authority', at], 'pack.measure_reserved', { measure: rule.code, branch }, reserved.article),
    );
  });
  return [...faults, ...measureLineFaults(placed)];
}

function parameterFaults(placed: Placed<Parameter>): PackFault[] {
  const { allowed, value, kinder, code } = placed.rule;
  const outside = allowed !== undefined && (!allowed.includes(value) || !allowed.includes(kinder));
  const directions = ['lower', 'higher', 'shorter', 'longer'];
  const vague = allowed === undefined && typeof value === 'number' && !directions.includes(String(kinder));
  return outside || vague ? [faultAt(placed, ['value'], 'pack.parameter', { parameter: code })] : [];
}
