import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { type CaseSearch, DUE } from '../api/cases.ts';
import { rightsSearch } from '../api/rights.ts';
import { ErrorScreen, NotFoundScreen } from './error-screen.tsx';
import { Gate } from './gate.tsx';
import { placesFor } from './navigation.ts';
import { useMe } from './session.ts';

const root = createRootRoute({ component: Gate, notFoundComponent: NotFoundScreen, errorComponent: ErrorScreen });

function FirstPlace() {
  const first = placesFor(useMe().rights)[0];
  return <Navigate to={first?.path ?? '/law'} replace />;
}

const law = createRoute({
  getParentRoute: () => root,
  path: '/law',
  validateSearch: (
    search: Record<string, unknown>,
  ): { on?: string; part?: string; open?: string; edition?: string } => ({
    ...(typeof search.on === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(search.on) && { on: search.on }),
    ...(typeof search.part === 'string' && { part: search.part }),
    ...(typeof search.open === 'string' && { open: search.open }),
    ...(typeof search.edition === 'string' && /^[0-9a-f]{64}$/.test(search.edition) && { edition: search.edition }),
  }),
  component: lazyRouteComponent(() => import('../features/law/law-page.tsx'), 'LawPage'),
});

const work = createRoute({
  getParentRoute: () => root,
  path: '/work',
  component: lazyRouteComponent(() => import('../features/work/work-page.tsx'), 'WorkPage'),
});

const editions = createRoute({
  getParentRoute: () => root,
  path: '/law/editions',
  component: lazyRouteComponent(() => import('../features/law/editions-page.tsx'), 'EditionsPage'),
});
const draft = createRoute({
  getParentRoute: () => root,
  path: '/law/drafts/$id',
  component: lazyRouteComponent(() => import('../features/law/proposal-page.tsx'), 'ProposalPage'),
});

const intake = createRoute({
  getParentRoute: () => root,
  path: '/intake',
  component: lazyRouteComponent(() => import('../features/intake/intake-page.tsx'), 'IntakePage'),
});
const batches = createRoute({
  getParentRoute: () => root,
  path: '/batches',
  component: lazyRouteComponent(() => import('../features/intake/batches-page.tsx'), 'BatchesPage'),
});
const batch = createRoute({
  getParentRoute: () => root,
  path: '/batches/$id',
  component: lazyRouteComponent(() => import('../features/intake/batch-page.tsx'), 'BatchPage'),
});

const quarantine = createRoute({
  getParentRoute: () => root,
  path: '/quarantine',
  component: lazyRouteComponent(() => import('../features/quarantine/quarantine-page.tsx'), 'QuarantinePage'),
});
const waitingRow = createRoute({
  getParentRoute: () => root,
  path: '/quarantine/$id',
  component: lazyRouteComponent(() => import('../features/quarantine/waiting-row-page.tsx'), 'WaitingRowPage'),
});

const queue = createRoute({
  getParentRoute: () => root,
  path: '/publication',
  component: lazyRouteComponent(() => import('../features/publication/queue-page.tsx'), 'QueuePage'),
});
const sheet = createRoute({
  getParentRoute: () => root,
  path: '/publication/$recordId',
  component: lazyRouteComponent(() => import('../features/publication/sheet-page.tsx'), 'SheetPage'),
});

/** Which of the list is meant, by the id of its record. */
const opened = (search: Record<string, unknown>): { open?: string } =>
  typeof search.open === 'string' ? { open: search.open } : {};
const withdrawals = createRoute({
  getParentRoute: () => root,
  path: '/withdrawals',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../features/due/withdrawals-page.tsx'), 'WithdrawalsPage'),
});
const terms = createRoute({
  getParentRoute: () => root,
  path: '/terms',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../features/due/terms-page.tsx'), 'TermsPage'),
});

const records = createRoute({
  getParentRoute: () => root,
  path: '/records',
  component: lazyRouteComponent(() => import('../features/records/records-page.tsx'), 'RecordsPage'),
});
const record = createRoute({
  getParentRoute: () => root,
  path: '/records/$id',
  component: lazyRouteComponent(() => import('../features/records/record-page.tsx'), 'RecordPage'),
});

