import path from 'node:path';
import type { FastifyRequest } from 'fastify';
import { PROCEDURES } from './all-procedures.ts';
import { checkReceiptRoutes, checkRoutes } from './facts/checks/index.ts';
import { intakeRoutes, quarantineRoutes, startStagingWorker } from './facts/intake/index.ts';
import { portalRoutes, publicationRoutes, startTermWorker } from './facts/publication/index.ts';
import { recordRoutes } from './facts/records/index.ts';
import {
  accessRoutes,
  contextOf,
  type Deed,
  mayOrRefuse,
  programHooks,
  refuseStranger,
} from './ground/access/index.ts';
import { journalRoutes, startSequencer } from './ground/audit/index.ts';
import type { Config } from './ground/config/config.ts';
import { consoleRoutes } from './ground/platform/console-routes.ts';
import type { Pools } from './ground/platform/db.ts';
import { type HttpApp, makeHttp } from './ground/platform/http.ts';
import { type Log, log } from './ground/platform/log.ts';
import { loadMessages } from './ground/platform/messages.ts';
import { type ReadinessCheck, statusRoutes } from './ground/platform/status-routes.ts';
import { VERSION } from './ground/platform/version.ts';
import { currentLogHead, logRoutes, receiptRoutes, startLogWorker } from './ground/proof/index.ts';
import { Spool } from './ground/reading/index.ts';
import { relaxationRoutes } from './ground/relaxations/index.ts';
import {
  applyErasureRegister,
  type ErasableKeyStore,
  followKeys,
  masterKeyRoutes,
  startRetention,
  startVaultWorker,
  Vault,
  vaultKeyRoutes,
} from './ground/vault/index.ts';
import {
  ALL_SUBJECTS,
  calibratedThresholds,
  judgementRoutes,
  listRoutes,
  PUBLIC_SUBJECTS,
  prefixRoutes,
  reconciliationRoutes,
  SubjectIndex,
  screeningRoutes,
  startListWorker,
} from './names/matching/index.ts';
import { mergingRoutes, startPairWorker } from './names/merging/index.ts';
import { archiveRoutes } from './office/archive/index.ts';
import { editionRoutes, keptLaws } from './office/editions/index.ts';
import { auditRoomRoutes } from './office/oversight/index.ts';
import { noticePageRoutes, privacyRoutes, startUseRetention } from './office/privacy/index.ts';
import { reminderRoutes, smtpSender, startReminderWorker } from './office/reminders/index.ts';
import { handoverRoutes, workRoutes } from './office/work/index.ts';
import { annulmentRoutes } from './rights/annulments/index.ts';
import { bundleRoutes } from './rights/bundles/index.ts';
import { determinationRoutes, publicListRoutes } from './rights/determinations/index.ts';
import {
  documentRoutes,
  httpSealService,
  Printer,
  type SealService,
  signingRoutes,
  verificationRoutes,
} from './rights/documents/index.ts';
import { inspectionRoutes, startInspectionWorker } from './rights/inspections/index.ts';
import { objectionRoutes } from './rights/objections/index.ts';
import { myRoutes, partyRoutes, startLetterWorker } from './rights/parties/index.ts';
import { procedureRoutes, startTimerWorker, stepRoutes } from './rights/procedures/index.ts';
import { repairPageRoutes, repairRoutes } from './rights/repairs/index.ts';
import { reportPageRoutes } from './rights/reports/index.ts';
import { publicNoticeRoutes, serviceRoutes } from './rights/service/index.ts';
import { outageRoutes } from './rules/deadlines/index.ts';
import type { Law, LawOf } from './rules/law/index.ts';
import { lawRoutes } from './rules/law/law-routes.ts';
import { feedRoutes, startFeedWorker } from './together/feed/index.ts';
import { recallRoutes, startRecallWorker } from './together/recalls/index.ts';

/** What every module may ask for. Built once, here or by a test, and handed over. */
export type Deps = {
  readonly config: Config;
  readonly pools: Pools;
  /** The time, everywhere: commands and routes ask this and pass the answer on to what decides. */
  readonly now: () => Date;
  /** The edition in use; asked anew each time, since adoption changes it while the program runs. */
  readonly law: () => Law;
  /** The law of an edition that is or was in use. */
  readonly lawOf: LawOf;
  /** Goes over to what was adopted last at once, instead of within half a second. */
  readonly refreshLaw: () => Promise<void>;
  /** The vault's master key, 32 bytes. */
  readonly masterKey: Buffer;
  readonly vault: Vault;
  /** Keys that can be destroyed one by one. Without them values can be deleted and not erased: a test's affair. */
  readonly erasable?: ErasableKeyStore;
  /** The data folder of this installation. */
  readonly home: string;
  /** Where files lie while they are being read. */
  readonly spool: Spool;
  /** Indexes of names, one of all parties for officers, one of those about whom something is public today. */
  readonly names: { readonly all: SubjectIndex; readonly public: SubjectIndex };
  /** Makes papers; holds its fonts from the first one on. */
  readonly printer: Printer;
  /** The electronic seal service of this site, where it has one. */
  readonly sealService?: SealService | undefined;
  readonly log: Log;
};

