import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAW_FOLDER, loadLaw, readLaw } from './load.ts';
import { faultLine, PackRefusal } from './pack-fault.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'zhengming-law-'));
  // The cases outweigh the packs and say nothing of faults: without them each reading is twice as quick.
  cpSync(LAW_FOLDER, root, { recursive: true, filter: (path) => basename(path) !== 'cases' });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Faults of the stack while one more file lies in it. */
function withFile(path: string, text: string): readonly string[] {
  writeFileSync(join(root, path), text);
  const { faults } = readLaw({ root });
  rmSync(join(root, path));
  return faults.map(({ file, line, code, article }) => [`${file}:${line}`, code, article].filter(Boolean).join(' '));
}

const period = (fields: string) => `periods:
  - code: test.period
    name: 测试期限
    nameEn: A period
    ${fields}
    from: decided
    dayZeroCounts: false
    monthEnd: clamp
    rollForward: false
    stopClock: []
    kinder: shorter
    mark: verified
`;
const measure = (row: string, name: string, branch: string) => `measures:
  - code: test.measure
    row: ${row}
    group: G1
    kind: constraint
    force: may
    name: ${name}
    nameEn: A measure
    content: 内容
    contentEn: content
    object: 单位
    objectEn: bodies
    objectKinds: [organisation]
    trigger: 事由
    triggerEn: cause
    authority: [{ branch: ${branch} }]
    implementing: 机关
    lifting: 期满
    liftingEn: at its end
    basis: [xzcf:48]
    mark: verified
`;
const item = (name: string, about: string, field: string) =>
  `items:
  - code: test_item
    name: ${name}
    nameEn: An item
    category: penalty
    about: ${about}
    provider: 机关
    disclosureMode: PUBLIC
    subjectKinds: [organisation, natural_person]
    cycle: 7
    retention: { count: 5, unit: year }
    personalInformation: none
    enabled: false
    basis: [xzcf:48]
    mark: memory
    fields:
      - { code: TEST, name: ${field}, nameEn: A field, type: text, required: always, disclosure: public, aliases: [] }
`.replace('cycle: 7', 'cycle: 每日');
const severity = (when: string) => `severity:
  - code: test.row
    name: 测试
    nameEn: A row
    when: ${when}
    class: general
    signOff: { state: provisional }
    basis: [xzcf:48]
    mark: memory
`;

test.each([
  ['broken YAML', 'cn/zz.yaml', 'periods:\n  - code: "open\n', 'cn/zz.yaml:3 pack.unreadable'],
  ['an unknown kind of file', 'cn/zz.yaml', 'scores: []\n', 'cn/zz.yaml:1 pack.unknown_kind'],
  ['a missing field', 'cn/zz.yaml', period('whose: organ\n    count: 1\n    unit: day'), 'cn/zz.yaml:2 pack.shape'],
  [
    'a field that no rule has',
    'cn/zz.yaml',
    `${period('whose: organ\n    count: 1\n    unit: day\n    basis: [xzcf:48]')}    score: 5\n`,
    'cn/zz.yaml:16 pack.shape',
  ],
  [
    'an article that does not exist',
    'cn/zz.yaml',
    period('whose: organ\n    count: 1\n    unit: day\n    basis: [xzcf:999]'),
    'cn/zz.yaml:8 pack.article_unresolved xzcf:999',
  ],
  [
    'an interval that runs backwards',
    'cn/zz.yaml',
    period(
      'whose: organ\n    count: 1\n    unit: day\n    basis: [xzcf:48]\n    inForce: { from: 2026-01-02, to: 2026-01-01 }',
    ),
    'cn/zz.yaml:9 pack.interval_backwards',
  ],
  [
    'a day that does not exist',
    'cn/zz.yaml',
    period('whose: organ\n    count: 1\n    unit: day\n    basis: [xzcf:48]\n    inForce: { from: 2026-02-30 }'),
    'cn/zz.yaml:9 pack.no_such_day',
  ],
  [
    'a rule before its law',
    'cn/zz.yaml',
    period(
      'whose: organ\n    count: 1\n    unit: day\n    basis: [xzcf:48]\n    inForce: { from: 1950-01-01, to: 1951-01-01 }',
    ),
    'cn/zz.yaml:9 pack.basis_never_in_force xzcf:48',
  ],
  [
    'a count of other records',
    'cn/zz.yaml',
    severity('{ field: priorPenalties, op: atLeast, value: 3 }'),
    'cn/zz.yaml:5 pack.condition_field',
  ],
  [
    'a comparison that makes no sense',
    'cn/zz.yaml',
    severity('{ field: kinds, op: atLeast, value: 3 }'),
    'cn/zz.yaml:5 pack.condition_op',
  ],
  [
    'a test without its value',
    'cn/zz.yaml',
    severity('{ field: fine, op: atLeast }'),
    'cn/zz.yaml:5 pack.condition_value',
  ],
  [
    'a measure in a city pack',
    'cn-4111/zz.yaml',
    measure('M07', '限制', 'justice'),
    'cn-4111/zz.yaml:2 pack.layer_may_not_hold',
  ],
  [
    'an item in a city pack',
    'cn-4111/zz.yaml',
    item('测试', 'penalty', '字段'),
    'cn-4111/zz.yaml:2 pack.layer_may_not_hold',
  ],
  [
    'a party period of a city',
    'cn-4111/zz.yaml',
    period('whose: party\n    count: 1\n    unit: day\n    basis: [xzcf:48]'),
    'cn-4111/zz.yaml:5 pack.layer_may_not_hold',
  ],
  [
    'an exit bar by a justice bureau',
    'cn/zz.yaml',
    measure('M05', '不准出境', 'justice'),
    'cn/zz.yaml:16 pack.measure_reserved 出境入境管理法 arts. 12, 28, 65',
  ],
  [
    'a consumption limit by the tax office',
    'cn/zz.yaml',
    measure('M04', '限制消费', 'tax'),
    'cn/zz.yaml:16 pack.measure_reserved 最高人民法院关于限制被执行人高消费及有关消费的若干规定 art. 1',
  ],
  ['an "other" measure', 'cn/zz.yaml', measure('M07', '其他措施', 'justice'), 'cn/zz.yaml:7 pack.measure_other'],
  [
    'a measure outside the list',
    'cn/zz.yaml',
    measure('M15', '限制', 'justice'),
    'cn/zz.yaml:3 pack.measure_outside_list',
  ],
  [
    'an item about legal aid recipients',
    'cn/zz.yaml',
    item('法律援助受援人信息', 'penalty', '字段'),
    'cn/zz.yaml:3 pack.item_forbidden',
  ],
  ['an item about minors', 'cn/zz.yaml', item('未成年人信息', 'penalty', '字段'), 'cn/zz.yaml:3 pack.item_forbidden'],
  ['an item about petitions', 'cn/zz.yaml', item('信访记录', 'penalty', '字段'), 'cn/zz.yaml:3 pack.item_forbidden'],
  ['an item about jaywalking', 'cn/zz.yaml', item('闯红灯记录', 'penalty', '字段'), 'cn/zz.yaml:3 pack.item_forbidden'],
  [
    'an item about conduct outside a finding',
    'cn/zz.yaml',
    item('测试', 'conduct', '字段'),
    'cn/zz.yaml:6 pack.item_forbidden',
  ],
  ['a score of a person', 'cn/zz.yaml', item('测试', 'penalty', '信用得分'), 'cn/zz.yaml:17 pack.person_graded'],
])('the loader refuses %s, naming file and line', (_, path, text, fault) => {
  expect(withFile(path, text)).toContain(fault);
});

