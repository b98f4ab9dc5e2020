import { addDays, daysBetween, type PlainDate } from '../kernel/plain-date.ts';
import { inventedResidentId } from './invented-codes.ts';
import { type InventedOrgan, inventedPerson, type Party, type Row } from './invented-parties.ts';

/** What a penalty is for and what it consists of, in the words of a sheet. Amounts in units of 10,000 yuan. */
type Offence = {
  readonly conduct: string;
  readonly facts: string;
  readonly basis: string;
  readonly kinds: string;
  readonly content: string;
  readonly fields?: Row;
};

/** By the class that the law gives them, one after the other: general, minor, general, serious, unknown, minor. */
const ON_LAW_BODIES: readonly Offence[] = [
  {
    conduct: '违反规定接受委托',
    facts: '当事人接受有利益冲突的案件。',
    basis: '《律师法》第五十条',
    kinds: '警告;罚款',
    content: '警告，罚款人民币一万元',
    fields: { CF_NR_FK: '1', procedure: '普通程序' },
  },
  {
    conduct: '未按规定统一收费',
    facts: '当事人一名工作人员自行收取费用，已退还。',
    basis: '《律师法》第五十条',
    kinds: '警告',
    content: '警告',
  },
  {
    conduct: '违反规定收取费用',
    facts: '当事人超出约定收取费用，收入应当没收。',
    basis: '《律师法》第五十条',
    kinds: '没收违法所得',
    content: '没收违法所得人民币八千元',
    fields: { CF_NR_WFFF: '0.8', procedure: '普通程序' },
  },
  {
    conduct: '疏于管理造成严重后果',
    facts: '当事人对本所人员疏于管理，造成严重后果。',
    basis: '《律师法》第五十条',
    kinds: '责令停产停业',
    content: '责令停业整顿二个月',
    fields: { procedure: '普通程序' },
  },
  {
    conduct: '未按规定报送材料',
    facts: '当事人未按期报送年度材料。来件没有写明所用程序，罚款数额较低。',
    basis: '《律师法》第五十条',
    kinds: '罚款',
    content: '罚款人民币二千元',
    fields: { CF_NR_FK: '0.2' },
  },
  {
    conduct: '档案管理不规范',
    facts: '当事人业务档案不全。',
    basis: '《律师法》第五十条',
    kinds: '通报批评',
    content: '通报批评',
  },
];

const ON_ENTERPRISES: readonly Offence[] = [
  {
    conduct: '未按规定明码标价',
    facts: '当事人销售商品没有标明价格。',
    basis: '《价格法》第四十二条',
    kinds: '罚款',
    content: '罚款人民币三千五百元',
    fields: { CF_NR_FK: '0.35', procedure: '普通程序' },
  },
  {
    conduct: '经营标签不合规定的食品',
    facts: '当事人经营的预包装食品标签有误。',
    basis: '《食品安全法》第一百二十五条',
    kinds: '没收违法所得;罚款',
    content: '没收违法所得人民币六百元，罚款人民币五千元',
    fields: { CF_NR_FK: '0.5', CF_NR_WFFF: '0.06', procedure: '普通程序', domain: '食品' },
  },
  {
    conduct: '未按规定公示证照',
    facts: '当事人没有在经营场所公示证照，当场改正。',
    basis: '《行政处罚法》第五十一条',
    kinds: '警告',
    content: '警告',
    fields: { procedure: '简易程序' },
  },
  {
    conduct: '安全条件不符合规定',
    facts: '当事人经责令改正逾期没有改正。',
    basis: '《安全生产法》第一百零二条',
    kinds: '责令停产停业;罚款',
    content: '责令停产停业整顿，罚款人民币二万元',
    fields: { CF_NR_FK: '2', procedure: '普通程序', domain: '安全生产' },
  },
  {
    conduct: '资质不再符合条件',
    facts: '当事人取得资质后不再具备相应条件。',
    basis: '《建筑法》第六十五条',
    kinds: '降低资质等级',
    content: '降低资质等级',
    fields: { procedure: '普通程序' },
  },
];

