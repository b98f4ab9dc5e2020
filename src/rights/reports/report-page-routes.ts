import { createHash, randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codePage, type FetchedLine, fetchedPage, grantPage } from '../../../web/portal/report-pages.ts';
import { plainPage } from '../../../web/portal/search-pages.ts';
import { WORDS } from '../../../web/portal/words.ts';
import { type Asked, type Desk, deskOf, sendPage, shownName } from '../../facts/publication/index.ts';
import { type AccessDeps, partyActor, partyContext } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { MinuteLimit } from '../../ground/platform/minute-limit.ts';
import { problemOf, refusalOf } from '../../ground/platform/problem.ts';
import { maskName, type Vault } from '../../ground/vault/index.ts';
import type { Law, LawOf } from '../../rules/law/index.ts';
import type { Printer } from '../documents/index.ts';
import { acknowledgeAsHolder, grantHash } from './grant-commands.ts';
import { dayTyped, makeReport, pageOf, paperOf, type ReadReport, readReport } from './report-commands.ts';
import { findGrant, type Grant, getParty, listReportNotices, listReports } from './report-queries.ts';
import { TRIES_A_MINUTE, verifyingRoutes } from './verifying-routes.ts';

export type ReportPageDeps = Omit<AccessDeps, 'law'> & {
  readonly law: () => Law;
  readonly lawOf: LawOf;
  readonly vault: Vault;
  readonly printer: Printer;
  /** Where the public finds the portal; left out: where the request came to. */
  readonly portal?: string | undefined;
};

const schema = { hide: true };
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Fields = Readonly<Record<string, string>>;
/** What a code opened. */
type Opened = { readonly desk: Desk; readonly fields: Fields; readonly grant: Grant; readonly ctx: Context };
const fieldsOf = (request: FastifyRequest): Fields =>
  Object.fromEntries(
    Object.entries((request.body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.slice(0, 100)] as const] : [],
    ),
  );
const lineOf = ({ id, number, asOf }: FetchedLine): FetchedLine => ({ id, number, asOf });

/** Sends the paper; the browser keeps nothing of it. */
export function sendPaper(reply: FastifyReply, report: ReadReport, pdf: Buffer): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename="${report.number}.pdf"`)
    .type('application/pdf')
    .send(pdf);
}

/** Where the portal stands, for the picture on the paper. */
export const portalOf = ({ protocol, headers }: FastifyRequest, portal: string | undefined): string =>
  portal ?? `${protocol}://${headers.host ?? 'localhost'}`;

/**
 * For somebody whom a party authorised: the code opens what that party allowed, each time from the body of a form. It stands in no
 * address, no cookie and no log.
 */