/** The routes of one module. Each list entry gets a scope of its own: a plugin registered inside stays inside. */
export type Routes = (http: HttpApp, deps: Deps) => void | Promise<void>;
/** Work beside the requests: sequencing, retention, deadlines. Answers how to stop it. */
export type Worker = (deps: Deps) => Promise<{ stop(): Promise<void> }>;

/** Where `scripts/build-web.ts` puts the console. */
const CONSOLE = path.join(import.meta.dirname, '../dist/office');

/** The context of a request that reads matters of the own organ, for whoever has that right. */
const readingAs = (deps: Deps, deed: Deed, kind: string) => async (request: FastifyRequest) => {
  const context = await contextOf(request, deps);
  mayOrRefuse(context.actor, deed, { kind, organPath: context.actor.organPath });
  return context;
};

// One line a module.
const ROUTES: readonly Routes[] = [
  (http) => consoleRoutes(http, CONSOLE),
  accessRoutes,
  (http, { law, lawOf, now }) => lawRoutes(http, law, now, lawOf),
  (http, deps) => editionRoutes(http, deps, PROCEDURES),
  intakeRoutes,
  quarantineRoutes,
  (http, deps) =>
    recordRoutes(http, {
      ...deps,
      contextOf: readingAs(deps, 'record.read', 'record'),
      lookContextOf: readingAs(deps, 'sealed.look', 'record'),
    }),
  (http, deps) => journalRoutes(http, readingAs(deps, 'journal.read', 'journal')),
  (http, deps) =>
    auditRoomRoutes(http, {
      reads: readingAs(deps, 'journal.read', 'journal'),
      exports: readingAs(deps, 'journal.export', 'journal'),
      anybody: (request) => contextOf(request, deps),
    }),
  publicationRoutes,
  portalRoutes,
  checkRoutes,
  checkReceiptRoutes,
  privacyRoutes,
  masterKeyRoutes,
  vaultKeyRoutes,
  relaxationRoutes,
  noticePageRoutes,
  logRoutes,
  receiptRoutes,
  annulmentRoutes,
  determinationRoutes,
  objectionRoutes,
  (http, deps) => procedureRoutes(http, deps, PROCEDURES),
  repairRoutes,
  repairPageRoutes,
  (http, deps) => stepRoutes(http, deps, PROCEDURES),
  (http, deps) => documentRoutes(http, deps, PROCEDURES),
  (http, deps) => signingRoutes(http, { ...deps, portal: deps.config.portalUrl }, PROCEDURES),
  (http, deps) => serviceRoutes(http, deps, PROCEDURES),
  (http, deps) => bundleRoutes(http, deps, PROCEDURES),
  (http, deps) => archiveRoutes(http, deps, PROCEDURES),
  verificationRoutes,
  publicNoticeRoutes,
  (http, deps) => publicListRoutes(http, { ...deps, checkpoint: () => currentLogHead(deps.home) }),
  screeningRoutes,
  judgementRoutes,
  mergingRoutes,
  listRoutes,
  prefixRoutes,
  (http, deps) => reconciliationRoutes(http, { ...deps, questionsAMinute: () => deps.config.publicQuestionsAMinute }),
  (http, deps) => workRoutes(http, deps, PROCEDURES),
  recallRoutes,
  feedRoutes,
  handoverRoutes,
  outageRoutes,
  inspectionRoutes,
  (http, deps) => reminderRoutes(http, deps, PROCEDURES),
  (http, deps) => partyRoutes(http, { ...deps, portal: deps.config.portalUrl }),
  (http, deps) => myRoutes(http, { ...deps, portal: deps.config.portalUrl }, PROCEDURES),
  (http, deps) => reportPageRoutes(http, { ...deps, portal: deps.config.portalUrl }),
];
const WORKERS: readonly Worker[] = [
  async ({ pools, now, log }) =>
    startSequencer(pools, now, (failure) => log('sequencing failed', { error: String(failure) })),
  async (deps) => startStagingWorker(deps),
  async (deps) => startTermWorker(deps),
  async (deps) => startRetention(deps),
  async (deps) => startUseRetention(deps),
  async (deps) => startVaultWorker(deps, deps.erasable),
  async (deps) => startTimerWorker(deps, PROCEDURES),
  startLogWorker,
  async (deps) => startListWorker(deps),
  async (deps) => startPairWorker(deps),
  async (deps) => startLetterWorker(deps),
  async (deps) => startRecallWorker(deps),
  async (deps) => startFeedWorker(deps),
  async (deps) => startInspectionWorker(deps),
  async (deps) => {
    const { smtp, portalUrl, host, port } = deps.config;
    // Without a mail server reminders stay in the console and the calendars.
    if (smtp === undefined) return { stop: async () => undefined };
    const address = `${portalUrl ?? `http://${host}:${port}`}/office/`;
    return startReminderWorker({ ...deps, runnables: PROCEDURES, address }, smtpSender(smtp.url, smtp.from));
  },
];
const READINESS: Readonly<Record<string, ReadinessCheck<Deps>>> = {
  law: async ({ law }) => void law().edition,
};

