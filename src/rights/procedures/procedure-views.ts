import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { explain } from '../../rules/law/index.ts';
import { standingOf, type Timer, type TimerStanding } from './procedure-timers.ts';

/** A clock as answers give it: the day, how it was counted, how it stands. `dueOn` is null while it stands still. */
export type ShownTimer = {
  readonly code: string;
  readonly period: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly count: number;
  readonly unit: string;
  readonly from: PlainDate;
  readonly dueOn: PlainDate | null;
  /** A year without its notice lies in between: for a duty of ours the earliest day that may come. */
  readonly provisional: boolean;
  readonly endedOn: PlainDate | null;
  readonly standing: TimerStanding;
  readonly articles: readonly string[];
  /** How far the number itself is certain: verified, secondary, memory, reading. */
  readonly mark: string;
  readonly why: { readonly zh: readonly string[]; readonly en: readonly string[] };
};

export function shownTimer(timer: Timer, today: PlainDate): ShownTimer {
  const { code, period, from, deadline, endedOn, stoppedOn } = timer;
  const { name: zh, nameEn: en, count, unit } = deadline.period;
  return {
    code,
    period,
    name: { zh, en },
    count,
    unit,
    from,
    dueOn: stoppedOn === undefined ? deadline.due : null,
    provisional: deadline.provisional,
    endedOn: endedOn ?? null,
    standing: standingOf(timer, today),
    articles: deadline.period.basis,
    mark: deadline.period.mark,
    why: { zh: explain(deadline.derivation, 'zh'), en: explain(deadline.derivation, 'en') },
  };
}
