/** The door of `bundles/`: one file for each case, which anybody can check without us. */
export { bundleRoutes } from './bundle-routes.ts';
