import { existsSync } from 'node:fs';
import path from 'node:path';
import { type App, buildApp, type Deps, type Role } from './app.ts';
import { type Config, masterKeySource } from './ground/config/config.ts';
import { REAL_CLOCK, settableClock } from './ground/platform/clock.ts';
import { dataHome, makeHome, refuseFullDisk, takeHome } from './ground/platform/data-home.ts';
import { openDatabase } from './ground/platform/database.ts';
import { openPools } from './ground/platform/db.ts';
import { masterKey } from './ground/platform/key-file.ts';
import { log } from './ground/platform/log.ts';
import { Origin } from './ground/platform/origin.ts';
import { listenRefusal, refuseBusyPort } from './ground/platform/port.ts';
import { VERSION } from './ground/platform/version.ts';
import { openGuardedSettings, refuseUnlessDemonstration } from './ground/relaxations/index.ts';
import { ErasableKeyStore } from './ground/vault/index.ts';
import { openLawInUse } from './office/editions/index.ts';
import { readRules } from './rules/law/index.ts';

export const CHECKOUT = path.resolve(import.meta.dirname, '..');
const DEMO = path.join(import.meta.dirname, 'office', 'demo', 'index.ts');

/** An account of the demonstration, as printed at the start. */
export type DemoAccount = { readonly name: string; readonly password: string; readonly post: string };
type DemoModule = { loadDemo(deps: Deps): Promise<readonly DemoAccount[]> };

export type Running = {
  readonly address: string;
  readonly home: string;
  readonly demoAccounts: readonly DemoAccount[];
  /** Settles when the embedded database ends by itself, with where its log lies. */
  readonly databaseEnded: Promise<{ readonly log: string }>;
  /** Stops accepting, drains, closes the pools, stops the database, gives the folder back. */
  stop(): Promise<void>;
};

async function loadDemo(deps: Deps): Promise<readonly DemoAccount[]> {
  if (!deps.config.demonstration || !existsSync(DEMO)) return [];
  const demo = (await import(DEMO)) as DemoModule;
  return demo.loadDemo(deps);
}

async function listen(app: App, { host, port }: Config): Promise<string> {
  try {
    return await app.listen();
  } catch (error) {
    throw listenRefusal(error, host, port);
  }
}

/**
 * Brings the whole program up, in the order in which a person wants to hear of trouble: cheap refusals first. What was
 * opened is closed again in reverse, on `stop()` as well as when a later step fails.
 * @throws {PackRefusal} no edition was ever in use, and the law packs on disk have faults
 * @throws {Refusal} busy `start.…`; conflict `start.not_a_demonstration`; the abort reason when `interrupted` fires between two steps
 */
export async function start(config: Config, role: Role, interrupted: AbortSignal): Promise<Running> {
  const closers: (() => unknown)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    await refuseBusyPort(config.host, config.port);
    const home = dataHome(CHECKOUT, config.dataFolder);
    makeHome(home);
    refuseFullDisk(home);
    const lock = await takeHome(home);
    closers.push(() => lock.close());
    interrupted.throwIfAborted();

    const { databaseUrl: owner, databaseAppUrl: app, databaseIntakeUrl: intake } = config;
    const database = await openDatabase(home, { owner, app, intake });
    closers.push(() => database.stop());
    interrupted.throwIfAborted();

    const key = masterKey(masterKeySource(config, home), database.sealedDataExists);
    const erasable = new ErasableKeyStore(config.vaultFolder ?? path.join(home, 'vault'), key);
    const pools = openPools(database.urls, undefined, Origin.of(key));
    closers.push(() => pools.close());
    if (config.demonstration) await refuseUnlessDemonstration(pools);
    const clock = config.demonstration ? settableClock(config.today, path.join(home, 'clock')) : REAL_CLOCK;
    closers.push(() => clock.close());
    const inUse = await openLawInUse({ pools, now: clock.now, log, version: VERSION }, () =>
      readRules(config.pack ? { pack: config.pack } : {}),
    );
    closers.push(() => inUse.stop());
    const { law, lawOf, refresh: refreshLaw } = inUse;
    const guarded = await openGuardedSettings({ pools, now: clock.now, law, log }, config, role !== 'web');
    closers.push(() => guarded.stop());
    const given = {
      config: guarded.config,
      pools,
      now: clock.now,
      law,
      lawOf,
      refreshLaw,
      masterKey: key,
      erasable,
      home,
      log,
    };
    const program = await buildApp(given, role);
    closers.push(() => program.close());
    interrupted.throwIfAborted();

    const demoAccounts = await loadDemo(program.deps);
    interrupted.throwIfAborted();
    const address = await listen(program, config);
    return { address, home, demoAccounts, databaseEnded: database.ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
