import { usccFor } from './identifiers.ts';

/** One row of a penalty sheet by field code; what is left out is empty. */
export type PenaltyRow = Readonly<Record<string, string>>;

const ORGAN = '11411100MA00000150';

/** An invented penalty on an invented company: complete, lawful, of class general. `serial` makes each one different. */
export function penaltyRow(serial: number, change: PenaltyRow = {}): PenaltyRow {
  return {
    CF_XDR_MC: `漯河虚构${serial}号商贸有限公司`,
    CF_XDR_LB: '法人及非法人组织',
    CF_XDR_SHXYM: usccFor('411100', '91', serial),
    CF_FRDB: '某某',
    CF_WSH: `虚司罚决字〔2026〕第${serial}号`,
    CF_WFXW: '未取得许可从事法律服务',
    CF_SY: '当事人未取得许可，以法律服务名义收费。',
    CF_YJ: '《律师法》第五十五条',
    CF_CFLB: '罚款',
    CF_NR: '罚款人民币五千元',
    CF_NR_FK: '0.5',
    CF_JDRQ: '2026/03/02',
    CF_CFJG: '漯河市虚构司法局',
    CF_CFJGDM: ORGAN,
    CF_SJLY: '漯河市虚构司法局',
    CF_SJLYDM: ORGAN,
    procedure: 'ordinary',
    ...change,
  };
}

/** A natural person's row: the number is one of the standard's own samples, or generated with a birth before 1900. */
export function personRow(serial: number, number: string, change: PenaltyRow = {}): PenaltyRow {
  const { CF_XDR_SHXYM: _code, CF_FRDB: _head, ...rest } = penaltyRow(serial);
  return { ...rest, CF_XDR_MC: '某甲', CF_XDR_LB: '自然人', CF_XDR_ZJLX: '身份证', CF_XDR_ZJHM: number, ...change };
}

/** The rows as a csv file with field codes as headings. */
export function csvOf(rows: readonly PenaltyRow[]): Buffer {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => headings.map((heading) => quote(row[heading] ?? '')).join(','));
  return Buffer.from([headings.join(','), ...lines].join('\r\n'));
}
