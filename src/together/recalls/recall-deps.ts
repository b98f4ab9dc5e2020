import type { Pools } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import type { Law } from '../../rules/law/index.ts';

/** What the work of recalling is done with. */
export type RecallDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => Law;
  readonly log: Log;
};
