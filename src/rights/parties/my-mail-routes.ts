import { createHash } from 'node:crypto';
import { LETTERS } from '../../../web/portal/letter-words.ts';
import { type LetterView, mailPage } from '../../../web/portal/my-mail-page.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { digestedOf } from './form-reading-routes.ts';
import { inJoinedFiles } from './joined-files-queries.ts';
import { acknowledgeLetter } from './letter-commands.ts';
import { type LetterLine, listLetters } from './letter-queries.ts';
import { actingAs, answer, idOf, type MyDesk, type Seat } from './my-desk-routes.ts';
import { takeForm } from './my-form-routes.ts';

const schema = { hide: true };

const letterView = (line: LetterLine): LetterView => ({
  id: line.id,
  day: chinaDate(line.happenedAt),
  says: LETTERS[line.deed] ?? { zh: line.deed, en: line.deed },
  documentNumber: line.documentNumber,
  place:
    line.serviceId !== null
      ? `/my/papers/${line.serviceId}`
      : line.reportId !== null
        ? `/my/report/${line.reportId}/letter`
        : line.caseId !== null
          ? `/my/cases/${line.caseId}`
          : line.recordId !== null
            ? `/my/records/${line.recordId}`
            : null,
  receivedOn: line.receivedAt === null ? null : chinaDate(line.receivedAt),
});

/** As the mailbox of one subject is ordered. */
const waitingFirst = (a: LetterLine, b: LetterLine): number =>
  Number(a.receivedAt !== null) - Number(b.receivedAt !== null) || b.happenedAt.getTime() - a.happenedAt.getTime();

/** The mailbox: what was done about the party, and its acknowledgement of each. */
export function myMailRoutes(http: HttpApp, desk: MyDesk): void {
  const show = async (seat: Seat, told?: string): Promise<string> => {
    const { session, view, owner } = seat;
    const files = await inJoinedFiles(desk.deps.pools, session, (tx, subjectId) =>
      listLetters(tx, { ...session, subjectId }),
    );
    const letters = files.length === 1 ? files[0]! : files.flat().sort(waitingFirst);
    // Whoever presses twice, or comes back to an old page, acknowledges once.
    const keyOf = (id: string) => createHash('sha256').update(`${session.accountId} ${id}`).digest('hex').slice(0, 40);
    return mailPage(view, owner, letters.map(letterView), keyOf, told);
  };
  http.get('/my/mail', { schema }, (request, reply) => answer(desk, request, reply, (seat) => show(seat)));
  http.post('/my/mail/:id', { schema, bodyLimit: 4_096 }, (request, reply) =>
    takeForm(desk, request, reply, {
      show: (seat, { problem }) => show(seat, problem),
      async done(seat, sent) {
        await acknowledgeLetter(actingAs(desk, seat, { key: sent.key, digested: digestedOf(sent) }), idOf(request));
        return '/my/mail';
      },
    }),
  );
}
