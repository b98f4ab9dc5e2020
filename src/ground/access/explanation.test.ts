import { expect, test } from 'vitest';
import { cookiesOf, HOST, testAccess } from '../../../test/support/access.ts';
import { DEEDS } from './deeds.ts';
import { POLICIES } from './policy-set.ts';

const access = testAccess();
const { person, post, signIn } = access;
const get = (url: string, headers: object) => access.http.inject({ url, headers: { ...HOST, ...headers } });

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

test('a clerk is told how a clerk may act, and not how others may', async () => {
  const cookie = cookiesOf(await signIn((await person('clerk')).username));
  const ask = (role: string) =>
    post('/api/v1/access/explanations', { role, organKind: 'city_bureau', deed: 'record.read' }, { cookie });
  expect((await ask('clerk')).json()).toMatchObject({ allowed: true, policy: 'clerk-enters' });
  expect((await ask('reviewer')).statusCode).toBe(403);
  expect((await get('/api/v1/access/rights?role=clerk&organKind=city_bureau', { cookie })).statusCode).toBe(200);
  expect((await get('/api/v1/access/rights?role=clerk&organKind=county_bureau', { cookie })).statusCode).toBe(403);
});

test('of a post the auditor reads for every deed whether it may be done, and by which rule', async () => {
  const cookie = cookiesOf(await signIn((await person('auditor')).username));
  const { rights } = (await get('/api/v1/access/rights?role=publisher&organKind=city_bureau', { cookie })).json();
  expect(rights.map(({ deed }: { deed: string }) => deed)).toEqual(Object.keys(DEEDS));
  const of = (deed: string) => rights.find((one: { deed: string }) => one.deed === deed);
  expect(of('publication.release')).toMatchObject({ allowed: true, policy: 'publisher-publishes' });
  expect(of('publication.review')).toMatchObject({ allowed: false, policy: 'no-right' });
  expect(of('account.lock')).toMatchObject({ allowed: false, name: DEEDS['account.lock'] });
});
