/** The door of `service/`: how signed and sealed documents reach a party, and on which day they did. */
export { type Attempt, deemedOn, receiptDigest } from './attempt.ts';
export { endConsent } from './consent-commands.ts';
export { listShownNotices } from './notice-queries.ts';
export { publicNoticeRoutes } from './notice-routes.ts';
export { type NoticeWork, noticeWork } from './notice-work-queries.ts';
export { listOwnConsents, type OwnConsent } from './own-consent-queries.ts';
export { listSent, type SentPaper } from './sent-queries.ts';
export { type KeptService, listServices } from './service-queries.ts';
export { serviceRoutes } from './service-routes.ts';
