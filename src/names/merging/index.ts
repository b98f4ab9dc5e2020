export { judgePair, partSubjects, settleMerge } from './merge-commands.ts';
export { mergingRoutes } from './merge-routes.ts';
export { type MergeWork, mergeWork } from './merge-work-queries.ts';
export { findPairs, startPairWorker } from './pair-jobs.ts';
