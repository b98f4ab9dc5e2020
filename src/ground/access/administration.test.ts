import { expect, test } from 'vitest';
import { cookiesOf, HOST, PASSWORD, testAccess } from '../../../test/support/access.ts';
import { contextFor, makeActor, TEST_NOW } from '../../../test/support/actors.ts';
import { inviteAccount, lockAccount, unlockAccount } from './account-commands.ts';
import { giveDemonstrationPassword } from './joining-commands.ts';

const access = testAccess();
const { agree, database, asOwner, post, person, signIn, who } = access;
const newCode = async (accountId: string, username: string) => {
  const { secret } = await agree({ kind: 'code', accountId, username });
  return secret?.kind === 'code' ? secret : Promise.reject(new Error('no code was shown'));
};

test('the journal tells who worked in which post since when', async () => {
  const { username, accountId, postIds } = await person('clerk', 'reviewer');
  const cookie = cookiesOf(await signIn(username));
  for (const postId of postIds) await post('/api/v1/me/post', { postId }, { cookie });
  await access.http.inject({ method: 'DELETE', url: '/api/v1/session', headers: { ...HOST, cookie } });
  const rows = await asOwner(
    `select deed, post_id from journal where account_id = $1 and object_kind = 'session' order by tx`,
    [accountId],
  );
  expect(rows).toEqual([
    { deed: 'session.begin', post_id: postIds[0] },
    { deed: 'session.begin', post_id: postIds[1] },
    { deed: 'session.end', post_id: postIds[1] },
  ]);
});

test('a locked account loses its sessions and cannot sign in until it is unlocked', async () => {
  const { accountId, username } = await person('clerk');
  await signIn(username);
  const ctx = contextFor(access.administrator, database.pools);
  await lockAccount(ctx, accountId);
  expect(await asOwner('select id from auth.sessions where user_id = $1', [accountId])).toEqual([]);
  expect((await signIn(username)).json().code).toBe('access.sign_in_failed');
  await expect(unlockAccount(ctx, accountId)).rejects.toMatchObject({ facts: { policy: 'no-right' } });
  await unlockAccount(contextFor(access.security, database.pools), accountId);
  expect((await signIn(username)).statusCode).toBe(204);
});

test('a post that has ended gives no rights', async () => {
  const { username, accountId } = await person('clerk');
  await asOwner('update post_holdings set until = $2 where account_id = $1', [accountId, '2026-03-08']);
  const cookie = cookiesOf(await signIn(username));
  expect((await who(cookie)).json().code).toBe('access.choose_post');
});

test('an invitation code works once, not after seven days, and not once there is a newer one', async () => {
  const { code, accountId, username } = await person('clerk');
  const again = await post('/api/v1/invitations/redemptions', { code, password: PASSWORD });
  expect([again.statusCode, again.json().code]).toEqual([401, 'access.invitation_refused']);
  const first = await newCode(accountId, username);
  const second = await newCode(accountId, username);
  expect((await post('/api/v1/invitations/redemptions', { code: first.code, password: PASSWORD })).statusCode).toBe(
    401,
  );
  access.clock = new Date(TEST_NOW.getTime() + 7 * 86_400_000);
  expect((await post('/api/v1/invitations/redemptions', { code: second.code, password: PASSWORD })).statusCode).toBe(
    401,
  );
  access.clock = TEST_NOW;
  const typed = second.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect((await post('/api/v1/invitations/redemptions', { code: typed, password: PASSWORD })).statusCode).toBe(201);
});

test('of four who use the same code at once one sets a password, and that one opens the account', async () => {
  const { accountId, username } = await person('clerk');
  const { code } = await newCode(accountId, username);
  const passwords = [1, 2, 3, 4].map((n) => `${PASSWORD} of reader ${n}`);
  const answers = await Promise.all(
    passwords.map((password) => post('/api/v1/invitations/redemptions', { code, password })),
  );
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 401, 401, 401]);
  const opened = [];
  for (const password of passwords) {
    opened.push((await post('/api/v1/session', { username, password })).statusCode < 300);
  }
  expect(opened).toEqual(answers.map(({ statusCode }) => statusCode === 201));
});

test.each([
  ['short', 'too short'],
  ['aaaaaaaaaaaaaaaa', 'one sign'],
  ['123412341234', 'four signs'],
  ['Password@2026', 'a word and a year'],
  ['qwertyuiop12', 'a row of the keyboard'],
  ['1q2w3e4r5t6y', 'a zigzag over the keyboard'],
  ['luohe123456!', 'a place and a run'],
  ['Woaini5201314', 'what many say'],
])('the password %s is refused: %s', async (password) => {
  const { accountId, username } = await person('clerk');
  const { code } = await newCode(accountId, username);
  const answer = await post('/api/v1/invitations/redemptions', { code, password });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'access.password_weak']);
});

test('there is no way to sign oneself up', async () => {
  for (const url of ['/api/auth/sign-up/email', '/sign-up/email', '/api/v1/accounts']) {
    expect((await post(url, { email: 'a@b.cn', password: PASSWORD, name: 'x' })).statusCode).toBe(404);
  }
});

test('nobody but an administrator invites anybody', async () => {
  const clerk = await makeActor(database.urls.owner, access.organ, 'clerk');
  const invite = inviteAccount(contextFor(clerk, database.pools), {
    organId: access.organ.id,
    displayName: '某员',
    username: 'friend',
  });
  await expect(invite).rejects.toMatchObject({ code: 'access.denied', facts: { policy: 'no-right' } });
  expect(await asOwner(`select 1 from auth.invitations where username = 'friend'`)).toEqual([]);
});

test('a demonstration password opens nothing outside the demonstration', async () => {
  const actor = await makeActor(database.urls.owner, access.organ, 'clerk');
  const { deps } = access;
  const account = { accountId: actor.accountId, username: 'demo.clerk', password: 'demonstration' };
  await expect(giveDemonstrationPassword(deps, account)).rejects.toMatchObject({ code: 'access.only_demonstration' });
  access.demonstration = true;
  await giveDemonstrationPassword(deps, account);
  expect((await signIn('demo.clerk', 'demonstration')).statusCode).toBe(204);
  access.demonstration = false;
  expect((await signIn('demo.clerk', 'demonstration')).json().code).toBe('access.sign_in_failed');
});
