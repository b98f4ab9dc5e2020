import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { CalendarEvent } from '../../rules/deadlines/index.ts';
import { citeInDocument, citeTogether, type Law } from '../../rules/law/index.ts';
import type { WorkItem } from '../work/index.ts';

/** One matter that is due, as a reminder tells it: what kind, when, by which articles. Never whom or what it is about. */
export type Due = {
  readonly id: string;
  readonly kind: WorkItem['kind'];
  readonly when: 'late' | 'today' | 'week' | 'later';
  readonly dueOn: PlainDate;
  readonly provisional: boolean;
  readonly articles: readonly string[];
};
export type Counts = { readonly late: number; readonly today: number; readonly week: number };

export function countsOf(dues: readonly Pick<Due, 'when'>[]): Counts {
  const of = (when: Due['when']) => dues.filter((due) => due.when === when).length;
  return { late: of('late'), today: of('today'), week: of('week') };
}

export type Mail = { readonly subject: string; readonly text: string };
/** The mail of a morning; undefined where nothing is late and nothing falls due today. Numbers and a link, no name and no document. */
export function mailOf({ late, today, week }: Counts, address: string): Mail | undefined {
  if (late + today === 0) return undefined;
  const zh = [`逾期 ${late} 项，今天到期 ${today} 项，本周内到期 ${week} 项。`, `请登录查看：${address}`];
  const en = [`${late} late, ${today} due today, ${week} more this week.`, `Sign in to see them: ${address}`];
  const why = [
    '此信只报数目，不含任何当事人的信息。不想再收的，在控制台“交接与提醒”中停用。',
    'This mail tells numbers only, nothing about anybody. You can end it under “Handover and reminders”.',
  ];
  return { subject: `正名：逾期 ${late} 项，今天到期 ${today} 项`, text: [...zh, '', ...en, '', ...why].join('\n') };
}

const KINDS: Readonly<Record<WorkItem['kind'], string>> = {
  quarantine: '待核数据',
  batch: '待接收批次',
  to_review: '公示审核',
  to_release: '发布公示',
  withdrawal: '撤回公示',
  term: '确认公示截止日',
  case: '案件办理',
  review: '复查重点监管',
  inspection: '双随机检查',
  announced: '公告送达期满登记',
  notice: '签收通知',
  silent: '督办未签收的通知',
  merge: '确认归并主体',
};

/** One event a day and kind: how many fall due, by which articles as a document cites them. A provisional day says so (R59). */
export function eventsOf(dues: readonly Due[], law: Law, today: PlainDate): CalendarEvent[] {
  const groups = Map.groupBy(dues, ({ dueOn, kind }) => `${dueOn} ${kind}`);
  return [...groups].map(([key, group]) => {
    const { dueOn, kind } = group[0]!;
    const refs = [...new Set(group.flatMap((due) => due.articles))].sort();
    const articles = citeTogether(refs.flatMap((ref) => citeInDocument(law, ref, today) ?? []));
    const provisional = group.some((due) => due.provisional)
      ? '\n当年放假安排尚未发布，日期为暂定（最早可能的一天）。'
      : '';
    return {
      id: key.replace(' ', '-'),
      on: dueOn,
      title: `${KINDS[kind]}：${group.length} 项到期`,
      note: `依据：${articles}${provisional}`,
    };
  });
}
