import { listsPage } from '../../web/portal/announcement-pages.ts';
import { explain, type Law, mayOpenDomain } from '../law/index.ts';
import type { Pools } from '../platform/db.ts';
import type { HttpApp } from '../platform/http.ts';
import { type Asked, citationsIn, deskOf, sendPage } from '../publication/index.ts';
import { maskName } from '../vault/index.ts';
import { listPublicEntries } from './list-queries.ts';

export type ListDeps = { readonly pools: Pools; readonly now: () => Date; readonly law: () => Law };

/** Serious lists (严重失信主体名单) as the public reads them, each by its domain; with the packs that come with the program: none, and why. */
export function publicListRoutes(http: HttpApp, { pools, ...deps }: ListDeps): void {
  http.get('/lists', { schema: { hide: true } }, async (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const { law, today, view } = desk;
    const entries = await listPublicEntries(pools, today);
    const domains = law.all('listDomains', today);
    const lists = domains.map(({ code, name: zh, nameEn: en }) => ({
      name: { zh, en },
      entries: entries
        .filter(({ domain }) => domain === code)
        .map(({ organ, organEn, party, partyKind, ...rest }) => ({
          ...rest,
          party: partyKind === 'organisation' ? party : maskName(party),
          organ: { zh: organ, en: organEn ?? organ },
        })),
    }));
    const none = mayOpenDomain({ domain: '', organ: { branch: 'justice', level: 'prefecture' } }, law, today);
    const locked =
      domains.length > 0
        ? null
        : {
            why: explain(none.derivation, view.language).slice(1),
            articles: citationsIn(law, none.articles, today, view.language),
          };
    return sendPage(reply, desk, listsPage(view, lists, locked));
  });
}
