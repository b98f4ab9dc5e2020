import pg from 'pg';
import { expect, test } from 'vitest';
import { cookiesOf, TODAY, testAccess } from '../../../../test/support/access.ts';
import { contextFor } from '../../../../test/support/actors.ts';
import { OPEN_TERMS, testPrograms } from '../../../../test/support/programs.ts';
import { proposeChange } from '../change-commands.ts';
import { doorkeeperOf } from '../doorkeeper.ts';
import { mayOrRefuse } from '../policy.ts';
import { revokeKey } from './program-key-commands.ts';

const access = testAccess();
const { keyed, program, who } = testPrograms(access);
const actorOf = async (key: string) => (await who(key)).json();
const days = (count: number) => new Date(access.clock.getTime() + count * 86_400_000);
/** As if the seconds had passed for which an answer about a key is remembered. */
const forget = (accountId: string) => doorkeeperOf(access.deps).forget(accountId);

test('a key is for the items and matters that two people agreed on, and a refusal names them', async () => {
  const { key } = await keyed({ items: ['licence'], matters: ['政府采购'] });
  const actor = await actorOf(key);
  const place = { kind: 'check', organPath: '1.' };
  mayOrRefuse(actor, 'check.ask', { ...place, matters: ['政府采购', '政府采购'] });
  const refusal = { kind: 'forbidden', code: 'access.key_scope' };
  const asked = (matters?: string[]) => () =>
    mayOrRefuse(actor, 'check.ask', { ...place, ...(matters ? { matters } : {}) });
  expect(asked(['政府采购', '招聘'])).toThrow(
    expect.objectContaining({
      ...refusal,
      facts: expect.objectContaining({ deed: 'check.ask', rule: 'key-matter', matter: '招聘', isFor: ['政府采购'] }),
    }),
  );
  expect(asked()).toThrow(expect.objectContaining(refusal));

  const clerk = await actorOf((await keyed({ items: ['licence'] }, 'clerk')).key);
  const batch = { kind: 'batch', organPath: '1.' };
  mayOrRefuse(clerk, 'batch.submit', { ...batch, item: 'licence' });
  expect(() => mayOrRefuse(clerk, 'batch.submit', { ...batch, item: 'penalty' })).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ rule: 'key-item', item: 'penalty' }) }),
  );
  // What does not say its item is outside, and what ends reaches everybody.
  expect(() => mayOrRefuse(clerk, 'batch.read', batch)).toThrow(expect.objectContaining(refusal));
  mayOrRefuse(clerk, 'procedure.acknowledge', { kind: 'notice', organPath: '1.' });
});

test('terms change by two people and hold from the next request on', async () => {
  const { key, keyId, accountId } = await keyed({ matters: ['政府采购'] });
  await access.agree({ kind: 'terms', accountId, keyId, terms: { ...OPEN_TERMS, matters: ['招聘'] } });
  forget(accountId);
  expect((await actorOf(key)).key).toEqual({ keyId, items: null, matters: ['招聘'] });
  const wish = { kind: 'terms', accountId, keyId, terms: OPEN_TERMS } as const;
  const ctx = contextFor(access.security, access.database.pools);
  await expect(proposeChange(ctx, wish, '一人改动')).rejects.toMatchObject({ code: 'access.denied' });
  const another = await program();
  await expect(access.agree({ ...wish, accountId: another.accountId })).rejects.toMatchObject({
    code: 'access.key_absent',
  });
});

test('a new secret stands beside the old one until the agreed day, and each is shown once', async () => {
  const { key: old, keyId, accountId } = await keyed();
  const rotate = async (overlapDays: number) => {
    const { secret } = await access.agree({ kind: 'rotation', accountId, keyId, overlapDays });
    return secret?.kind === 'rotation' ? secret : Promise.reject(new Error('no new secret was shown'));
  };
  const { key: fresh, oldUntil } = await rotate(3);
  expect(oldUntil).toBe(days(3).toISOString());
  forget(accountId);
  for (const key of [old, fresh]) expect((await who(key)).json()).toMatchObject({ accountId, kind: 'program' });
  const kept = JSON.stringify(await access.asOwner('select * from program_secrets'));
  for (const key of [old, fresh]) expect(kept).not.toContain(key);

  access.clock = days(4);
  forget(accountId);
  expect((await who(old)).json().code).toBe('access.key_refused');
  expect((await who(fresh)).statusCode).toBe(200);
  const { key: last } = await rotate(0);
  forget(accountId);
  expect((await who(fresh)).json().code).toBe('access.key_refused');
  expect((await who(last)).statusCode).toBe(200);
  await revokeKey(contextFor(access.security, access.database.pools), keyId);
  forget(accountId);
  expect((await who(last)).json().code).toBe('access.key_refused');
  access.clock = new Date(`${TODAY}T02:00:00Z`);
});

test('the list tells terms, secrets and the last use, to administrators of the organ and to nobody else', async () => {
  const { key, keyId, accountId } = await keyed({ items: ['licence'], requestsAMinute: 7 });
  // Told from its second minute on (migration 0810).
  access.clock = new Date(access.clock.getTime() + 120_000);
  await who(key);
  const asked = async (role: 'security' | 'clerk') => {
    const cookie = cookiesOf(await access.signIn((await access.person(role)).username));
    return access.http.inject({ url: `/api/v1/program-keys?accountId=${accountId}`, headers: { cookie } });
  };
  const listed = (await asked('security')).json().find(({ id }: { id: string }) => id === keyId);
  expect(listed).toMatchObject({
    account: { id: accountId },
    terms: { items: ['licence'], matters: null, requestsAMinute: 7, signed: false },
    secrets: [{ endsAt: null, lastUsedAt: access.clock.toISOString() }],
  });
  expect(JSON.stringify(listed)).not.toContain(key.slice(3));
  expect((await asked('clerk')).json().code).toBe('access.denied');
  access.clock = new Date(`${TODAY}T02:00:00Z`);
});

test('in the database too, a secret and terms need an agreement, and a secret is never stretched', async () => {
  const { keyId } = await keyed();
  const client = new pg.Client({ connectionString: access.database.urls.app });
  await client.connect();
  const attempt = async (text: string) => {
    await client.query('begin');
    try {
      await client.query(
        "select set_config('zhengming.purpose', 'work', true), set_config('zhengming.organ_path', '1.', true)",
      );
      await client.query(text, [keyId]);
      return 'done';
    } catch (error) {
      return (error as { constraint?: string }).constraint;
    } finally {
      await client.query('rollback');
    }
  };
  const secret = `insert into program_secrets (hash, key_id, created_at) values (sha256('x'), $1, now())`;
  expect(await attempt(secret)).toBe('secrets_by_two');
  const terms = `insert into program_terms (change_id, key_id, since, requests_a_minute, subjects_a_day, signed)
    select change_id, $1, now(), 1, 1, false from program_keys where id <> $1 limit 1`;
  expect(await attempt(terms)).toBe('terms_by_two');
  await access.asOwner(`update program_secrets set ends_at = '2026-01-01' where key_id = $1`, [keyId]);
  expect(await attempt('update program_secrets set ends_at = null where key_id = $1')).toBe('secrets_end_sooner');
  await client.end();
});