export type Role = 'all' | 'web' | 'work';

export type App = {
  readonly deps: Deps;
  /** For tests: `app.http.inject({ method, url })`. */
  readonly http: HttpApp;
  /** Begins to serve and to work; answers the address. */
  listen(): Promise<string>;
  /** Stops accepting, lets running requests end, stops the workers. The pools belong to whoever opened them. */
  close(): Promise<void>;
};

/** How long running requests may take to end when the program stops. */
const DRAIN_MS = 10_000;

type Defaulted = 'log' | 'lawOf' | 'refreshLaw' | 'names' | 'printer';

/** The indexes of names of this process; a request waits for them where nobody has started them. */
async function indexesOf(given: Pick<Deps, 'pools' | 'now' | 'log' | 'home' | 'config'>): Promise<Deps['names']> {
  const thresholds = await calibratedThresholds(given.config.screeningThresholds);
  const deps = { ...given, thresholds };
  return { all: new SubjectIndex(ALL_SUBJECTS, deps), public: new SubjectIndex(PUBLIC_SUBJECTS, deps) };
}

/** Builds everything and hands it over; starts nothing. Without `lawOf` and `refreshLaw`, `law` is one that nobody changes. */
export async function buildApp(
  given: Omit<Deps, Defaulted | 'vault' | 'spool'> & Partial<Pick<Deps, Defaulted>>,
  role: Role = 'all',
  extra: readonly Routes[] = [],
): Promise<App> {
  const { erasable } = given;
  const suite = given.config.vaultSuite;
  const vault = await Vault.open(given.pools, given.masterKey, given.now(), {
    suite,
    ...(erasable ? { erasable } : {}),
  });
  // A database that came back from a backup may hold what was erased since: gone again before anybody is served.
  if (erasable) await applyErasureRegister({ pools: given.pools, erasable, now: given.now });
  const names = await indexesOf({ log, ...given });
  const { sealService: seals } = given.config;
  const sealService = seals && httpSealService(seals);
  const printer = new Printer(() => currentLogHead(given.home));
  const lawOf = keptLaws(given.pools);
  const defaults = { log, names, lawOf, printer, sealService, refreshLaw: async () => undefined };
  const deps: Deps = { ...defaults, vault, spool: new Spool(path.join(given.home, 'spool')), ...given };
  const { trustedProxies } = deps.config;
  const identify = (request: FastifyRequest) => refuseStranger(request, deps);
  const { http, metrics } = await makeHttp(await loadMessages(), deps.log, VERSION, trustedProxies, identify);
  programHooks(http, deps);
  statusRoutes(http, deps, metrics, READINESS);
  if (role !== 'work') {
    for (const routes of [...ROUTES, ...extra]) await http.register(async (scope) => routes(scope as HttpApp, deps));
  }
  await http.ready();
  const working: { stop(): Promise<void> }[] = [];
  return {
    deps,
    http,
    async listen() {
      working.push(followKeys(vault, deps));
      if (role !== 'web') for (const worker of WORKERS) working.push(await worker(deps));
      if (role !== 'work') for (const each of Object.values(deps.names)) each.start();
      return http.listen({ host: deps.config.host, port: deps.config.port });
    },
    async close() {
      const began = performance.now();
      // A connection that never asked anything does not count as idle to Node, and would hold the door open.
      const cut = setInterval(() => {
        if (metrics.active === 0 || performance.now() - began > DRAIN_MS) http.server.closeAllConnections();
      }, 50);
      await http.close();
      clearInterval(cut);
      for (const worker of working.reverse()) await worker.stop();
      for (const each of Object.values(deps.names)) await each.stop();
    },
  };
}
