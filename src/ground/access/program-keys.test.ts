import { expect, test } from 'vitest';
import { cookiesOf, HOST, TODAY, testAccess } from '../../../test/support/access.ts';
import { contextFor, TEST_NOW } from '../../../test/support/actors.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { createPost, createProgram, inviteAccount, lockAccount } from './account-commands.ts';
import { revokeKey } from './programs/program-key-commands.ts';

const access = testAccess();
const { agree, database, asOwner, post, person, signIn } = access;
type KeyWish = { accountId: string; postId: string; label: string; expiresOn: PlainDate };
const issueKey = async (wish: KeyWish) => {
  const { secret } = await agree({ kind: 'key', ...wish });
  return secret?.kind === 'key' ? secret : Promise.reject(new Error('no key was shown'));
};

test('a program acts by its key until the key is revoked, expired, or its account locked', async () => {
  const ctx = contextFor(access.administrator, database.pools);
  const { result: program } = await createProgram(ctx, { organId: access.organ.id, name: '虚构系统' });
  const { result: held } = await createPost(ctx, {
    organId: access.organ.id,
    role: 'counter',
    title: '窗口',
    titleEn: 'Counter',
  });
  await agree({ kind: 'post', accountId: program.id, postId: held.id, since: TODAY });
  const wish = { accountId: program.id, postId: held.id, label: '窗口系统', expiresOn: '2026-04-01' as PlainDate };
  const ask = (key: string) =>
    access.http.inject({ method: 'POST', url: '/who', headers: { authorization: `Bearer ${key}` } });
  const { key } = await issueKey(wish);
  expect((await ask(key)).json()).toMatchObject({
    accountId: program.id,
    kind: 'program',
    role: 'counter',
    organPath: '1.',
  });
  expect(JSON.stringify(await asOwner('select * from program_keys'))).not.toContain(key);
  for (const bad of ['zm_nothing', `zm_${'A'.repeat(43)}`, ''])
    expect((await ask(bad)).json().code).toBe('access.key_refused');

  const { key: brief } = await issueKey({ ...wish, expiresOn: TODAY });
  access.clock = new Date('2026-03-10T02:00:00Z');
  expect((await ask(brief)).json().code).toBe('access.key_refused');
  access.clock = TEST_NOW;
  const { key: revoked, keyId } = await issueKey(wish);
  await revokeKey(ctx, keyId);
  expect((await ask(revoked)).json().code).toBe('access.key_refused');
  const { key: third } = await issueKey(wish);
  await lockAccount(ctx, program.id);
  expect((await ask(third)).json().code).toBe('access.key_refused');
});

test('a secret is shown once: the same request again gets a refusal, not the secret', async () => {
  const request = { key: 'the-same-request', digest: Buffer.alloc(32) };
  const ctx = { ...contextFor(access.administrator, database.pools), request };
  const wish = { organId: access.organ.id, displayName: '某员', username: 'asked.twice' };
  await inviteAccount(ctx, wish);
  await expect(inviteAccount(ctx, wish)).rejects.toMatchObject({ code: 'access.secret_shown_already' });
  expect((await asOwner(`select 1 from auth.invitations where username = 'asked.twice'`)).length).toBe(1);
});

test('the two administrators bring a program to work through the interface alone', async () => {
  const cookieOf = async (role: 'administrator' | 'security') => cookiesOf(await signIn((await person(role)).username));
  const cookie = await cookieOf('administrator');
  const second = await cookieOf('security');
  let request = 0;
  const made = async (url: string, payload: object, by = cookie) => {
    const answer = await post(url, payload, { cookie: by, 'idempotency-key': `request-${++request}` });
    expect([url, answer.statusCode, answer.body]).toEqual([url, 201, expect.any(String)]);
    return answer.json();
  };
  const place = {
    kind: 'partner',
    name: '虚构市不存在局',
    nameEn: 'Bureau that does not exist',
    divisionCode: '411199',
  };
  const { id: organId } = await made('/api/v1/organs', { parentId: access.organ.id, ...place });
  const { id: postId } = await made('/api/v1/posts', { organId, role: 'counter', title: '窗口', titleEn: 'Counter' });
  const { id: accountId } = await made('/api/v1/programs', { organId, name: '虚构系统' });
  const agreed = async (wish: object) => {
    const { id } = await made('/api/v1/access/changes', { wish, reason: '新的窗口系统' });
    const alone = { cookie, 'idempotency-key': `request-${++request}` };
    const refused = await post(`/api/v1/access/changes/${id}/ends`, { outcome: 'confirmed' }, alone);
    expect(refused.json().code).toBe('access.denied');
    return (await made(`/api/v1/access/changes/${id}/ends`, { outcome: 'confirmed' }, second)).secret;
  };
  await agreed({ kind: 'post', accountId, postId, since: TODAY });
  const { key, keyId } = await agreed({ kind: 'key', accountId, postId, label: '窗口', expiresOn: '2026-12-31' });
  const ask = () => access.http.inject({ method: 'POST', url: '/who', headers: { authorization: `Bearer ${key}` } });
  expect((await ask()).json()).toMatchObject({ kind: 'program', organId, organPath: '1.1.', organKind: 'partner' });
  await made(`/api/v1/program-keys/${keyId}/ends`, {});
  expect((await ask()).json().code).toBe('access.key_refused');
  await made(`/api/v1/accounts/${accountId}/states`, { state: 'locked' });
  await made(`/api/v1/accounts/${accountId}/states`, { state: 'active' }, second);
  await made(`/api/v1/accounts/${accountId}/post-endings`, { postId, lastDay: TODAY });
  const { accountId: invited, code } = await made('/api/v1/persons', {
    organId,
    displayName: '某员',
    username: 'new.one',
  });
  const again = await agreed({ kind: 'code', accountId: invited, username: 'new.one' });
  expect(again.code).not.toBe(code);
  const read = async (url: string) =>
    (await access.http.inject({ method: 'GET', url, headers: { ...HOST, cookie } })).json();
  const { organs, posts } = await read('/api/v1/organs');
  expect(organs).toContainEqual(expect.objectContaining({ id: organId, parentId: access.organ.id, kind: 'partner' }));
  expect(posts).toContainEqual(expect.objectContaining({ id: postId, organId, role: 'counter' }));
  const { accounts } = await read('/api/v1/accounts');
  const holdings = [{ postId, since: TODAY, until: TODAY }];
  expect(accounts).toContainEqual(expect.objectContaining({ id: accountId, state: 'active', organId, holdings }));
});
