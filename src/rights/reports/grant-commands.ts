import { hash, randomBytes } from 'node:crypto';
import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { paperCodeOf, readPaperCode } from '../../ground/kernel/paper-code.ts';
import { addDays, chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { ReportScope } from './report.ts';
import { isOwnGrant, listReportNotices } from './report-queries.ts';
import { insertGrant, insertGrantEnd, insertReportReceipt } from './report-store.ts';

export type GrantGiven = {
  /** Who is authorised, in the party's own words. Sealed. */
  readonly holder: string;
  readonly purpose: string;
  readonly scope: ReportScope;
  readonly until: PlainDate;
};
/** How long an authorisation may last at most. Days; ours: one that is forgotten should end by itself. */
const LONGEST_GRANT = 366;

/** The digest under which a code is kept, as somebody typed it: small letters, spaces and look-alikes are forgiven. */
export function grantHash(typed: string): Buffer | undefined {
  const read = readPaperCode(typed);
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(read) ? hash('sha256', `report ${read}`, 'buffer') : undefined;
}

/**
 * The party authorises somebody to fetch reports of it: for whom, for what, how much, until when. The code is shown once.
 * @throws {Refusal} invalid `report.grant_until`; forbidden `access.denied`
 */
export async function grantReports(
  ctx: Context,
  vault: Vault,
  given: GrantGiven,
): Promise<{ id: string; code: string | null }> {
  const code = paperCodeOf(randomBytes(20));
  const id = newId(ctx.now().getTime());
  const { accountId, organId, organPath, subjectId = '' } = ctx.actor;
  const at = ctx.now();
  const today = chinaDate(at);
  const last = addDays(today, LONGEST_GRANT);
  if (given.until < today || given.until > last) throw new Refusal('invalid', 'report.grant_until', { today, last });
  const { result } = await act(ctx, async (tx) => {
    mayOrRefuse(ctx.actor, 'report.make', { kind: 'report', organPath, subjectId });
    const retainUntil = addDays(given.until, LONGEST_GRANT);
    const holderId = await vault.store(tx, {
      scopeId: subjectId,
      organPath,
      kind: 'text',
      plain: given.holder,
      retainUntil,
    });
    const { purpose, scope, until } = given;
    const grant = { id, subjectId, codeHash: grantHash(code)!, holderId, purpose, scope, until };
    await insertGrant(tx, grant, { accountId, at, organId, organPath });
    const object = { kind: 'report_grant', id };
    return { result: { id }, deed: 'report.authorise', object, subjectId, basis: ['hnxy:18'], after: { scope, until } };
  });
  // The same form sent again answers what it did first; that code is known to nobody any more.
  return { id: result.id, code: result.id === id ? code.match(/.{4}/g)!.join('-') : null };
}

/** The party takes an authorisation back: from that moment the code fetches nothing. @throws {Refusal} absent `report.absent` */
export function endGrant(ctx: Context, grantId: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath, subjectId = '' } = ctx.actor;
    mayOrRefuse(ctx.actor, 'report.make', { kind: 'report', organPath, subjectId });
    if (!(await isOwnGrant(tx, grantId, subjectId))) throw new Refusal('absent', 'report.absent', { id: grantId });
    await insertGrantEnd(tx, grantId, { accountId, at: ctx.now() });
    return { result: null, deed: 'report.end_authority', object: { kind: 'report_grant', id: grantId }, subjectId };
  });
}

/** The holder of a code has read what changed and stopped using it. @throws {Refusal} absent `report.absent` */
export function acknowledgeAsHolder(ctx: Context, grantId: string, noticeId: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { organPath, subjectId = '' } = ctx.actor;
    mayOrRefuse(ctx.actor, 'report.make', { kind: 'report', organPath, subjectId });
    const known = (await listReportNotices(tx, grantId)).some(({ id }) => id === noticeId);
    if (!known) throw new Refusal('absent', 'report.absent', { id: noticeId });
    await insertReportReceipt(tx, noticeId, ctx.now());
    return { result: null, deed: 'report.acknowledge', object: { kind: 'notice', id: noticeId }, subjectId };
  });
}
