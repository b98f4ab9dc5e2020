import { sql } from 'kysely';
import { rightsOf } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { orElse } from '../../ground/platform/or-else.ts';
import { dutyOf, type ShownDuty, shownDuty } from '../../rules/deadlines/index.ts';
import { type Law, provisionalDeadline } from '../../rules/law/index.ts';

type Row = {
  /** Of the case. */
  readonly id: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly organ: string;
  readonly organEn: string;
  readonly party: string;
  readonly begunOn: PlainDate;
};
/** A case in which a public notice runs, and the day on which it has run. */
export type NoticeWork = Omit<Row, 'begunOn'> & { readonly duty: ShownDuty };

/**
 * Public notices (公告送达) of the own organ and below of which nobody has written down yet that their days have run, the first due first, for
 * whoever prepares: nothing begins with a service before that. What was withdrawn runs no more.
 */
export async function noticeWork(
  ctx: Context,
  law: Law,
  { leaveOut, limit }: { readonly leaveOut: readonly string[]; readonly limit: number },
): Promise<NoticeWork[]> {
  if (!rightsOf(ctx.actor).some((right) => right.endsWith('.prepare'))) return [];
  const today = chinaDate(ctx.now());
  const { rows } = await inContext(ctx.pools.app, workContext(ctx), (tx) =>
    sql<Row>`
      select c.id, r.item, r.document_number as "documentNumber", o.name as organ, o.name_en as "organEn", min(s.begun_on) as "begunOn",
        (select n.name from subject_names as n where n.subject_id = ${orElse('c.party_id', 'c.subject_id')}
          order by n.known_at desc, n.folded limit 1) as party
      from services as s join procedure_cases as c on c.id = s.case_id
      join records as r on r.subject_id = c.subject_id and r.id = c.record_id
      join organs as o on o.id = c.organ_id
      where s.channel = 'public_notice' and not exists (select from service_outcomes as x where x.service_id = s.id)
        and not exists (select from service_documents as d join document_withdrawals as w on w.document_id = d.document_id
          where d.service_id = s.id)
        and not exists (select from unnest(${leaveOut}::text[]) as n(path) where c.organ_path ^@ n.path)
      group by c.id, r.item, r.document_number, o.name, o.name_en
      order by "begunOn", c.id limit ${limit}`.execute(tx),
  );
  return rows.map(({ begunOn, ...work }) => ({
    ...work,
    duty: shownDuty(dutyOf(provisionalDeadline(law, 'service.publicNotice', begunOn), law, today)),
  }));
}
