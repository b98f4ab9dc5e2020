import type { Named } from '../../../web/portal/layout.ts';
import type { CaseLine, HeldLine, Standing, UseView } from '../../../web/portal/my-pages.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HeldRecord, UseLine } from './file-queries.ts';

/** What a check would tell of a record today, as far as its line in the file needs it. */
export type InForce = {
  readonly recordId: string;
  readonly class: HeldLine['class'];
  readonly marks: HeldLine['marks'];
  readonly until?: PlainDate | undefined;
};

const named = (zh: string, en: string): Named => ({ zh, en });

/** How a record stands today: shown, told when asked, or neither, and why. */
export function standingOfRecord(record: HeldRecord, fact: InForce | undefined, today: PlainDate): Standing {
  if (record.action === 'withdraw') return 'withdrawn';
  if (record.ended) return 'repaired';
  if (record.isPublic) return 'public';
  if (record.withdrawnOn !== null && record.withdrawnOn <= today) return 'withdrawn';
  if (fact !== undefined) return 'shared';
  return record.lastDay !== null && record.lastDay < today ? 'ended' : 'unused';
}

/** The line of a record: until when is what a check goes by; of what is only published, its last public day. */
export function lineOf(record: HeldRecord, fact: InForce | undefined, today: PlainDate): HeldLine {
  const standing = standingOfRecord(record, fact, today);
  const { id, item, documentNumber, organ, organEn, decidedOn } = record;
  const isLive = standing === 'public' || standing === 'shared';
  return {
    id,
    item,
    documentNumber,
    organ: named(organ, organEn),
    decidedOn,
    class: item === 'penalty' ? (fact?.class ?? record.class) : null,
    standing,
    until: isLive ? (fact?.until ?? record.lastDay) : record.lastDay,
    marks: fact?.marks ?? (record.marked ? ['under_objection'] : []),
  };
}

export const useIn = ({ at, organ, organEn, ...use }: UseLine): UseView => ({
  ...use,
  day: chinaDate(at),
  organ: named(organ, organEn),
});

/** Clocks of an open case that its line shows: those that run, stand still or are late. */
export const clocksInLine = (clocks: CaseLine['clocks']): CaseLine['clocks'] =>
  clocks.filter(({ standing }) => standing === 'running' || standing === 'stopped' || standing === 'overdue');
