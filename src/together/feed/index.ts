/** The door of `feed/`: partners that keep a copy follow what becomes public, changes and ends (变更推送). */
export { type FeedDeps, followPublic, startFeedWorker, tellPublicEnds } from './feed-jobs.ts';
export { feedRoutes } from './feed-routes.ts';
