import { sql } from 'kysely';
import { rightsOf } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { orElse } from '../../ground/platform/or-else.ts';
import { type ShownDuty, workingDaysLeft } from '../../rules/deadlines/index.ts';
import type { Law } from '../../rules/law/index.ts';

type Row = {
  readonly id: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly organ: string;
  readonly organEn: string;
  readonly party: string;
  readonly reviewOn: PlainDate;
};
/** Key supervision that is to be looked at anew, and on which day. */
export type ReviewWork = Omit<Row, 'reviewOn'> & { readonly duty: ShownDuty };

const WHY = {
  zh: ['复查日由认定决定写明，自送达之日起计算；没有条文规定，是本机关的承诺。'],
  en: ['The decision itself tells the day, counted from its service; no article sets one: it is the organ’s own word.'],
} as const;

/**
 * What of the own organ and below is to be reviewed and was not, the first due first, for whoever drafts a lift or decides that it stays.
 * An early end in hand takes the place of the review.
 */
export async function reviewWork(
  ctx: Context,
  law: Law,
  { leaveOut, limit }: { readonly leaveOut: readonly string[]; readonly limit: number },
): Promise<ReviewWork[]> {
  const rights = rightsOf(ctx.actor);
  if (!rights.includes('determination.prepare') && !rights.includes('determination.decide')) return [];
  const today = chinaDate(ctx.now());
  const { rows } = await inContext(ctx.pools.app, workContext(ctx), (tx) =>
    sql<Row>`
      select c.id, r.item, r.document_number as "documentNumber", o.name as organ, o.name_en as "organEn",
        (t.effective_on + make_interval(months => d.review_months))::date as "reviewOn",
        (select n.name from subject_names as n where n.subject_id = ${orElse('c.party_id', 'c.subject_id')}
          order by n.known_at desc, n.folded limit 1) as party
      from procedure_cases as c
      join determination_terms as t on t.case_id = c.id and ${today}::date <= t.until_on
      join lateral (select x.review_months from determination_contents as x where x.case_id = c.id
        order by x.version desc limit 1) as d on d.review_months is not null
      join lateral (select x.to_state from procedure_steps as x where x.case_id = c.id order by x.number desc limit 1) as s
        on s.to_state in ('in_effect', 'suspended')
      join records as r on r.subject_id = c.subject_id and r.id = c.record_id
      join organs as o on o.id = c.organ_id
      where c.procedure = 'determination'
        and not exists (select from procedure_steps as x where x.case_id = c.id and x.step = 'review_stays')
        and not exists (select from unnest(${leaveOut}::text[]) as n(path) where c.organ_path ^@ n.path)
      order by "reviewOn", c.id limit ${limit}`.execute(tx),
  );
  return rows.map(({ reviewOn, ...work }) => ({
    ...work,
    duty: {
      dueOn: reviewOn,
      provisional: false,
      workingDaysLeft: workingDaysLeft(today, reviewOn, law),
      overdue: reviewOn < today,
      articles: [],
      why: WHY,
    },
  }));
}