export type PenaltySeries = {
  readonly organ: InventedOrgan;
  readonly parties: readonly Party[];
  readonly about: 'law_bodies' | 'enterprises';
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly count: number;
  /** Distinguishes document numbers: 虚司罚决字〔2026〕市第1号. */
  readonly mark: string;
};

const slashed = (day: string): string => day.replaceAll('-', '/');

/** What happened after the decision, every combination in turn; days after the end of the series have not happened yet. */
function afterwards(serial: number, day: PlainDate, until: PlainDate): Row {
  const facts: Record<string, string> = { decision_status: 'standing', remedy_notified: '是' };
  const happened = (code: string, days: number, also: Row = {}) => {
    const on = addDays(day, days);
    if (on <= until) Object.assign(facts, { [code]: slashed(on) }, also);
  };
  if (serial % 4 !== 3) happened('served_on', 3);
  if (serial % 3 === 0) happened('duty_performed_on', 18);
  if (serial % 3 === 1) facts.performance_due_on = slashed(addDays(day, 18));
  if (serial % 9 === 4) happened('review_filed_on', 30, { review_outcome: 'pending' });
  if (serial % 9 === 7) {
    happened('review_filed_on', 30, { review_outcome: 'pending' });
    happened('review_outcome_served_on', 95, { review_outcome: 'upheld' });
  }
  if (serial % 9 === 2) happened('suit_filed_on', 60, { suit_outcome: 'pending' });
  if (serial % 9 < 2) Object.assign(facts, { review_outcome: 'none', suit_outcome: 'none' });
  return facts;
}

function offenceFields({ conduct, facts, basis, kinds, content, fields = {} }: Offence): Row {
  return { CF_WFXW: conduct, CF_SY: facts, CF_YJ: basis, CF_CFLB: kinds, CF_NR: content, ...fields };
}

/** Rows of one organ, evenly over the days from `from` to `until`. The same series gives the same rows. */
export function penaltyRows(series: PenaltySeries): Row[] {
  const { organ, parties, from, until, count, mark } = series;
  const offences = series.about === 'law_bodies' ? ON_LAW_BODIES : ON_ENTERPRISES;
  const span = daysBetween(from, until);
  return Array.from({ length: count }, (_, at) => {
    const day = addDays(from, Math.floor((at * span) / Math.max(1, count - 1)));
    const party = parties[(at * 7) % parties.length]!;
    return {
      CF_XDR_MC: party.name,
      CF_XDR_LB: party.legalForm === '个体工商户' ? '个体工商户' : '法人及非法人组织',
      CF_XDR_SHXYM: party.uscc,
      CF_FRDB: party.head,
      CF_WSH: `虚罚决字〔${day.slice(0, 4)}〕${mark}第${at + 1}号`,
      ...offenceFields(offences[at % offences.length]!),
      CF_JDRQ: slashed(day),
      CF_CFJG: organ.name,
      CF_CFJGDM: organ.uscc,
      CF_SJLY: organ.name,
      CF_SJLYDM: organ.uscc,
      ...afterwards(at, day, until),
    };
  });
}

/** The same decision on a person who cannot exist: an invented name, a number with a birth before 1900. */
export function onPerson(row: Row, serial: number): Row {
  const { CF_XDR_SHXYM: _code, CF_FRDB: _head, ...rest } = row;
  return {
    ...rest,
    CF_XDR_MC: inventedPerson(serial),
    CF_XDR_LB: '自然人',
    CF_XDR_ZJLX: '身份证',
    CF_XDR_ZJHM: inventedResidentId('411100', serial),
    CF_YJ: '《律师法》第四十七条',
  };
}

/** Under a name that is not that of the roster: what a person must look into before it is recorded. */
export function underAnotherName(row: Row): Row {
  return { ...row, CF_XDR_MC: `虚构${row.CF_WSH?.slice(-3) ?? ''}完全不同的名称有限公司` };
}
