/** The door of `oversight/`: what auditors search and take out. */
export { auditRoomRoutes } from './audit-room-routes.ts';
