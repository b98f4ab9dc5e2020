import { sql } from 'kysely';
import { rightsOf } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { type ShownDuty, workingDaysLeft } from '../../rules/deadlines/index.ts';
import type { Law } from '../../rules/law/index.ts';

type Row = {
  readonly id: string;
  readonly name: string;
  readonly organ: string;
  readonly organEn: string;
  readonly until: PlainDate;
};
/** A merge that waits for somebody other than its judge, under the name of the party that would go on. */
export type MergeWork = Omit<Row, 'until'> & { readonly duty: ShownDuty };

const WHY = {
  zh: ['最后一日由认定人确定；过期未确认的，重新认定。'],
  en: ['The last day was set by whoever judged; unconfirmed by then, it is judged anew.'],
} as const;

/** Merges that this person may confirm or refuse, the first due first. Whoever judged cannot. */
export async function mergeWork(ctx: Context, law: Law, { limit }: { readonly limit: number }): Promise<MergeWork[]> {
  if (!rightsOf(ctx.actor).includes('subject.merge')) return [];
  const today = chinaDate(ctx.now());
  const { accountId, organPath } = ctx.actor;
  const { rows } = await inContext(ctx.pools.app, workContext(ctx), (tx) =>
    sql<Row>`
      select j.id, j.until, o.name as organ, o.name_en as "organEn",
        (select n.name from subject_names as n where n.subject_id = j.successor_id order by n.known_at desc, n.folded limit 1) as name
      from subject_pair_judgements as j join organs as o on o.path = j.organ_path
      where j.verdict = 'same' and j.until >= ${today}::date and j.decided_by <> ${accountId}::uuid and j.organ_path ^@ ${organPath}
        and not exists (select from subject_merges as m where m.judgement_id = j.id)
        and not exists (select from subject_pair_judgements as x where x.one_id = j.one_id and x.other_id = j.other_id
          and (x.decided_at, x.id) > (j.decided_at, j.id))
      order by j.until, j.id limit ${limit}`.execute(tx),
  );
  return rows.map(({ until, ...work }) => ({
    ...work,
    duty: {
      dueOn: until,
      provisional: false,
      workingDaysLeft: workingDaysLeft(today, until, law),
      overdue: false,
      articles: [],
      why: WHY,
    },
  }));
}
