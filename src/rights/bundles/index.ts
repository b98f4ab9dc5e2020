/** The door of `bundles/`: one file for each case, which anybody can check without us. */

export { type BundleDeps, makeBundle } from './bundle-commands.ts';
export { bundleRoutes } from './bundle-routes.ts';
