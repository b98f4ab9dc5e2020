import { sql } from 'kysely';
import { rightsOf } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { dutyOf, type ShownDuty, shownDuty } from '../../rules/deadlines/index.ts';
import { type Law, noticeDeadline } from '../../rules/law/index.ts';
import { periodOf } from './recall.ts';

type Row = {
  readonly waits: 'notice' | 'silent';
  readonly id: string;
  readonly cause: string;
  readonly item: string | null;
  readonly documentNumber: string | null;
  readonly organ: string;
  readonly organEn: string;
  readonly madeAt: Date;
  readonly dueOn: PlainDate;
  readonly provisional: boolean;
};
/** `notice`: the own organ has not acknowledged; `silent`: somebody else has not, and this person was asked about it. */
export type RecallWork = Pick<Row, 'waits' | 'id' | 'item' | 'documentNumber' | 'organ' | 'organEn'> & {
  readonly duty: ShownDuty;
};

/** What waits for this person about recalls: notices to the own organ, and silent receivers that were put to this very person. */
export async function recallWork(ctx: Context, law: Law, { limit }: { readonly limit: number }): Promise<RecallWork[]> {
  const rights = rightsOf(ctx.actor);
  const { accountId, organPath } = ctx.actor;
  const today = chinaDate(ctx.now());
  const mayReceive = rights.includes('procedure.acknowledge');
  const { rows } = await inContext(ctx.pools.app, workContext(ctx), (tx) =>
    sql<Row>`
      select w.waits, w.id, w.cause, r.item, r.document_number as "documentNumber", o.name as organ, o.name_en as "organEn",
        w.made_at as "madeAt", w.due_on as "dueOn", w.provisional
      from ((select 'notice' as waits, n.id, n.cause, n.subject_id, n.record_id, n.organ_path, n.made_at, n.due_on, n.provisional
          from receiver_notices as n where ${mayReceive} and n.receiver_path = ${organPath} and n.received_at is null
          order by n.due_on, n.id limit ${limit})
        union all (select 'silent', n.id, n.cause, n.subject_id, n.record_id, n.organ_path, n.made_at, n.due_on, n.provisional
          from recall_escalations as e join receiver_notices as n on n.id = e.notice_id
          where e.account_id = ${accountId} and n.organ_path ^@ ${organPath} and n.received_at is null
          order by n.due_on, n.id limit ${limit})) as w
      join organs as o on o.path = w.organ_path
      left join records as r on r.subject_id = w.subject_id and r.id = w.record_id`.execute(tx),
  );
  return rows.map(({ cause, madeAt, dueOn, provisional, ...work }) => {
    const counted = noticeDeadline(law, periodOf(cause), chinaDate(madeAt));
    return { ...work, duty: shownDuty(dutyOf({ ...counted, due: dueOn, provisional }, law, today)) };
  });
}
