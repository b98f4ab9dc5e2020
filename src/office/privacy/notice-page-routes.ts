import { noticePage, noticesPage } from '../../../web/portal/privacy-pages.ts';
import { type Asked, type Desk, type DeskDeps, deskOf, sendGonePage, sendPage } from '../../facts/publication/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { documentHtml, renderDocument } from '../../rights/documents/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { NOTICE_USES, noticeFacts, noticesOn, noticeTemplate } from './notice.ts';

/** Whose portal it is: the highest organ of the lowest pack that has one. */
function organOf({ law, view }: Desk, today: PlainDate): string {
  const own = law.all('organs', today).filter(({ branch, parent }) => branch === 'justice' && parent === undefined);
  return own.at(-1)?.name ?? view.place.zh;
}

const editionOf = (law: Law) => law.edition.slice(0, 12);

/** 个人信息: what is done with whose information, item by item and use by use, as the edition in use has it. */
export function noticePageRoutes(http: HttpApp, deps: DeskDeps): void {
  const schema = { hide: true };
  http.get('/privacy', { schema }, (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const notices = noticesOn(desk.law, desk.today).map(({ item, uses }) => ({
      code: item.code,
      name: { zh: item.name, en: item.nameEn },
      sensitive: item.personalInformation === 'sensitive',
      uses,
    }));
    return sendPage(reply, desk, noticesPage(desk.view, notices, editionOf(desk.law)));
  });

  http.get('/privacy/:item/:use', { schema }, (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const { item: code, use: asked } = request.params as { item: string; use: string };
    const use = NOTICE_USES.find((one) => one === asked);
    const found = noticesOn(desk.law, desk.today).find(
      ({ item, uses }) => item.code === code && use && uses.includes(use),
    );
    if (!found || !use) return sendGonePage(reply, desk);
    const { content } = renderDocument(desk.law, noticeTemplate(use), {
      facts: noticeFacts(found.item, use),
      words: {},
      organ: organOf(desk, desk.today),
      madeOn: desk.today,
    });
    return sendPage(reply, desk, noticePage(desk.view, documentHtml(content), content.title, editionOf(desk.law)));
  });
}
