export { type Actor, type OrganKind, ROLES, type Role } from '../kernel/actor.ts';
export { accessRoutes } from './access-routes.ts';
export {
  createOrgan,
  createPost,
  createProgram,
  endPost,
  type Invitation,
  inviteAccount,
  lockAccount,
  unlockAccount,
} from './account-commands.ts';
export { listNearerOrgans } from './account-queries.ts';
export { confirmChange, proposeChange } from './change-commands.ts';
export { commandContextOf, contextOf } from './context.ts';
export { DEEDS, type Deed } from './deeds.ts';
export { actorOf } from './doorkeeper.ts';
export { listSwappedFactors } from './factor-check-queries.ts';
export { FactorProof, type FreshFactor, freshSecondFactor, type Proving } from './factor-proof.ts';
export { type Rekeyed, rekeyFactors } from './factor-rekey-store.ts';
export { appointSecurity, type Founders, foundInstallation } from './founding-commands.ts';
export { heldPosts } from './held-posts-queries.ts';
export { giveDemonstrationPassword, redeemInvitation } from './joining-commands.ts';
export { endOwnIdentity } from './oidc/party-identity-commands.ts';
export { findOwnIdentity } from './oidc/party-identity-store.ts';
export type { PartyProvider } from './oidc/party-provider.ts';
export {
  NO_POST,
  type PartyDoor,
  type PartySession,
  type Place,
  partyActor,
  partyContext,
  partyDoor,
} from './party-door.ts';
export {
  closePartyLogin,
  type Letter,
  newLetterCode,
  openPartyLogin,
  partyUsername,
  redeemLetter,
  renewPartyLogin,
} from './party-login-commands.ts';
export { CAPACITIES, type Capacity } from './party-session-store.ts';
export { type Decision, type History, type Matter, may, mayOrRefuse, postsWith, rightsOf } from './policy.ts';
export { POLICIES, type Policy } from './policy-set.ts';
export { bodyProved } from './programs/body-digest.ts';
export { itemsOf } from './programs/key-scope.ts';
export { programHooks } from './programs/program-hooks.ts';
export { type AccessDeps, type SignInDeps, signInTerms } from './session-terms.ts';
export { refuseStranger } from './strangers.ts';
