import { inContext, type Pools } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { compareCatalogue } from './catalogue.ts';
import { listCatalogue } from './catalogue-queries.ts';
import { expectedCatalogue } from './catalogue-store.ts';
import { noteCatalogue } from './deviation-store.ts';

export type CatalogueDeps = { readonly pools: Pools; readonly now: () => Date; readonly log: Log };

/**
 * One look at the structure of the database: what the release did not make is written down, told to the audit administrator (an alarm) and to
 * whoever reads the program's log, on each day on which it stands. Answers how many were told anew.
 */
export async function lookAtCatalogue({ pools, now, log }: CatalogueDeps): Promise<number> {
  // Which migrations ran is the owner's to ask; what they made is here.
  const expected = expectedCatalogue().filter(({ kind }) => kind !== 'migration');
  const told = await inContext(pools.app, { purpose: 'system' }, async (tx) => {
    const found = compareCatalogue(expected, await listCatalogue(tx));
    return found.length === 0 ? [] : noteCatalogue(tx, pools.origin, found, now());
  });
  for (const object of told) log('the structure of the database is not what this release made', { object });
  return told.length;
}
