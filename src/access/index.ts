export { type Actor, type OrganKind, ROLES, type Role } from './actor.ts';
