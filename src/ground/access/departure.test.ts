import { expect, test } from 'vitest';
import { cookiesOf, TODAY, testAccess } from '../../../test/support/access.ts';
import { contextFor, makeActor } from '../../../test/support/actors.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { createPost, createProgram, unlockAccount } from './account-commands.ts';
import { leave } from './departure-commands.ts';

const access = testAccess();
const { agree, asOwner, database, person, signIn, who } = access;
const ctx = () => contextFor(access.administrator, database.pools);

/** Somebody else who holds the same post. */
async function colleague(postId: string): Promise<string> {
  const { accountId } = await person('counter');
  await agree({ kind: 'post', accountId, postId, since: TODAY });
  return accountId;
}

test('who leaves is out at once and for good, and the desk passes to the one who is named', async () => {
  const { accountId, username, postIds } = await person('clerk');
  const postId = postIds[0]!;
  const cookie = cookiesOf(await signIn(username));
  expect((await who(cookie)).statusCode).toBe(200);
  await expect(leave(ctx(), accountId, [])).rejects.toMatchObject({ code: 'access.successor_needed' });
  const unfit = leave(ctx(), accountId, [{ postId, accountId: access.security.accountId }]);
  await expect(unfit).rejects.toMatchObject({ code: 'access.successor_unfit' });
  expect((await who(cookie)).statusCode).toBe(200);

  const successor = await colleague(postId);
  const { result } = await leave(ctx(), accountId, [{ postId, accountId: successor }]);
  expect(result).toEqual({ id: accountId, posts: 1, keys: 0 });
  expect(await asOwner('select 1 from auth.sessions where user_id = $1', [accountId])).toEqual([]);
  expect((await signIn(username)).json().code).toBe('access.sign_in_failed');
  const passed = await asOwner('select to_account, post_id, since::text from duty_handovers where from_account = $1', [
    accountId,
  ]);
  expect(passed).toEqual([{ to_account: successor, post_id: postId, since: TODAY }]);
  const told = await asOwner(`select account_id from journal where deed = 'account.leave' and object_id = $1`, [
    accountId,
  ]);
  expect(told).toEqual([{ account_id: access.administrator.accountId }]);
  const held = await asOwner('select until::text as until from post_holdings where account_id = $1', [accountId]);
  expect(held).toEqual([{ until: TODAY }]);

  await expect(unlockAccount(contextFor(access.security, database.pools), accountId)).rejects.toMatchObject({
    code: 'access.account_wrong_state',
  });
  await expect(asOwner(`update accounts set state = 'active' where id = $1`, [accountId])).rejects.toMatchObject({
    constraint: 'left_for_good',
  });
  await expect(agree({ kind: 'post', accountId, postId, since: TODAY })).rejects.toMatchObject({
    code: 'access.account_not_active',
  });
});

test('with a program its keys end', async () => {
  const { result: program } = await createProgram(ctx(), { organId: access.organ.id, name: '虚构系统' });
  const wish = { organId: access.organ.id, role: 'counter', title: '窗口', titleEn: 'Counter' } as const;
  const { result: post } = await createPost(ctx(), wish);
  const seat = { accountId: program.id, postId: post.id };
  await agree({ kind: 'post', ...seat, since: TODAY });
  const { secret } = await agree({ kind: 'key', ...seat, label: '窗口', expiresOn: '2026-04-01' as PlainDate });
  const key = secret?.kind === 'key' ? secret.key : '';
  const { result } = await leave(ctx(), program.id, []);
  expect(result).toEqual({ id: program.id, posts: 0, keys: 1 });
  const asked = await access.http.inject({ method: 'POST', url: '/who', headers: { authorization: `Bearer ${key}` } });
  expect(asked.json().code).toBe('access.key_refused');
});

test('the last administrator of a kind does not leave, nor does anybody enter the own departure', async () => {
  const { accountId } = access.security;
  await expect(leave(ctx(), accountId, [])).rejects.toMatchObject({ code: 'access.last_administrator' });
  await makeActor(database.urls.owner, access.organ, 'security');
  await expect(leave(ctx(), access.administrator.accountId, [])).rejects.toMatchObject({
    facts: { policy: 'not-own-account' },
  });
  expect((await leave(ctx(), accountId, [])).result.posts).toBe(1);
});
