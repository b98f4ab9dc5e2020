import { expect, test } from 'vitest';
import { cookiesOf, testAccess } from '../../test/support/access.ts';
import { POLICIES } from './policy-set.ts';

const access = testAccess();
const { person, post, signIn } = access;

test('the audit administrator asks why, and the rule that decides answers in its own sentence', async () => {
  const cookie = cookiesOf(await signIn((await person('auditor')).username));
  const why = async (question: object) =>
    (await post('/api/v1/access/explanations', { organKind: 'city_bureau', ...question }, { cookie })).json();
  const review = { role: 'reviewer', deed: 'publication.review' };
  expect(await why({ ...review, history: { submittedBy: 'self' } })).toMatchObject({
    allowed: false,
    policy: 'not-own-batch',
    says: POLICIES.get('not-own-batch')!.says,
  });
  expect(await why({ ...review, history: { submittedBy: 'another' } })).toMatchObject({ allowed: true });
  expect(await why(review)).toMatchObject({ allowed: false, policy: 'second-person-unknown' });
  expect(await why({ ...review, place: 'foreign', history: { submittedBy: 'another' } })).toMatchObject({
    policy: 'own-organ',
  });
  expect(await why({ role: 'administrator', deed: 'record.read' })).toMatchObject({
    policy: 'administrator-no-business',
  });
  expect(await why({ role: 'clerk', kind: 'program', deed: 'record.correct' })).toMatchObject({
    policy: 'program-never-decides',
    article: '个人信息保护法 art. 24',
  });
});

test('a clerk is not told how others may act', async () => {
  const cookie = cookiesOf(await signIn((await person('clerk')).username));
  const question = { role: 'clerk', organKind: 'city_bureau', deed: 'record.read' };
  expect((await post('/api/v1/access/explanations', question, { cookie })).statusCode).toBe(403);
});
