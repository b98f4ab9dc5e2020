import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { FormState } from '../../../web/portal/my-forms.ts';
import {
  type GrantLine,
  grantedPage,
  ownLetterPage,
  ownReportPage,
  type ReportLine,
  reportDeskPage,
} from '../../../web/portal/my-report-page.ts';
import { sendPage } from '../../facts/publication/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { openSealedValue } from '../../ground/vault/index.ts';
import {
  dayTyped,
  endGrant,
  type GrantGiven,
  grantReports,
  type KeptReport,
  listGrants,
  listReports,
  makeReport,
  pageOf,
  paperOf,
  portalOf,
  REPORT_SCOPES,
  readReport,
  sendPaper,
} from '../reports/index.ts';
import { pageOfLetter, paperOfLetter, readLetter } from './counter-letter-commands.ts';
import { inOwnFile } from './file-queries.ts';
import { digestedOf, type FormSent, formOf } from './form-reading-routes.ts';
import { actingAs, answer, idOf, type MyDesk, newFormKey, type Seat, seatOf, sentenceOf } from './my-desk-routes.ts';
import { takeForm } from './my-form-routes.ts';

const schema = { hide: true };
const WORDS_OF_FORM = { least: 2, most: 60 };

/** @throws {Refusal} invalid `report.grant_words`, `report.grant_until` */
function grantOf({ typed }: FormSent, today: PlainDate): GrantGiven {
  const word = (name: string): string => {
    const text = (typed[name] ?? '').trim();
    const { least, most } = WORDS_OF_FORM;
    if (text.length < least || text.length > most) throw new Refusal('invalid', 'report.grant_words');
    return text;
  };
  const { until = '', scope } = typed;
  if (!isPlainDate(until)) throw new Refusal('invalid', 'report.grant_until', { today, last: today });
  const known = REPORT_SCOPES.find((one) => one === scope) ?? 'public';
  return { holder: word('holder'), purpose: word('grantPurpose'), scope: known, until };
}

function purposeOf({ typed }: FormSent): string {
  const purpose = (typed.purpose ?? '').trim();
  return purpose.length < WORDS_OF_FORM.least ? '本人查询' : purpose.slice(0, WORDS_OF_FORM.most);
}

const lineOf = ({ id, number, asOf, grantId, atCounter }: KeptReport): ReportLine => ({
  id,
  number,
  asOf,
  way: atCounter ? 'counter' : grantId === null ? 'own' : 'fetched',
});

/** Credit reports of the own file: make, read, print; let somebody else fetch one, and take that back. */
export function myReportRoutes(http: HttpApp, desk: MyDesk): void {
  const { deps } = desk;
  const kit = () => ({ law: deps.law(), lawOf: deps.lawOf, vault: deps.vault, printer: deps.printer });
  const reading = (seat: Seat): Context => actingAs(desk, seat, { key: newFormKey(), digested: null });

  const show = async (seat: Seat, state: FormState): Promise<string> => {
    const { session, today } = seat;
    return inOwnFile(deps.pools, session, async (tx) => {
      const grants: GrantLine[] = [];
      for (const { holderId, ended, until, ...grant } of await listGrants(tx, session.subjectId)) {
        const holder = await openSealedValue(tx, deps.vault, holderId);
        const standing = ended ? 'ended' : until < today ? 'over' : 'open';
        grants.push({ ...grant, holder, until, standing });
      }
      const reports = (await listReports(tx, session.subjectId, null))
        .filter(({ verifiedUntil }) => verifiedUntil >= today)
        .map(lineOf);
      return reportDeskPage(seat.view, seat.owner, { reports, grants, today }, state);
    });
  };

  http.get('/my/report', { schema }, (request, reply) =>
    answer(desk, request, reply, (seat) => show(seat, { key: newFormKey(), typed: {} })),
  );
  http.post('/my/report', { schema, bodyLimit: 16_384 }, (request, reply) =>
    takeForm(desk, request, reply, {
      show,
      async done(seat, sent) {
        const ctx = actingAs(desk, seat, { key: sent.key, digested: digestedOf(sent) });
        const asked = {
          purpose: purposeOf(sent),
          ...dayTyped(sent.typed.asOf ?? '', seat.today),
          scope: 'whole',
          grantId: null,
          portal: portalOf(request, deps.portal),
        } as const;
        const { result } = await makeReport(ctx, kit(), asked);
        return `/my/report/${result.id}`;
      },
    }),
  );
  const own = (request: FastifyRequest, seat: Seat) => readReport(reading(seat), deps.vault, idOf(request));
  http.get('/my/report/:id', { schema }, (request, reply) =>
    answer(desk, request, reply, async (seat) => {
      const report = await own(request, seat);
      return ownReportPage(seat.view, seat.owner, lineOf(report), pageOf(report));
    }),
  );
  http.get('/my/report/:id/pdf', { schema }, async (request, reply) => {
    const report = await own(request, await seatOf(desk, request));
    return sendPaper(reply, report, await paperOf(kit(), report));
  });

  // Of a report that an officer made: the letter that tells who asked, with which papers.
  const letterOf = (request: FastifyRequest, seat: Seat) =>
    inOwnFile(deps.pools, seat.session, (tx) => readLetter(tx, deps, idOf(request)));
  http.get('/my/report/:id/letter', { schema }, (request, reply) =>
    answer(desk, request, reply, async (seat) =>
      ownLetterPage(seat.view, seat.owner, idOf(request), pageOfLetter(await letterOf(request, seat))),
    ),
  );
  http.get('/my/report/:id/letter/pdf', { schema }, async (request, reply) => {
    const letter = await letterOf(request, await seatOf(desk, request));
    return reply
      .type('application/pdf')
      .header('content-disposition', 'inline; filename="letter.pdf"')
      .send(await paperOfLetter(kit(), letter));
  });

  // The code is shown on the page that answers the form, and nowhere else: an address would keep it.
  http.post('/my/report/grants', { schema, bodyLimit: 16_384 }, async (request, reply) => {
    reply.header('referrer-policy', 'same-origin');
    const sent = await formOf(request);
    const seat = await seatOf(desk, request);
    try {
      const ctx = actingAs(desk, seat, { key: sent.key, digested: digestedOf(sent) });
      const { code } = await grantReports(ctx, deps.vault, grantOf(sent, seat.today));
      return sendPage(
        reply,
        seat,
        grantedPage(seat.view, seat.owner, code, `${portalOf(request, deps.portal)}/report`),
      );
    } catch (error) {
      const problem = sentenceOf(desk, seat, error);
      return sendPage(reply, seat, await show(seat, { key: newFormKey(), typed: sent.typed, problem }), 422);
    }
  });
  http.post('/my/report/grants/:id/end', { schema, bodyLimit: 4_096 }, (request, reply) =>
    takeForm(desk, request, reply, {
      show,
      async done(seat, sent) {
        // Pressed twice on an old page, it ends once.
        const key = createHash('sha256')
          .update(`${sent.key} ${idOf(request)}`)
          .digest('hex')
          .slice(0, 40);
        await endGrant(actingAs(desk, seat, { key, digested: digestedOf(sent) }), idOf(request));
        return '/my/report';
      },
    }),
  );
}
