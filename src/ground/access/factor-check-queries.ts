import type { Tx } from '../platform/db.ts';
import { openMarked } from './factor-seal.ts';
import { listMarkedTotp } from './factor-store.ts';

/** Keys, as the log has them, of the secrets of telephones that are not those that were enrolled: swapped, or put back from an older day. */
export async function listSwappedFactors(tx: Tx, masterKey: Buffer): Promise<string[]> {
  const kept = await listMarkedTotp(tx);
  return kept.filter((row) => openMarked(masterKey, row.accountId, row) === undefined).map(({ key }) => key);
}
