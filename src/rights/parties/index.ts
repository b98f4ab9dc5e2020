export { startLetterWorker, writeLetters } from './letter-jobs.ts';
export type { MyDeps } from './my-desk-routes.ts';
export { myRoutes } from './my-routes.ts';
export { endPartyAccount, inviteAgain, inviteParty, type PartyGiven, type PartyLetter } from './party-commands.ts';
export { partyRoutes } from './party-routes.ts';
export { enterStatement, reviewStatement } from './statement-commands.ts';
