import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { ReportScope } from './report.ts';

type By = { readonly accountId: string; readonly at: Date; readonly organId: string; readonly organPath: string };

export async function insertReport(
  tx: Tx,
  report: {
    readonly id: string;
    readonly subjectId: string;
    readonly number: string;
    readonly code: string;
    readonly asOf: PlainDate;
    readonly verifiedUntil: PlainDate;
    readonly contentId: string;
    readonly sha256: Buffer;
    readonly pages: number;
    readonly edition: string;
    readonly recordIds: readonly string[];
    readonly grantId: string | null;
    /** Sealed: who asked for it at the counter, and which papers were shown. */
    readonly shownId: string | null;
  },
  by: By,
): Promise<void> {
  const { id, subjectId, number, code, asOf, verifiedUntil, contentId, sha256, pages, edition, recordIds, grantId } =
    report;
  const { shownId } = report;
  const madeKind = shownId === null ? 'party' : 'person';
  await sql`insert into credit_reports (id, subject_id, number, code, as_of, verified_until, content_id, sha256, pages, edition,
      record_ids, grant_id, made_kind, shown_id, account_id, made_at, organ_id, organ_path)
    values (${id}, ${subjectId}, ${number}, ${code}, ${asOf}, ${verifiedUntil}, ${contentId}, ${sha256}, ${pages}, ${edition},
      ${recordIds}, ${grantId}, ${madeKind}, ${shownId}, ${by.accountId}, ${by.at}, ${by.organId}, ${by.organPath})`.execute(
    tx,
  );
}

export async function insertGrant(
  tx: Tx,
  grant: {
    readonly id: string;
    readonly subjectId: string;
    readonly codeHash: Buffer;
    readonly holderId: string;
    readonly purpose: string;
    readonly scope: ReportScope;
    readonly until: PlainDate;
  },
  by: By,
): Promise<void> {
  const { id, subjectId, codeHash, holderId, purpose, scope, until } = grant;
  await sql`insert into report_grants (id, subject_id, account_id, code_hash, holder_id, purpose, scope, until, made_at, organ_id, organ_path)
    values (${id}, ${subjectId}, ${by.accountId}, ${codeHash}, ${holderId}, ${purpose}, ${scope}, ${until}, ${by.at}, ${by.organId},
      ${by.organPath})`.execute(tx);
}

/** Ends a grant; a second time changes nothing. */
export async function insertGrantEnd(tx: Tx, grantId: string, by: { accountId: string; at: Date }): Promise<void> {
  await sql`insert into report_grant_ends (grant_id, ended_by, ended_at) values (${grantId}, ${by.accountId}, ${by.at})
    on conflict do nothing`.execute(tx);
}

/** The holder of a code has read what changed; a second time changes nothing. */
export async function insertReportReceipt(tx: Tx, noticeId: string, at: Date): Promise<void> {
  await sql`insert into record_notice_receipts (notice_id, received_by, received_at, organ_path)
    values (${noticeId}, null, ${at}, null) on conflict do nothing`.execute(tx);
}
