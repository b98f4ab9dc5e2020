import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { CITY, COUNTIES, LAW_BODIES, type Row } from './invented-parties.ts';
import { penaltyRows } from './invented-penalties.ts';

/** A cell of a workbook: numbers where a spreadsheet would have kept a number. */
export type Cell = string | number;
/** What was spoilt, in the words that a clerk would use, and the row. */
export type FaultyRow = { readonly fault: string; readonly row: Readonly<Record<string, Cell>> };

const wrongCheckCharacter = (code: string): string => code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A');

type Spoil = { readonly fault: string; readonly change: (row: Row) => Readonly<Record<string, Cell>> };

/** One row each, in this order; the last is a copy of the first. */
const SPOILT: readonly Spoil[] = [
  { fault: '没有错误', change: () => ({}) },
  {
    fault: '统一社会信用代码校验码不对',
    change: (row) => ({ CF_XDR_SHXYM: wrongCheckCharacter(row.CF_XDR_SHXYM ?? '') }),
  },
  { fault: '没有处罚依据', change: () => ({ CF_YJ: '' }) },
  { fault: '代码被电子表格变成数字，末几位已丢失', change: () => ({ CF_XDR_SHXYM: 3.141110000000012e17 }) },
  {
    fault: '有罚款金额，处罚类别却没有罚款',
    change: () => ({ CF_CFLB: '警告', CF_NR: '警告', CF_NR_FK: '0.5' }),
  },
  {
    fault: '一格里写了几个当事人',
    change: (row) => ({ CF_XDR_MC: `${row.CF_XDR_MC}；漯河虚构另一律师事务所` }),
  },
  { fault: '日期的写法不明', change: () => ({ CF_JDRQ: '大约去年秋天' }) },
  { fault: '日历上没有这一天', change: () => ({ CF_JDRQ: '2026/02/30' }) },
  { fault: '金额以元为单位', change: () => ({ CF_CFLB: '罚款', CF_NR: '罚款人民币五千元', CF_NR_FK: '5000元' }) },
  { fault: '处罚类别不在取值范围内', change: () => ({ CF_CFLB: '罚站' }) },
  { fault: '依据没有写明条款（只是提醒）', change: () => ({ CF_YJ: '《律师法》' }) },
  { fault: '没有文号', change: () => ({ CF_WSH: '' }) },
  {
    fault: '县区局对律师事务所作出的处罚（律师法：由市局决定）',
    change: () => ({ CF_CFJG: COUNTIES[0]!.name, CF_CFJGDM: COUNTIES[0]!.uscc }),
  },
];

/** The sheet of faults for a newcomer's first ten minutes. */
export function faultyRows(): FaultyRow[] {
  const rows = penaltyRows({
    organ: CITY,
    parties: LAW_BODIES.filter(({ uscc }) => uscc.startsWith('31')),
    from: '2026-09-01' as PlainDate,
    until: '2026-10-10' as PlainDate,
    count: SPOILT.length,
    mark: '错',
  });
  const spoilt = SPOILT.map(({ fault, change }, at) => ({ fault, row: { ...rows[at]!, ...change(rows[at]!) } }));
  return [...spoilt, { fault: '与第一行重复', row: spoilt[0]!.row }];
}
