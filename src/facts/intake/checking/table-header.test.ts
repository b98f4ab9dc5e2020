import { expect, test } from 'vitest';
import { penaltyItem, testItems } from '../../../../test/support/intake-items.ts';
import type { RawRow } from '../../../ground/reading/cell.ts';
import { headerFinder, isFooter, type TableHeader } from './table-header.ts';

const rows = (...lines: string[][]): RawRow[] => lines.map((cells, at) => ({ number: at + 1, cells }));
const find = (...lines: string[][]): TableHeader => headerFinder(testItems)(rows(...lines))!;
const fields = (header: TableHeader): string[] => header.columns.map(({ field }) => header.item.fields[field]!.code);
const codes = (header: TableHeader): string[] => header.notes.map(({ code }) => code);

test('field codes, in any case, settle item and columns', () => {
  const header = find(['cf_xdr_mc', 'CF_XDR_LB', 'Cf_Wsh', 'cf_jdrq']);
  expect(header.item.code).toBe('penalty');
  expect(fields(header)).toEqual(['CF_XDR_MC', 'CF_XDR_LB', 'CF_WSH', 'CF_JDRQ']);
});

test('spaces, brackets, stars, colons, hyphens and line breaks in a heading make no difference', () => {
  const header = find([
    '* 行政相对人名称：',
    '行政相对人代码-1（统一社会信用代码） ',
    '文,号',
    '处罚决定日期\n（年月日）',
    '处罚事由（必填）',
  ]);
  expect(fields(header)).toEqual(['CF_XDR_MC', 'CF_XDR_SHXYM', 'CF_WSH', 'CF_JDRQ', 'CF_SY']);
});

test('the heading row is found below titles, blank rows and notes', () => {
  const title = ['行政处罚信用信息公示表', '', ''];
  const header = find(
    title,
    ['', '', ''],
    ['填报单位：虚构司法局', '', ''],
    ['行政相对人名称', '处罚依据', '处罚决定日期'],
  );
  expect(header.row).toBe(4);
});

test('codes 2 and 3 are told apart by their label, since the standards of 2015 and 2018 swapped them', () => {
  const base = ['行政相对人名称', '处罚依据', '处罚决定日期'];
  const of2015 = find([...base, '行政相对人代码_2 (组织机构代码)', '行政相对人代码_3 (工商登记码)']);
  const of2018 = find([...base, '行政相对人代码_2（工商注册号）', '行政相对人代码_3（组织机构代码）']);
  expect(fields(of2015).slice(3)).toEqual(['CF_XDR_ZZJG', 'CF_XDR_GSZC']);
  expect(fields(of2018).slice(3)).toEqual(['CF_XDR_GSZC', 'CF_XDR_ZZJG']);
});

test('code 2 or 3 without a label is not read but told', () => {
  const header = find(['行政相对人名称', '处罚依据', '处罚决定日期', '行政相对人代码_2']);
  expect(fields(header)).toHaveLength(3);
  expect(codes(header)).toEqual(['header.ambiguous_code']);
});

test('unknown and repeated columns are told; numbering and our own column are passed over', () => {
  const header = find(['序号', '行政相对人名称', '处罚依据', '处罚决定日期', '处罚依据', '经办科室', '问题']);
  expect(codes(header)).toEqual(['header.repeated', 'header.unknown']);
  expect(header.repeated.map(({ at }) => at)).toEqual([4]);
});

test('a field of several values may stand in several columns', () => {
  const header = find(['行政相对人名称', '处罚依据', '处罚类别1', '处罚类别2', '处罚决定日期']);
  expect(header.repeated).toEqual([]);
  expect(fields(header).filter((code) => code === 'CF_CFLB')).toHaveLength(2);
});

test('an amount column that states yuan is told', () => {
  const header = find(['行政相对人名称', '处罚依据', '罚款金额（元）']);
  expect(codes(header)).toEqual(['header.in_yuan']);
  expect(header.columns.map(({ inYuan }) => inYuan)).toEqual([false, false, true]);
});

test('the item that the headings fit best is taken', () => {
  expect(find(['企业名称', '统一社会信用代码', '注册日期', '所在省份', '地区']).item.code).toBe('organisation');
  expect(find(['行政许可决定书文号', '项目名称', '审批类别', '行政相对人名称']).item.code).toBe('licence');
});

test('rows that hold no headings give none', () => {
  expect(headerFinder([penaltyItem])(rows(['甲', '乙'], ['1', '2']))).toBeUndefined();
});

test.each([
  [['合计', '80'], true],
  [['', '合 计', ''], true],
  [['填报人：虚构甲', '', '联系电话：0000'], true],
  [['合计茶铺有限公司', '11411100MA00000150', '2004-01-01', '河南', '漯河'], false],
])('total or signature row %j: %s', (cells, expected) => {
  expect(isFooter({ number: 9, cells }, true)).toBe(expected);
});

test.each([
  [['合 计', '80'], true],
  [['填表人：虚构甲', '审核人：虚构乙'], true],
  [['合计茶铺有限公司', '11411100MA00000150', '2004-01-01'], false],
  [['负责人工作室', '11411100MA00000150'], false],
])('where both fields are filled, total or signature row %j: %s', (cells, expected) => {
  expect(isFooter({ number: 9, cells }, false)).toBe(expected);
});

test.each(['[', '(', '(元 ', '行政相对人', '合 '])(
  'a cell of 32,000 characters made of %j is no heading and costs no time',
  (piece) => {
    const cells = Array<string>(20).fill(piece.repeat(32_000 / piece.length));
    const began = performance.now();
    expect(headerFinder(testItems)(rows(cells))).toBeUndefined();
    expect(isFooter({ number: 1, cells: cells.slice(0, 2) }, true)).toBe(false);
    expect(performance.now() - began).toBeLessThan(3000); // folding is linear; going back over itself takes minutes
  },
);
