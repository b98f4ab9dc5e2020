import { noticesPage } from '../../../web/portal/announcement-pages.ts';
import { type Asked, citationsIn, deskOf, sendPage } from '../../facts/publication/index.ts';
import type { Pools } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { maskName } from '../../ground/vault/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { listShownNotices } from './notice-queries.ts';

export type NoticeDeps = { readonly pools: Pools; readonly now: () => Date; readonly law: () => Law };

/** Service by public notice (公告送达) as the public reads it; each is gone the day after it counts as served. */
export function publicNoticeRoutes(http: HttpApp, { pools, ...deps }: NoticeDeps): void {
  http.get('/notices', { schema: { hide: true } }, async (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const { law, today } = desk;
    const rows = await listShownNotices(pools, law, today);
    const shown = rows.map(({ organ: zh, organEn, party, partyKind, ...row }) => {
      const name = partyKind === 'organisation' ? party : maskName(party);
      return { ...row, party: name, organ: { zh, en: organEn ?? zh } };
    });
    const { basis } = law.parameter('service.public_notice', today);
    return sendPage(reply, desk, noticesPage(desk.view, shown, citationsIn(law, basis, today, desk.view.language)));
  });
}
