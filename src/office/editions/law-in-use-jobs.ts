import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import { startWorker } from '../../ground/platform/worker.ts';
import { type Law, type LawOf, type LawReading, PackRefusal } from '../../rules/law/index.ts';
import { installEdition } from './edition-commands.ts';
import { type NewestAdoption, newestAdoption } from './edition-queries.ts';
import { keptLaws } from './kept-law-queries.ts';

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
async function firstAdoption(deps: LawInUseDeps, readPacks: () => LawReading): Promise<NewestAdoption> {
  const known = await newest(deps.pools);
  if (known) return known;
  const { law, faults } = readPacks();
  if (!law) throw new PackRefusal(faults);
  try {
    await installEdition(deps, law);
  } catch (error) {
    // Two first starts at once: the other one's installation is as good.
    if (!(error instanceof Refusal && error.code === 'edition.installed_already')) throw error;
  }
  return (await newest(deps.pools))!;
}

/**
 * Serves what was adopted last, whatever lies on disk: the packs there are read only at the first start of an installation,
 * which puts them into use.
 * Looks twice a second whether another edition was adopted, here or by another process.
 * @throws {PackRefusal} nothing was ever in use, and what lies on disk has faults
 */
export async function openLawInUse(deps: LawInUseDeps, readPacks: () => LawReading): Promise<LawInUse> {
  const { pools, log } = deps;
  const lawOf = keptLaws(pools);
  let adoption = await firstAdoption(deps, readPacks);
  let law = await lawOfAdoption(adoption);

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
  const look = async () => {
    await refresh();
    return 0;
  };
  const worker = startWorker(LOOK_MS, look, (failure) =>
    log('looking for the edition in use failed; the one known goes on being served', { error: String(failure) }),
  );
  return { law: () => law, lawOf, refresh, stop: worker.stop };
}
