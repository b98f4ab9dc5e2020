import { addDays, daysBetween, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { MARKET_PARTIES, PARTNER, type Row } from './invented-parties.ts';

const slashed = (day: string): string => day.replaceAll('-', '/');
/** Valid for half a year, three years, or without end. */
const TERMS = [182, 1095, undefined];

/** Invented licences, evenly over the days. The first of them have run out, others run for years or without end. */
export function licenceRows(from: PlainDate, until: PlainDate, count: number): Row[] {
  const span = daysBetween(from, until);
  return Array.from({ length: count }, (_, at) => {
    const day = addDays(from, Math.floor((at * span) / Math.max(1, count - 1)));
    const party = MARKET_PARTIES[(at * 3) % MARKET_PARTIES.length]!;
    const term = TERMS[at % TERMS.length];
    const year = day.slice(0, 4);
    return {
      XK_XDR_MC: party.name,
      XK_XDR_LB: party.legalForm === '个体工商户' ? '个体工商户' : '法人及非法人组织',
      XK_XDR_SHXYM: party.uscc,
      XK_FRDB: party.head,
      XK_XKWS: '准予行政许可决定书',
      XK_WSH: `虚许决字〔${year}〕第${at + 1}号`,
      XK_XKLB: '普通',
      XK_XKZS: '虚构经营许可证',
      XK_XKBH: `XG${year}${String(at + 1).padStart(5, '0')}`,
      XK_NR: '准予从事所申请的虚构经营活动。',
      XK_JDRQ: slashed(day),
      XK_YXQZ: slashed(day),
      XK_YXQZI: term === undefined ? '2099/12/31' : slashed(addDays(day, term)),
      XK_XKJG: PARTNER.name,
      XK_XKJGDM: PARTNER.uscc,
      XK_ZT: '1',
      XK_LYDW: PARTNER.name,
      XK_LYDWDM: PARTNER.uscc,
    };
  });
}
