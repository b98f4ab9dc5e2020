import type { HeldLine } from '../../../web/portal/my-pages.ts';
import type { ReminderLine } from '../../../web/portal/my-reminders.ts';
import { addDays, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { LastDay } from './own-remedies.ts';

/** So far ahead a day is told; what is further off stands in the file all the same. */
const DAYS_AHEAD = 90;
/** What an open matter tells of itself: its clocks, each by the name that the packs give it. */
type OpenCase = {
  readonly id: string;
  readonly documentNumber: string;
  readonly final: boolean;
  readonly clocks: readonly {
    readonly name: ReminderLine['what'];
    readonly dueOn: string | null;
    readonly standing: string;
  }[];
};

const PUBLIC_ENDS = { zh: '公示截止', en: 'Publication ends' };
const MAY_REPAIR = {
  zh: '义务已经履行的，可以申请信用修复',
  en: 'Repair may be applied for, where the duties are done',
};

const lastDayOf = ({ zh, en }: ReminderLine['what']) => ({ zh: `${zh}的最后一日`, en: `${en}: last day` });

/**
 * The days that matter to a party from today on (R55): clocks of its open matters, the late ones first; last days for review and suit;
 * last public days; days from which a repair may be applied for. Worked out when it is read, so that none can be stale, and nothing is kept.
 */
export function remindersOf(
  file: {
    readonly cases: readonly OpenCase[];
    readonly held: readonly Pick<HeldLine, 'id' | 'documentNumber' | 'standing' | 'until'>[];
    readonly repairFrom: ReadonlyMap<string, PlainDate>;
    readonly remedies: readonly (Pick<LastDay, 'name' | 'dueOn'> & Pick<ReminderLine, 'documentNumber' | 'place'>)[];
  },
  today: PlainDate,
): ReminderLine[] {
  const lines: ReminderLine[] = [];
  for (const { id, documentNumber, final, clocks } of file.cases) {
    if (final) continue;
    for (const { name, dueOn, standing } of clocks) {
      if (dueOn !== null)
        lines.push({ on: dueOn, what: name, documentNumber, place: `/my/cases/${id}`, late: standing === 'overdue' });
    }
  }
  for (const { place, documentNumber, name, dueOn } of file.remedies) {
    lines.push({ on: dueOn, what: lastDayOf(name), documentNumber, place, late: false });
  }
  for (const { id, documentNumber, standing, until } of file.held) {
    if (standing !== 'public') continue;
    const line = { documentNumber, place: `/my/records/${id}`, late: false };
    const from = file.repairFrom.get(id);
    if (from !== undefined && from >= today) lines.push({ ...line, on: from, what: MAY_REPAIR });
    if (until !== null) lines.push({ ...line, on: until, what: PUBLIC_ENDS });
  }
  const last = addDays(today, DAYS_AHEAD);
  return lines
    .filter(({ on, late }) => late || (on >= today && on <= last))
    .sort((a, b) => a.on.localeCompare(b.on) || a.place.localeCompare(b.place));
}
