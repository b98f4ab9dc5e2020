export { foldName } from './name-fold.ts';
