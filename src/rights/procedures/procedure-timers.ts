import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { type Deadline, isLate, type Law, type Outage, provisionalDeadline, type Stop } from '../../rules/law/index.ts';
import { NONE, type Procedure, type TimerRule } from './procedure.ts';
import type { Taken } from './procedure-case.ts';

/** A clock (时限) of a case as its steps leave it. */
export type Timer = {
  readonly code: string;
  readonly period: string;
  readonly from: PlainDate;
  /** Its last day, inclusive, and how it was counted; while it stands still, that of a clock which never did. */
  readonly deadline: Deadline;
  /** It stands still since that day. */
  readonly stoppedOn?: PlainDate;
  readonly endedOn?: PlainDate;
  /** Ended because another clock took its place. */
  readonly dropped?: true;
};

export type TimerStanding = 'running' | 'stopped' | 'kept' | 'kept_late' | 'overdue' | 'dropped';

/** How a clock stands on a day. A provisional day makes nobody late (R59), and a clock that is past decides nothing. */
export function standingOf(timer: Timer, today: PlainDate): TimerStanding {
  if (timer.dropped) return 'dropped';
  if (timer.endedOn !== undefined) return isLate(timer.deadline, timer.endedOn) ? 'kept_late' : 'kept';
  if (timer.stoppedOn !== undefined) return 'stopped';
  return isLate(timer.deadline, today) ? 'overdue' : 'running';
}

/**
 * Every clock that these steps have started, in the order of the table. Pure: the same steps, law and outages, the same clocks.
 */
export function timersOf(
  procedure: Procedure,
  taken: readonly Taken[],
  law: Law,
  outages: readonly Outage[] = [],
): Timer[] {
  const found = new Map<string, Timer>();
  for (const [code, rule] of Object.entries(procedure.timers)) {
    const started = taken.findLastIndex(({ step }) => rule.starts.includes(step));
    if (started === -1) continue;
    const from = startDay(rule, taken, started, found);
    // Where the law of that day knows no such term, there is no clock to run.
    if (from === undefined || law.find('periods', rule.period, from) === undefined) continue;
    found.set(code, {
      code,
      period: rule.period,
      from,
      ...runs(procedure, rule, taken, started, from, { law, outages }),
    });
  }
  return [...found.values()];
}

function startDay(
  rule: TimerRule,
  taken: readonly Taken[],
  started: number,
  found: ReadonlyMap<string, Timer>,
): PlainDate | undefined {
  if (rule.from === 'step' || rule.from === 'service') return taken[started]!.on;
  if (rule.from === 'opening') return taken[0]!.on;
  return found.get(rule.from.dueOf)?.deadline.due;
}

function runs(
  procedure: Procedure,
  rule: TimerRule,
  taken: readonly Taken[],
  started: number,
  from: PlainDate,
  { law, outages }: { readonly law: Law; readonly outages: readonly Outage[] },
): Pick<Timer, 'deadline' | 'stoppedOn' | 'endedOn' | 'dropped'> {
  const after = taken.slice(started + 1);
  const end = after.findIndex(({ step }) => rule.ends.includes(step) || rule.drops.includes(step));
  const last = end === -1 ? taken.length : started + 1 + end;
  const { stops, stoppedOn } = standstills(procedure, rule, taken, last, taken[last]?.on);
  const deadline = provisionalDeadline(law, rule.period, from, stops, outages);
  if (end === -1) return { deadline, ...(stoppedOn === undefined ? {} : { stoppedOn }) };
  const ending = after[end]!;
  return { deadline, endedOn: ending.on, ...(rule.drops.includes(ending.step) ? { dropped: true as const } : {}) };
}

/**
 * The days on which the clock stood still, both ends included: the whole days between the day on which the matter was handed out
 * and the day on which it came back. Those two days count, which is our reading of 河南省社会信用条例 art. 41, the stricter for the organ.
 */
function standstills(
  procedure: Procedure,
  rule: TimerRule,
  taken: readonly Taken[],
  last: number,
  endedOn: PlainDate | undefined,
): { stops: Stop[]; stoppedOn?: PlainDate } {
  const stops: Stop[] = [];
  let state = NONE;
  let standing: { on: PlainDate; cause: string } | undefined;
  for (const { step, on, cause } of taken.slice(0, last)) {
    const { ways, formerWays } = procedure.steps[step]!;
    state = (ways[state] ?? formerWays?.[state])!;
    const still = rule.standsStillIn.includes(state);
    if (!still && standing) {
      stops.push(...between(standing.on, on, standing.cause));
      standing = undefined;
    }
    if (still && !standing) standing = { on, cause: cause ?? 'unknown' };
  }
  if (!standing) return { stops };
  if (endedOn !== undefined) return { stops: [...stops, ...between(standing.on, endedOn, standing.cause)] };
  return { stops, stoppedOn: standing.on };
}

function between(from: PlainDate, until: PlainDate, cause: string): Stop[] {
  const stop = { from: addDays(from, 1), to: addDays(until, -1), cause };
  return stop.from <= stop.to ? [stop] : [];
}
