import type { Law } from '../law/index.ts';
import type { Pools } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';

/** What the work of recalling is done with. */
export type RecallDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => Law;
  readonly log: Log;
};
