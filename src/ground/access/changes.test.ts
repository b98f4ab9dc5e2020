import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { cookiesOf, HOST, TODAY, testAccess } from '../../../test/support/access.ts';
import { contextFor, makeActor, TEST_NOW } from '../../../test/support/actors.ts';
import type { Actor, Role } from '../kernel/actor.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { createPost, endPost } from './account-commands.ts';
import type { Wish } from './change.ts';
import { confirmChange, endChange, proposeChange } from './change-commands.ts';
import { doorkeeperOf } from './doorkeeper.ts';

const access = testAccess();
const { agree, asOwner, database, person, signIn, who } = access;
const as = (actor: Actor, at = TEST_NOW) => contextFor(actor, database.pools, at);
const WHY = '岗位调整';

async function newPost(role: Role): Promise<string> {
  const wish = { organId: access.organ.id, role, title: '岗位', titleEn: 'Post' };
  return (await createPost(as(access.administrator), wish)).result.id;
}
async function wishFor(accountId: string, role: Role): Promise<Wish> {
  return { kind: 'post', accountId, postId: await newPost(role), since: TODAY };
}
const held = (accountId: string) =>
  asOwner('select h.post_id, h.change_id from post_holdings h where h.account_id = $1 order by h.since', [accountId]);
/** A statement as the program's own role, in the context of the administrator. Answers the constraint that refused it. */
async function asProgram(text: string, values: unknown[]): Promise<string | undefined> {
  const client = await database.pools.appPool.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('zhengming.purpose', 'work', true), set_config('zhengming.account', $1, true),
        set_config('zhengming.organ_path', '1.', true)`,
      [access.administrator.accountId],
    );
    await client.query(text, values);
    return undefined;
  } catch (error) {
    return (error as { constraint?: string }).constraint;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('a post is given when a second administrator confirms it, and the journal tells of both', async () => {
  const { accountId } = await person('clerk');
  const wish = await wishFor(accountId, 'reviewer');
  const { result } = await proposeChange(as(access.administrator), wish, WHY);
  expect((await held(accountId)).length).toBe(1);
  await confirmChange(as(access.security), result.id);
  expect(await held(accountId)).toContainEqual({ post_id: 'postId' in wish && wish.postId, change_id: result.id });
  const told = await asOwner(
    `select deed, account_id from journal where object_id in ($1, $2) and deed in ('change.propose', 'post.assign')
     order by tx`,
    [result.id, accountId],
  );
  expect(told.slice(-2)).toEqual([
    { deed: 'change.propose', account_id: access.administrator.accountId },
    { deed: 'post.assign', account_id: access.security.accountId },
  ]);
  await expect(confirmChange(as(access.security), result.id)).rejects.toMatchObject({ code: 'access.change_settled' });
});

test('nobody confirms what they proposed, and no administrator takes the other’s part', async () => {
  const { accountId } = await person('clerk');
  const wish = await wishFor(accountId, 'reviewer');
  const { result } = await proposeChange(as(access.administrator), wish, WHY);
  await expect(confirmChange(as(access.administrator), result.id)).rejects.toMatchObject({ code: 'access.denied' });
  await expect(proposeChange(as(access.security), wish, WHY)).rejects.toMatchObject({ facts: { policy: 'no-right' } });
  const both = { ...access.administrator, role: 'security' as const };
  await expect(confirmChange(as(both), result.id)).rejects.toMatchObject({ facts: { policy: 'not-own-draft' } });
  const bystander = await makeActor(database.urls.owner, access.organ, 'auditor');
  await expect(confirmChange(as(bystander), result.id)).rejects.toMatchObject({
    facts: { policy: 'auditor-only-reads' },
  });
  expect((await held(accountId)).length).toBe(1);
});

test('nobody proposes or confirms anything for themselves', async () => {
  const own = await wishFor(access.administrator.accountId, 'administrator');
  await expect(proposeChange(as(access.administrator), own, WHY)).rejects.toMatchObject({
    facts: { policy: 'not-own-account' },
  });
  const forSecurity = await wishFor(access.security.accountId, 'security');
  const { result } = await proposeChange(as(access.administrator), forSecurity, WHY);
  await expect(confirmChange(as(access.security), result.id)).rejects.toMatchObject({
    facts: { policy: 'not-own-account' },
  });
});

test('what was refused or taken back changes nothing and is not confirmed any more', async () => {
  const { accountId } = await person('clerk');
  const propose = async () =>
    (await proposeChange(as(access.administrator), await wishFor(accountId, 'reviewer'), WHY)).result.id;
  const refused = await propose();
  await endChange(as(access.security), refused, 'refused');
  await expect(confirmChange(as(access.security), refused)).rejects.toMatchObject({ code: 'access.change_settled' });
  const taken = await propose();
  const colleague = await makeActor(database.urls.owner, access.organ, 'administrator');
  await expect(endChange(as(colleague), taken, 'withdrawn')).rejects.toMatchObject({
    code: 'access.change_of_another',
  });
  await endChange(as(access.administrator), taken, 'withdrawn');
  await expect(confirmChange(as(access.security), taken)).rejects.toMatchObject({ code: 'access.change_settled' });
  const old = await propose();
  const later = new Date(TEST_NOW.getTime() + 31 * 86_400_000);
  await expect(confirmChange(as(access.security, later), old)).rejects.toMatchObject({ code: 'access.change_too_old' });
  expect((await held(accountId)).length).toBe(1);
});

test('two who confirm at once give one post', async () => {
  const { accountId } = await person('clerk');
  const { result } = await proposeChange(as(access.administrator), await wishFor(accountId, 'reviewer'), WHY);
  const colleague = await makeActor(database.urls.owner, access.organ, 'security');
  const both = await Promise.allSettled([access.security, colleague].map((a) => confirmChange(as(a), result.id)));
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await held(accountId)).length).toBe(2);
});

const APART: readonly (readonly [Role, Role])[] = [
  ['administrator', 'security'],
  ['administrator', 'auditor'],
  ['security', 'auditor'],
  ['clerk', 'administrator'],
  ['reviewer', 'security'],
  ['publisher', 'auditor'],
];
test.each(APART)('the posts %s and %s never come into one hand, whoever agrees', async (one, other) => {
  const { accountId } = await makeActor(database.urls.owner, access.organ, one);
  await asOwner('update accounts set keeper_id = $1 where id = $2', [access.organ.id, accountId]);
  await expect(agree(await wishFor(accountId, other))).rejects.toMatchObject({ code: 'access.posts_apart' });
  expect(
    await asOwner(
      'select 1 from access_change_ends e join access_changes c on c.id = e.change_id where c.account_id = $1',
      [accountId],
    ),
  ).toEqual([]);
});

test('the program’s own role gives no post and no key without two people, and stretches none', async () => {
  const { accountId, postIds } = await person('clerk');
  const postId = await newPost('decider');
  const hold = 'insert into post_holdings (account_id, post_id, since, change_id) values ($1, $2, $3, $4)';
  expect(await asProgram(hold, [accountId, postId, TODAY, null])).toBe('posts_by_two');
  const { result } = await proposeChange(
    as(access.administrator),
    { kind: 'post', accountId, postId, since: TODAY },
    WHY,
  );
  expect(await asProgram(hold, [accountId, postId, TODAY, result.id])).toBe('posts_by_two');
  const another = await newPost('publisher');
  await confirmChange(as(access.security), result.id);
  expect(await asProgram(hold, [accountId, another, TODAY, result.id])).toBe('posts_by_two');
  const security = await newPost('security');
  const fresh = randomUUID();
  const join = `insert into accounts (id, kind, display_name, state, created_at, keeper_id) values ($1, 'person', '某员', 'active', now(), $2)`;
  await asOwner(join, [fresh, access.organ.id]);
  expect(await asProgram(hold, [fresh, security, TODAY, null])).toBe('posts_by_two');
  const key = `insert into program_keys (hash, account_id, post_id, label, created_at, expires_on, change_id)
    values (sha256('x'), $1, $2, 'x', now(), '2027-01-01', $3)`;
  expect(await asProgram(key, [accountId, postId, result.id])).toBe('keys_by_two');
  await endPost(as(access.administrator), { accountId, postId: postIds[0]!, lastDay: '2026-03-20' as PlainDate });
  const stretch = 'update post_holdings set until = null where account_id = $1 and post_id = $2';
  expect(await asProgram(stretch, [accountId, postIds[0]!])).toBe('posts_end_sooner');
});

test('in the database too, whoever proposed does not confirm', async () => {
  const { accountId } = await person('clerk');
  const { result } = await proposeChange(as(access.administrator), await wishFor(accountId, 'reviewer'), WHY);
  const end = `insert into access_change_ends (change_id, outcome, proposed_by, settled_by, settled_kind, settled_at)
    values ($1, 'confirmed', $2, $3, 'person', now())`;
  const { accountId: proposer } = access.administrator;
  expect(await asProgram(end, [result.id, proposer, proposer])).toBe('access_change_ends_check');
  await expect(asOwner(end, [result.id, proposer, accountId])).rejects.toMatchObject({
    constraint: 'changes_by_others',
  });
  await expect(asOwner('delete from access_changes')).rejects.toMatchObject({ code: '42501' });
});

test('in an emergency two people open a post for some hours; it ends by itself, and the journal has it', async () => {
  const { accountId, username } = await person('clerk');
  const postId = await newPost('reviewer');
  const wish = { kind: 'glass', accountId, postId, hours: 2 } as const;
  const { result } = await proposeChange(as(access.security), wish, '审核岗全部病假，今日须复核');
  await expect(confirmChange(as(access.security), result.id)).rejects.toMatchObject({ code: 'access.denied' });
  const decider = await makeActor(database.urls.owner, access.organ, 'decider');
  await confirmChange(as(decider), result.id);
  const cookie = cookiesOf(await signIn(username));
  const chosen = await access.post('/api/v1/me/post', { postId }, { cookie });
  expect(chosen.statusCode).toBe(201);
  expect((await who(cookie)).json().role).toBe('reviewer');
  access.clock = new Date(TEST_NOW.getTime() + 2 * 3_600_000);
  doorkeeperOf(access.deps).forget(accountId);
  expect((await who(cookie)).json().code).toBe('access.choose_post');
  expect((await access.post('/api/v1/me/post', { postId }, { cookie })).json().code).toBe('access.post_not_held');
  access.clock = TEST_NOW;
  const told = await asOwner(`select account_id from journal where deed = 'glass.open' and object_id = $1`, [
    accountId,
  ]);
  expect(told).toEqual([{ account_id: decider.accountId }]);
});

test('an emergency is ended before its hour, and gives no post of administration beside another', async () => {
  const { accountId } = await person('clerk');
  const postId = await newPost('publisher');
  await agreeOnGlass({ kind: 'glass', accountId, postId, hours: 12 });
  await endPost(as(access.security), { accountId, postId, lastDay: TODAY });
  const [{ over }] = await asOwner('select ends_at = $2 as over from post_holdings where post_id = $1', [
    postId,
    TEST_NOW,
  ]);
  expect(over).toBe(true);
  const apart = agreeOnGlass({ kind: 'glass', accountId, postId: await newPost('security'), hours: 1 });
  await expect(apart).rejects.toMatchObject({ code: 'access.posts_apart' });
});
async function agreeOnGlass(wish: Wish) {
  const { result } = await proposeChange(as(access.administrator), wish, '紧急处置');
  return confirmChange(as(access.security), result.id);
}

test('the audit administrator sees who proposed and confirmed what; a decider sees the emergencies; a clerk nothing', async () => {
  const see = async (role: Role) => {
    const { username } = await person(role);
    const cookie = cookiesOf(await signIn(username));
    return access.http.inject({ method: 'GET', url: '/api/v1/access/changes', headers: { ...HOST, cookie } });
  };
  const audited = (await see('auditor')).json() as { wish: { kind: string }; end: object | null; proposedBy: object }[];
  expect(new Set(audited.map(({ wish }) => wish.kind))).toEqual(new Set(['post', 'glass']));
  expect(audited.find(({ end }) => end !== null)).toMatchObject({
    proposedBy: { name: '某员' },
    reason: expect.any(String),
  });
  const open = audited.findIndex(({ end }) => end !== null);
  expect(audited.slice(open).every(({ end }) => end !== null)).toBe(true);
  const emergencies = (await see('decider')).json() as { wish: { kind: string } }[];
  expect(new Set(emergencies.map(({ wish }) => wish.kind))).toEqual(new Set(['glass']));
  expect((await see('clerk')).statusCode).toBe(403);
});

test('a post or a key that would be over before it begins is refused when it is proposed', async () => {
  const { accountId } = await person('clerk');
  const wish = { ...(await wishFor(accountId, 'reviewer')), until: '2026-03-01' } as Wish;
  await expect(proposeChange(as(access.administrator), wish, WHY)).rejects.toMatchObject({
    code: 'access.days_backwards',
  });
});
