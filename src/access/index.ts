export { type Actor, type OrganKind, ROLES, type Role } from './actor.ts';
export { DEEDS, type Deed } from './deeds.ts';
export { type Decision, type History, type Matter, may, mayOrRefuse } from './policy.ts';
export { POLICIES, type Policy } from './policy-set.ts';
