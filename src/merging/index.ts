export { judgePair, partSubjects, settleMerge } from './merge-commands.ts';
export { mergingRoutes } from './merge-routes.ts';
export { findPairs, startPairWorker } from './pair-jobs.ts';
