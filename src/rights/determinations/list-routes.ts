import { type EntryView, listsPage } from '../../../web/portal/announcement-pages.ts';
import { type EntryRights, listEntryPage } from '../../../web/portal/list-entry-page.ts';
import {
  type Asked,
  citationsIn,
  contactIn,
  type Desk,
  deskOf,
  periodIn,
  sendGonePage,
  sendPage,
} from '../../facts/publication/index.ts';
import type { Pools } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { LogHead } from '../../ground/proof/index.ts';
import { maskName } from '../../ground/vault/index.ts';
import { explain, type Law, type ListDomain, mayOpenDomain, provisionalDeadline } from '../../rules/law/index.ts';
import { REMEDIES } from '../procedures/step-shapes.ts';
import { listPublicEntries, type PublicEntry } from './list-queries.ts';

export type ListDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => Law;
  /** By which anybody may later prove that a page was not rewritten; undefined: the log has not begun. */
  readonly checkpoint: () => Promise<LogHead | undefined>;
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const entryIn = ({ caseId, organ, organEn, party, partyKind, ...rest }: PublicEntry): EntryView => ({
  ...rest,
  id: caseId,
  party: partyKind === 'organisation' ? party : maskName(party),
  organ: { zh: organ, en: organEn ?? organ },
});

/** What whoever is on the list may do, on which clocks, and on what the entry rests. */
function rightsIn(entry: PublicEntry, domain: ListDomain, { law, today, view }: Desk): EntryRights {
  const { language } = view;
  const inWords = (code: string) => periodIn(law, code, today, language);
  const refs = [...new Set([...entry.refs, ...domain.basis, ...domain.criteria])];
  return {
    basis: citationsIn(law, refs, entry.effectiveOn, language),
    earlyEndFrom: provisionalDeadline(law, 'list.removal.earliest', entry.effectiveOn).due,
    standard: { zh: domain.removal, en: domain.removalEn },
    acceptance: inWords('list.removal.acceptance'),
    decision: inWords('list.removal.decision'),
    objectionOwn: inWords('objection.own'),
    objectionTotal: inWords('objection.total'),
    remedies: REMEDIES.map(inWords) as [string, string],
    contact: contactIn(law, entry.organ, today),
  };
}

/** Serious lists (严重失信主体名单) as the public reads them, each by its domain; with the packs that come with the program: none, and why. */
export function publicListRoutes(http: HttpApp, { pools, checkpoint, ...deps }: ListDeps): void {
  const schema = { hide: true };
  http.get('/lists', { schema }, async (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const { law, today, view } = desk;
    const entries = await listPublicEntries(pools, today);
    const domains = law.all('listDomains', today);
    const lists = domains.map(({ code, name: zh, nameEn: en }) => ({
      name: { zh, en },
      entries: entries.filter(({ domain }) => domain === code).map(entryIn),
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

  // An entry that has ended, was removed, rests, or never was: one answer to all of them.
  http.get('/lists/:id', { schema }, async (request, reply) => {
    const desk = deskOf(request as Asked, deps);
    const { id = '' } = request.params as Record<string, string>;
    const [entry] = UUID.test(id) ? await listPublicEntries(pools, desk.today, id) : [];
    const domain = entry && desk.law.all('listDomains', desk.today).find(({ code }) => code === entry.domain);
    if (!entry || !domain) return sendGonePage(reply, desk);
    const head = await checkpoint();
    const shown = {
      ...entryIn(entry),
      list: { zh: domain.name, en: domain.nameEn },
      termMonths: entry.termMonths,
      number: entry.number,
      statement: entry.statement,
      rights: rightsIn(entry, domain, desk),
      checkpoint: head,
    };
    return sendPage(reply, desk, listEntryPage(desk.view, shown));
  });
}
