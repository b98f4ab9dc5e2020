import { expect, test } from 'vitest';
import type { Actor } from '../kernel/actor.ts';
import { DEEDS, type Deed } from './deeds.ts';
import { may, rightsOf } from './policy.ts';

const PARTY: Actor = {
  accountId: 'me',
  kind: 'party',
  postId: 'none',
  role: 'party',
  organId: 'organ',
  organPath: '1.3.',
  organKind: 'county_bureau',
  subjectId: 'own',
};
/** All that a party may do, and of its own matters alone. */
const OWN: readonly Deed[] = [
  ...(['objection.enter', 'repair.enter', 'determination.enter', 'statement.enter'] as const),
  ...(['report.make', 'consent.withdraw'] as const),
];
const others = { submittedBy: 'x', draftedBy: 'y', reviewedBy: 'z', decidedBy: 'w' };

test.each(Object.keys(DEEDS) as Deed[])('a party and the deed %s: its own matters, or not at all', (deed) => {
  const ask = (subjectId: string | undefined, organPath = '1.3.') =>
    may(PARTY, deed, {
      kind: 'record',
      organPath,
      history: others,
      ...(subjectId === undefined ? {} : { subjectId }),
    }).allowed;
  expect(ask('own')).toBe(OWN.includes(deed));
  expect([ask('another'), ask(undefined), ask('own', '1.4.')]).toEqual([false, false, false]);
});

test('a party has no right of a post, and an officer none by the subject of a matter', () => {
  expect(rightsOf(PARTY)).toEqual([]);
  const auditor: Actor = { ...PARTY, kind: 'person', role: 'auditor' };
  expect(may(auditor, 'objection.enter', { kind: 'record', organPath: '1.3.', subjectId: 'own' }).policy).toBe(
    'auditor-only-reads',
  );
});