const SEARCHED = ['procedure', 'state'] as const;
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: (search: Record<string, unknown>): CaseSearch => {
    const codes = SEARCHED.flatMap((name) =>
      typeof search[name] === 'string' && /^[a-z_]{1,40}$/.test(search[name]) ? [[name, search[name]]] : [],
    );
    const due = DUE.find((one) => one === search.due);
    return {
      ...Object.fromEntries(codes),
      ...(due && { due }),
      ...(search.mine === true && { mine: true }),
      ...(search.closed === true && { closed: true }),
    };
  },
  component: lazyRouteComponent(() => import('../features/cases/cases-page.tsx'), 'CasesPage'),
});
const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id',
  component: lazyRouteComponent(() => import('../features/cases/case-page.tsx'), 'CasePage'),
});
const determinations = createRoute({
  getParentRoute: () => root,
  path: '/determinations',
  component: lazyRouteComponent(
    () => import('../features/cases/determinations/determinations-page.tsx'),
    'DeterminationsPage',
  ),
});
const listDomains = createRoute({
  getParentRoute: () => root,
  path: '/determinations/lists',
  component: lazyRouteComponent(
    () => import('../features/cases/list-domains/list-domains-page.tsx'),
    'ListDomainsPage',
  ),
});
const recalls = createRoute({
  getParentRoute: () => root,
  path: '/recalls',
  validateSearch: opened,
  component: lazyRouteComponent(() => import('../features/recalls/recalls-page.tsx'), 'RecallsPage'),
});
const away = createRoute({
  getParentRoute: () => root,
  path: '/away',
  component: lazyRouteComponent(() => import('../features/away/away-page.tsx'), 'AwayPage'),
});
const outages = createRoute({
  getParentRoute: () => root,
  path: '/outages',
  component: lazyRouteComponent(() => import('../features/outages/outages-page.tsx'), 'OutagesPage'),
});
const inspections = createRoute({
  getParentRoute: () => root,
  path: '/inspections',
  component: lazyRouteComponent(() => import('../features/inspections/inspections-page.tsx'), 'InspectionsPage'),
});
const oneDocument = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id/documents/$documentId',
  component: lazyRouteComponent(() => import('../features/cases/documents/document-page.tsx'), 'DocumentPage'),
});
const openCase = createRoute({
  getParentRoute: () => root,
  path: '/records/$id/cases/$procedure',
  component: lazyRouteComponent(() => import('../features/cases/open-case-page.tsx'), 'OpenCasePage'),
});

const access = createRoute({
  getParentRoute: () => root,
  path: '/access',
  component: lazyRouteComponent(() => import('../features/access/access-page.tsx'), 'AccessPage'),
});

const ownAccount = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/factors/own-account-page.tsx'), 'OwnAccountPage'),
});
const changes = createRoute({
  getParentRoute: () => root,
  path: '/changes',
  component: lazyRouteComponent(() => import('../features/access/changes-page.tsx'), 'ChangesPage'),
});
const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  component: lazyRouteComponent(() => import('../features/access/keys-page.tsx'), 'KeysPage'),
});

const rights = createRoute({
  getParentRoute: () => root,
  path: '/rights',
  validateSearch: rightsSearch,
  component: lazyRouteComponent(() => import('../features/rights/rights-page.tsx'), 'RightsPage'),
});

const privacy = createRoute({
  getParentRoute: () => root,
  path: '/privacy',
  component: lazyRouteComponent(() => import('../features/privacy/privacy-page.tsx'), 'PrivacyPage'),
});

const archive = createRoute({
  getParentRoute: () => root,
  path: '/archive',
  component: lazyRouteComponent(() => import('../features/archive/archive-page.tsx'), 'ArchivePage'),
});

const screening = createRoute({
  getParentRoute: () => root,
  path: '/screening',
  component: lazyRouteComponent(() => import('../features/screening/screening-page.tsx'), 'ScreeningPage'),
});

const parties = createRoute({
  getParentRoute: () => root,
  path: '/parties',
  component: lazyRouteComponent(() => import('../features/parties/parties-page.tsx'), 'PartiesPage'),
});

const merging = createRoute({
  getParentRoute: () => root,
  path: '/merging',
  component: lazyRouteComponent(() => import('../features/merging/merging-page.tsx'), 'MergingPage'),
});

const check = createRoute({
  getParentRoute: () => root,
  path: '/check',
  component: lazyRouteComponent(() => import('../features/check/check-page.tsx'), 'CheckPage'),
});

const journal = createRoute({
  getParentRoute: () => root,
  path: '/journal',
  component: lazyRouteComponent(() => import('../features/journal/journal-page.tsx'), 'JournalPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/', component: FirstPlace }),
    work,
    intake,
    batches,
    batch,
    quarantine,
    waitingRow,
    queue,
    sheet,
    withdrawals,
    terms,
    records,
    record,
    cases,
    oneCase,
    oneDocument,
    determinations,
    listDomains,
    recalls,
    away,
    outages,
    inspections,
    openCase,
    access,
    changes,
    ownAccount,
    keys,
    rights,
    privacy,
    archive,
    screening,
    parties,
    merging,
    check,
    journal,
    law,
    editions,
    draft,
  ]),
  basepath: '/office',
  defaultPreload: 'intent',
  defaultErrorComponent: ErrorScreen,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
