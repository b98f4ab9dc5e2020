import { startWorker, type Worker } from '../platform/worker.ts';
import type { ErasableKeyStore } from './erasable-key-store.ts';
import { eraseDecided } from './erasing-jobs.ts';
import { makeAskedKeys, Resealing, type RotationDeps } from './rotation-jobs.ts';
import type { Vault } from './vault.ts';

/** Every process hears of new keys and of erasures within this time; well within the notice that a new key is given. */
const REFRESH_MS = 2_000;
/** How soon what persons decided is done, and how long resealing rests at its end. */
const PAUSE_MS = 1_000;

/** In every process: takes over new keys, and forgets what another process erased. */
export function followKeys(vault: Vault, { now, log }: Pick<RotationDeps, 'now' | 'log'>): Worker {
  const round = () => vault.refresh(now()).then(() => 0);
  return startWorker(REFRESH_MS, round, (failure) => log('taking over keys failed', { error: String(failure) }));
}

/** Makes keys that were asked for, seals anew what lies under older ones, erases what was decided. */
export function startVaultWorker(deps: RotationDeps, erasable: ErasableKeyStore | undefined): Worker {
  const resealing = new Resealing(deps);
  const round = async () => {
    const made = await makeAskedKeys(deps, erasable !== undefined);
    const erased = erasable ? await eraseDecided({ ...deps, erasable }) : 0;
    return made + erased + (await resealing.pass());
  };
  return startWorker(PAUSE_MS, round, (failure) =>
    deps.log('the work of the vault failed', { error: String(failure) }),
  );
}
