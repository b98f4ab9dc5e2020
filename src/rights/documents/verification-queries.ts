import { sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';
import { addPeriod, type Law } from '../../rules/law/index.ts';

/** What the public may know of a document by the code on it. */
export type VerifiedDocument = {
  readonly title: string;
  readonly number: string | null;
  readonly issuedOn: PlainDate;
  readonly organ: string;
  readonly organEn: string;
  /** Of the paper that was signed, and of the file that came back with the seal. */
  readonly paperSha256: string;
  readonly fileSha256: string | null;
  readonly pages: number;
  readonly servedOn: PlainDate | null;
  readonly withdrawnOn: PlainDate | null;
};

/** The document with this code, if a public page may tell of it today; undefined whatever the reason. */
export async function findVerifiedDocument(
  pools: Pools,
  law: Law,
  code: string,
  { today, now }: { readonly today: PlainDate; readonly now: Date },
): Promise<VerifiedDocument | undefined> {
  const [found] = await inContext(pools.app, { purpose: 'portal', today }, async (tx) => {
    const { rows } = await sql<VerifiedDocument & { verified: string }>`
      select title, number, issued_on as "issuedOn", organ, organ_en as "organEn", paper_sha256 as "paperSha256",
        file_sha256 as "fileSha256", pages, served_on as "servedOn", withdrawn_on as "withdrawnOn", verified
      from document_of_code(${code}, ${today}, ${now})`.execute(tx);
    return rows;
  });
  if (!found) return findReportLetter(pools, code, today);
  const { verified, ...told } = found;
  if (verified === 'always' || verified === 'whileRecordStands') return told;
  const { due } = addPeriod(told.issuedOn, law.period(verified, told.issuedOn), law.calendar);
  return due < today ? undefined : told;
}

/** The letter about a report made at the counter, which belongs to no case: it is verified always. */
async function findReportLetter(pools: Pools, code: string, today: PlainDate): Promise<VerifiedDocument | undefined> {
  const { rows } = await inContext(pools.app, { purpose: 'portal', today }, (tx) =>
    sql<Pick<VerifiedDocument, 'title' | 'issuedOn' | 'organ' | 'organEn' | 'paperSha256' | 'pages'>>`
      select title, issued_on as "issuedOn", organ, organ_en as "organEn", paper_sha256 as "paperSha256", pages
      from report_letter_of_code(${code})`.execute(tx),
  );
  return rows[0] && { ...rows[0], number: null, fileSha256: null, servedOn: null, withdrawnOn: null };
}
