import { addDays, daysBetween, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inventedResidentId } from './invented-codes.ts';
import { type Offence, offencesOf } from './invented-offences.ts';
import { type InventedOrgan, inventedPerson, type Party, type Row } from './invented-parties.ts';

export type PenaltySeries = {
  readonly organ: InventedOrgan;
  readonly parties: readonly Party[];
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
  const span = daysBetween(from, until);
  return Array.from({ length: count }, (_, at) => {
    const day = addDays(from, Math.floor((at * span) / Math.max(1, count - 1)));
    // Seven apart, so that one party does not follow itself.
    const party = parties[(at * (parties.length % 7 === 0 ? 5 : 7)) % parties.length]!;
    const offences = offencesOf(organ, party);
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
    legal_service_kind: '律师',
  };
}

/** Under a name that is not that of the roster: what a person must look into before it is recorded. */
export function underAnotherName(row: Row): Row {
  return { ...row, CF_XDR_MC: `虚构${row.CF_WSH?.slice(-3) ?? ''}完全不同的名称有限公司` };
}