export async function reportPageRoutes(http: HttpApp, deps: ReportPageDeps): Promise<void> {
  await http.register(formbody);
  const messages = await loadMessages();
  const limit = new MinuteLimit();
  const kit = () => ({ law: deps.law(), lawOf: deps.lawOf, vault: deps.vault, printer: deps.printer });

  http.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const desk = deskOf(request as Asked, deps);
    const { status, detail } = problemOf(refusal, messages, desk.view.language);
    const page =
      refusal.code === 'report.code_unknown'
        ? codePage(desk.view, detail)
        : plainPage(desk.view, WORDS[desk.view.language].failedTitle, [detail]);
    return sendPage(reply, desk, page, status);
  });

  /**
   * A code that is over opens nothing but what has changed since in the reports that it fetched.
   * @throws {Refusal} absent `report.code_unknown`: wrong, over and taken back alike; throttled `report.too_often`
   */
  async function opened(request: FastifyRequest, closedToo = false): Promise<Opened> {
    limit.take(request.ip, TRIES_A_MINUTE, deps.now(), 'report.too_often');
    const desk = deskOf(request as Asked, deps);
    const fields = fieldsOf(request);
    const hash = grantHash(fields.code ?? '');
    const grant = hash === undefined ? undefined : await findGrant(deps.pools, hash, desk.today);
    if (!grant || !(grant.isOpen || closedToo)) throw new Refusal('absent', 'report.code_unknown');
    const { organId, organPath, organKind } = grant;
    const actor = partyActor(grant.accountId, grant.subjectId, { organId, organPath, organKind });
    return { desk, fields, grant, ctx: partyContext(deps, actor) };
  }

  async function deskPage({ desk, fields, grant, ctx }: Opened): Promise<string> {
    const { code = '' } = fields;
    return inContext(deps.pools.app, workContext(ctx), async (tx) => {
      const party = await getParty(tx, grant.subjectId);
      const reports = await listReports(tx, grant.subjectId, grant.grantId);
      const notices = await listReportNotices(tx, grant.grantId);
      const { purpose, scope, until, isOpen } = grant;
      if (!isOpen && notices.length === 0) throw new Refusal('absent', 'report.code_unknown');
      return grantPage(desk.view, {
        code,
        key: randomUUID(),
        today: desk.today,
        party: shownName(party.name, party.kind, maskName),
        purpose,
        scope,
        until,
        isOpen,
        reports: isOpen ? reports.filter(({ verifiedUntil }) => verifiedUntil >= desk.today).map(lineOf) : [],
        notices: notices.map(({ receivedAt, ...notice }) => ({
          ...notice,
          receivedOn: receivedAt === null ? null : chinaDate(receivedAt),
        })),
      });
    });
  }

  http.get('/report', { schema }, (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    return sendPage(reply, desk, codePage(desk.view));
  });
  http.post('/report', { schema, bodyLimit: 4_096 }, async (request, reply) => {
    const open = await opened(request, true);
    return sendPage(reply, open.desk, await deskPage(open));
  });

  http.post('/report/reports', { schema, bodyLimit: 4_096 }, async (request, reply) => {
    const { desk, fields, grant, ctx } = await opened(request);
    const { purpose, scope, grantId } = grant;
    // As of an earlier day it tells of what it would tell today only the part that was known then: every scope lets that.
    const day = dayTyped(fields.asOf ?? '', desk.today);
    const asked = { purpose, scope, grantId, portal: portalOf(request, deps.portal), ...day };
    const digest = createHash('sha256')
      .update(`report ${grantId} ${day.asOf ?? ''}`)
      .digest();
    const once = /^[\w-]{8,100}$/.test(fields.key ?? '') ? { request: { key: fields.key!, digest } } : {};
    const { result } = await makeReport({ ...ctx, ...once }, kit(), asked);
    const report = await readReport(ctx, deps.vault, result.id, grantId);
    return sendPage(reply, desk, fetchedPage(desk.view, fields.code ?? '', lineOf(report), pageOf(report)));
  });

  const asked = (fields: Fields, name: string): string => {
    const id = fields[name] ?? '';
    if (!UUID.test(id)) throw new Refusal('absent', 'report.absent');
    return id;
  };
  http.post('/report/reading', { schema, bodyLimit: 4_096 }, async (request, reply) => {
    const { desk, fields, grant, ctx } = await opened(request);
    const report = await readReport(ctx, deps.vault, asked(fields, 'report'), grant.grantId);
    return sendPage(reply, desk, fetchedPage(desk.view, fields.code ?? '', lineOf(report), pageOf(report)));
  });
  http.post('/report/paper', { schema, bodyLimit: 4_096 }, async (request, reply) => {
    const { fields, grant, ctx } = await opened(request);
    const report = await readReport(ctx, deps.vault, asked(fields, 'report'), grant.grantId);
    return sendPaper(reply, report, await paperOf(kit(), report));
  });
  http.post('/report/receipts', { schema, bodyLimit: 4_096 }, async (request, reply) => {
    const open = await opened(request, true);
    await acknowledgeAsHolder(open.ctx, open.grant.grantId, asked(open.fields, 'notice'));
    return sendPage(reply, open.desk, await deskPage(open));
  });
  verifyingRoutes(http, deps, limit);
}
