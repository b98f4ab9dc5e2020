import { Refusal } from '../kernel/refusal.ts';
import { type Law, type LawReading, PackRefusal } from '../law/index.ts';
import { inContext, type Pools } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import { installEdition } from './edition-commands.ts';
import { type NewestAdoption, newestAdoption } from './edition-queries.ts';
import { keptLaws, type LawOf } from './kept-law-queries.ts';

/** How late another process goes over to what was adopted, at most. Milliseconds. */
const LOOK_MS = 500;

/** The edition that this process serves, and how it goes over to the next without a restart. */
export type LawInUse = {
  readonly law: () => Law;
  readonly lawOf: LawOf;
  /** Looks at once, instead of within half a second. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
};
export type LawInUseDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly log: Log;
  readonly version: string;
};

const newest = (pools: Pools) => inContext(pools.app, { purpose: 'system' }, newestAdoption);

/** @throws {PackRefusal} nothing was ever in use, and what lies on disk has faults */
async function firstAdoption(deps: LawInUseDeps, onDisk: LawReading): Promise<NewestAdoption> {
  const known = await newest(deps.pools);
  if (known) return known;
  if (!onDisk.law) throw new PackRefusal(onDisk.faults);
  try {
    await installEdition(deps, onDisk.law);
  } catch (error) {
    // Two first starts at once: the other one's installation is as good.
    if (!(error instanceof Refusal && error.code === 'edition.installed_already')) throw error;
  }
  return (await newest(deps.pools))!;
}

/**
 * Serves what was adopted last, whatever lies on disk; at the first start of an installation puts the packs on disk into use.
 * Looks twice a second whether another edition was adopted, here or by another process.
 * @throws {PackRefusal} nothing was ever in use, and what lies on disk has faults
 */
export async function openLawInUse(deps: LawInUseDeps, onDisk: LawReading): Promise<LawInUse> {
  const { pools, log } = deps;
  const lawOf = keptLaws(pools);
  let adoption = await firstAdoption(deps, onDisk);
  let law = await lawOfAdoption(adoption);
  if (onDisk.law?.edition !== law.edition) {
    log('the packs on disk are not the edition in use; they wait to be proposed', { faults: onDisk.faults.length });
  }

  async function lawOfAdoption({ edition }: NewestAdoption): Promise<Law> {
    const found = await lawOf(edition);
    if (!found) throw new Error('an adopted edition has no content');
    return found;
  }
  async function refresh(): Promise<void> {
    const found = await newest(pools);
    if (!found || found.number <= adoption.number) return;
    const next = await lawOfAdoption(found);
    if (found.number > adoption.number) [adoption, law] = [found, next];
  }
  const stop = lookAgainAndAgain(refresh, log);
  return { law: () => law, lawOf, refresh, stop };
}

/** One look after the other; a failed one is told when it begins to fail, and the edition known goes on being served. */
function lookAgainAndAgain(look: () => Promise<void>, log: Log): () => Promise<void> {
  let stopped = false;
  let wake: () => void = () => undefined;
  let failing = false;
  const loop = (async () => {
    while (!stopped) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (stopped) return;
      try {
        await look();
        failing = false;
      } catch (error) {
        if (!failing) log('looking for the edition in use failed', { error: String(error) });
        failing = true;
      }
    }
  })();
  return async () => {
    stopped = true;
    wake();
    await loop;
  };
}
