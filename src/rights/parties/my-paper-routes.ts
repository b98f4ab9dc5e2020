import { sentPapersPage } from '../../../web/portal/my-paper-page.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { openFile } from '../../ground/vault/index.ts';
import { bytesOf } from '../documents/index.ts';
import { listSent } from '../service/index.ts';
import { inOwnFile } from './file-queries.ts';
import { answer, idOf, type MyDesk, seatOf } from './my-desk-routes.ts';

const schema = { hide: true };

/** Papers that were served electronically: what lies in the mailbox, and the signed file itself. */
export function myPaperRoutes(http: HttpApp, desk: MyDesk): void {
  const { pools, vault } = desk.deps;
  http.get('/my/papers/:id', { schema }, (request, reply) =>
    answer(desk, request, reply, async ({ session, view, owner }) => {
      const id = idOf(request);
      return sentPapersPage(view, owner, id, await inOwnFile(pools, session, (tx) => listSent(tx, id)));
    }),
  );
  http.get('/my/papers/:id/:document', { schema }, async (request, reply) => {
    const { session } = await seatOf(desk, request);
    const [id, document] = [idOf(request), idOf(request, 'document')];
    const bytes = await inOwnFile(pools, session, async (tx) => {
      const paper = (await listSent(tx, id)).find((one) => one.id === document);
      if (!paper) throw new Refusal('absent', 'document.absent', { id: document });
      return bytesOf(await openFile(tx, vault, paper.fileId));
    });
    return reply.type('application/pdf').header('content-disposition', 'inline; filename="paper.pdf"').send(bytes);
  });
}
