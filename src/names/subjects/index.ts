export { foldName } from './name-fold.ts';
export { inPartyFiles, type PartyContext } from './party-files-queries.ts';