test('a city may shorten the time of its own organs, and not lengthen it', () => {
  const own = (count: number) =>
    period(`whose: organ\n    count: ${count}\n    unit: workingDay\n    basis: [xzcf:48]`).replace(
      'test.period',
      'penalty.publicity',
    );
  expect(withFile('cn-4111/zz.yaml', own(5))).toEqual([]);
  expect(withFile('cn-4111/zz.yaml', own(8))).toContainEqual(
    expect.stringContaining('cn-4111/zz.yaml:2 pack.harsher_than_above'),
  );
  const powered = own(8).replace('mark: verified', 'mark: verified\n    power: xzcf:48');
  expect(withFile('cn-4111/zz.yaml', powered)).toEqual([]);
});

test('a province may ask more of an organ than a closed list of the nation, and never less', () => {
  const told = (entries: string) => `closedLists:
  - code: penalty.notice
    name: 告知事项
    nameEn: What is told
    entries: [${entries}]
    kinder: more
    basis: [xzcf:44]
    mark: verified
`;
  const all = '拟处罚内容, 事实, 理由, 依据, 权利';
  expect(withFile('cn-41/zz.yaml', told(`${all}, 联系人`))).toEqual([]);
  expect(withFile('cn-41/zz.yaml', told('事实, 理由, 依据, 权利, 联系人'))).toContainEqual(
    expect.stringContaining('cn-41/zz.yaml:2 pack.harsher_than_above'),
  );
});

test('all faults come at once, and the law is not given', () => {
  writeFileSync(join(root, 'cn/zz.yaml'), severity('{ field: count, op: atLeast, value: 3 }'));
  writeFileSync(join(root, 'cn/zzz.yaml'), measure('M15', '其他措施', 'justice'));
  const { law, faults } = readLaw({ root });
  expect(law).toBeUndefined();
  expect(faults.map(({ code }) => code)).toEqual([
    'pack.condition_field',
    'pack.measure_outside_list',
    'pack.measure_other',
  ]);
  expect(() => loadLaw({ root })).toThrow(PackRefusal);
  expect(faultLine(faults[0]!, 'en')).toMatch(/^cn\/zz\.yaml:5 a condition may name only facts/);
  rmSync(join(root, 'cn/zz.yaml'));
  rmSync(join(root, 'cn/zzz.yaml'));
});

test('a stack without a rule that the program needs is refused', () => {
  const path = join(root, 'cn/basis-levels.yaml');
  const text = readFileSync(path, 'utf8');
  rmSync(path);
  expect(readLaw({ root }).faults.map(({ code }) => code)).toContain('pack.missing_rule');
  writeFileSync(path, text);
});

test('the edition follows content, not layout', () => {
  const before = loadLaw({ root }).edition;
  const path = join(root, 'cn/pack.yaml');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, `# a remark\n\n${text}`);
  expect(loadLaw({ root }).edition).toBe(before);
  writeFileSync(path, text.replace(/^name: .*$/m, 'name: 另一名称'));
  expect(loadLaw({ root }).edition).not.toBe(before);
  writeFileSync(path, text);
});

test('a pack that is not there is a fault, not a crash', () => {
  expect(readLaw({ root, pack: 'cn-99' }).faults.map(({ code }) => code)).toContain('pack.absent');
});
