import { sql } from 'kysely';
import type { Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';

export type NewLetter = {
  readonly reportId: string;
  readonly subjectId: string;
  readonly code: string;
  readonly title: string;
  /** What it says, sealed. */
  readonly contentId: string;
  readonly sha256: Buffer;
  readonly pages: number;
  readonly edition: string;
};

export async function insertReportLetter(tx: Tx, letter: NewLetter, { actor, now }: Context): Promise<void> {
  const { reportId, subjectId, code, title, contentId, sha256, pages, edition } = letter;
  await sql`insert into report_letters (report_id, subject_id, code, title, content_id, sha256, pages, edition, made_by, made_kind,
      made_at, organ_id, organ_path)
    values (${reportId}, ${subjectId}, ${code}, ${title}, ${contentId}, ${sha256}, ${pages}, ${edition}, ${actor.accountId}, ${actor.kind},
      ${now()}, ${actor.organId}, ${actor.organPath})`.execute(tx);
}

export type KeptLetter = {
  readonly title: string;
  readonly contentId: string;
  readonly sha256: string;
  readonly edition: string;
  readonly madeAt: Date;
  readonly madeOn: PlainDate;
};

/** The letter about a report, for whoever made it and for its party. */
export async function findReportLetter(tx: Tx, reportId: string): Promise<KeptLetter | undefined> {
  const { rows } = await sql<KeptLetter>`
    select l.title, l.content_id as "contentId", encode(l.sha256, 'hex') as sha256, l.edition, l.made_at as "madeAt",
      (l.made_at at time zone 'Asia/Shanghai')::date as "madeOn"
    from report_letters as l where l.report_id = ${reportId}`.execute(tx);
  return rows[0];
}
