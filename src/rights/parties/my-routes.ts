import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import { plainPage } from '../../../web/portal/search-pages.ts';
import { WORDS } from '../../../web/portal/words.ts';
import { type Asked, deskOf, sendPage } from '../../facts/publication/index.ts';
import { partyDoor } from '../../ground/access/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { problemOf, refusalOf } from '../../ground/platform/problem.ts';
import type { Runnable } from '../procedures/index.ts';
import { MULTIPART_LIMITS } from './form-reading-routes.ts';
import { myCaseRoutes, myStatementRoutes } from './my-case-routes.ts';
import { myConsentRoutes } from './my-consent-routes.ts';
import type { MyDeps, MyDesk } from './my-desk-routes.ts';
import { myDoorRoutes } from './my-door-routes.ts';
import { myFileRoutes } from './my-file-routes.ts';
import { myIdentityRoutes } from './my-identity-routes.ts';
import { myMailRoutes } from './my-mail-routes.ts';
import { myObjectionRoutes } from './my-objection-routes.ts';
import { myPaperRoutes } from './my-paper-routes.ts';
import { myReportRoutes } from './my-report-routes.ts';

/**
 * My file (我的档案) in the portal: pages made here, for accounts of parties, without a script. Ids that stand in an address are random
 * and open nothing to whoever is not signed in for that very party.
 */
export async function myRoutes(http: HttpApp, deps: MyDeps, runnables: readonly Runnable[]): Promise<void> {
  await http.register(formbody);
  await http.register(multipart, { limits: MULTIPART_LIMITS });
  const messages = await loadMessages();
  // A refusal that a reader can meet is told on a page; a bug goes to the general handler.
  http.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const page = deskOf(request as Asked, deps);
    const { status, detail } = problemOf(refusal, messages, page.view.language);
    const { failedTitle, goneTitle } = WORDS[page.view.language];
    const title = status === 404 ? goneTitle : failedTitle;
    return sendPage(reply, page, plainPage(page.view, title, [detail]), status);
  });
  const desk: MyDesk = { deps, door: partyDoor(deps), messages };
  myDoorRoutes(http, desk);
  myFileRoutes(http, desk, runnables);
  myObjectionRoutes(http, desk, runnables);
  myCaseRoutes(http, desk, runnables);
  myStatementRoutes(http, desk);
  myMailRoutes(http, desk);
  myPaperRoutes(http, desk);
  myReportRoutes(http, desk);
  myConsentRoutes(http, desk);
  myIdentityRoutes(http, desk);
}
