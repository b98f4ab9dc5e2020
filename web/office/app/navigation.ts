import type { WordKey } from '../words/index.ts';

export type Place = {
  readonly path: string;
  readonly word: WordKey;
  /** Any of these deeds opens the place; the server decides again on each request. Empty: everybody who is signed in. */
  readonly deeds: readonly string[];
};

/** By duty, in the order of a working day. Only places that work are listed. */
export const PLACES: readonly Place[] = [
  {
    path: '/work',
    word: 'shell.navWork',
    deeds: [
      'quarantine.resolve',
      'batch.accept',
      'publication.review',
      'publication.release',
      'publication.withdraw',
      'objection.decide',
      'procedure.acknowledge',
    ],
  },
  { path: '/intake', word: 'shell.navIntake', deeds: ['batch.submit'] },
  { path: '/batches', word: 'shell.navBatches', deeds: ['batch.read'] },
  {
    path: '/quarantine',
    word: 'shell.navQuarantine',
    deeds: ['quarantine.resolve', 'record.classify', 'identifier.accept_fault', 'competence.accept_fault'],
  },
  {
    path: '/publication',
    word: 'shell.navPublication',
    deeds: ['publication.review', 'publication.release', 'publication.refuse'],
  },
  { path: '/withdrawals', word: 'shell.navWithdrawals', deeds: ['publication.withdraw'] },
  { path: '/terms', word: 'shell.navTerms', deeds: ['publication.release'] },
  { path: '/records', word: 'shell.navRecords', deeds: ['record.read'] },
  { path: '/cases', word: 'shell.navCases', deeds: ['procedure.read'] },
  { path: '/determinations', word: 'determinations.title', deeds: ['determination.propose', 'determination.decide'] },
  { path: '/inspections', word: 'inspections.title', deeds: ['inspection.read'] },
  { path: '/recalls', word: 'shell.navRecalls', deeds: ['recall.read', 'procedure.acknowledge'] },
  { path: '/outages', word: 'outages.title', deeds: ['outage.record'] },
  { path: '/away', word: 'away.title', deeds: ['duty.hand_over'] },
  { path: '/parties', word: 'parties.title', deeds: ['party.invite', 'statement.review'] },
  { path: '/screening', word: 'screening.title', deeds: ['party.screen'] },
  { path: '/merging', word: 'merging.title', deeds: ['subject.pair'] },
  { path: '/check', word: 'shell.navCheck', deeds: ['check.ask'] },
  { path: '/access', word: 'shell.navAccess', deeds: ['account.read'] },
  { path: '/changes', word: 'access.changes', deeds: ['change.read', 'glass.confirm'] },
  { path: '/keys', word: 'keys.title', deeds: ['account.read'] },
  { path: '/privacy', word: 'privacy.title', deeds: ['privacy.read'] },
  { path: '/archive', word: 'archive.title', deeds: ['archive.hand_over', 'archive.confirm'] },
  { path: '/rights', word: 'rights.title', deeds: ['account.read'] },
  { path: '/journal', word: 'shell.navJournal', deeds: ['journal.read'] },
  { path: '/law', word: 'shell.navLaw', deeds: [] },
];

export function placesFor(rights: readonly string[]): readonly Place[] {
  return PLACES.filter(({ deeds }) => deeds.length === 0 || deeds.some((deed) => rights.includes(deed)));
}
