import { expect, test } from 'vitest';
import { formText } from './forms.ts';
import { NameParser } from './parse.ts';
import { codesOf } from './place-sets.ts';

const parser = new NameParser();

test.each([
  ['漯河市正名食品有限公司', 411100, '正名食品', '有限公司', ''],
  ['河南省漯河市郾城区正名食品有限责任公司', 411103, '正名食品', '有限责任公司', ''],
  ['正名（漯河）食品有限公司', 411100, '正名食品', '有限公司', ''],
  ['漯河正名律师事务所', 411100, '正名', '律师事务所', ''],
  ['漯河正名食品有限公司临颍分公司', 411100, '正名食品', '有限公司', '临颍分公司'],
  ['漯河市司法局', 411100, '漯河司法局', '司法局', ''],
  ['漯河市食品厂', 411100, '漯河食品', '厂', ''],
  ['北京正名投资中心(有限合伙)', 110000, '正名投资', '中心', ''],
])('%s is read as place %d, core %s, form %s, branch "%s"', (name, code, core, form, branch) => {
  const reading = parser.parse(name);
  expect(codesOf(reading.place)).toContain(code);
  expect(reading.coreText()).toBe(core);
  expect(formText(parser.form)).toBe(form);
  expect(parser.branchText()).toBe(branch);
});

test.each([
  ['长安汽车有限公司', '长安汽车'],
  ['重庆长安汽车有限公司', '长安汽车'],
  ['西安长安汽车有限公司', '长安汽车'],
])('the brand in %s stays in the core, which is %s', (name, core) => {
  expect(parser.parse(name).coreText()).toBe(core);
});

test('a retired division and its successor are the same place', () => {
  expect(codesOf(parser.parse('郾城县正名食品厂').place)).toContain(411103);
});

test.each([
  ['罗河市正名食品有限公司', 'misspeltPlace', 411100],
  ['正名漯河食品有限公司', 'placeInside', 411100],
  ['长安正名食品有限公司', 'placeOrBrand', 610116],
])('%s has a further reading: %s', (name, assumed, code) => {
  parser.parseQuery(name);
  const further = parser.readings.slice(1, parser.count);
  expect(further.map((reading) => reading.assumed)).toContain(assumed);
  expect(further.flatMap((reading) => codesOf(reading.place))).toContain(code);
});
