import type pg from 'pg';
import { expect, test } from 'vitest';
import { cookiesOf, HOST, testAccess } from '../../../../test/support/access.ts';
import { testPrograms } from '../../../../test/support/programs.ts';
import { DayQuota, untilTomorrow } from './day-quota-store.ts';
import { type ProgramUse, ProgramUseLog } from './program-use-store.ts';

const access = testAccess();
const { keyed, who } = testPrograms(access);
const NEXT_MINUTE = 60_000;

test('a key makes so many requests a minute, is told how many are left, and when to come back', async () => {
  const { key } = await keyed({ requestsAMinute: 2 });
  const first = await who(key);
  expect(first.headers).toMatchObject({
    'ratelimit-policy': '"minute";q=2;w=60, "day";q=1000;w=86400;qu="subjects"',
    ratelimit: '"minute";r=1;t=60',
  });
  await who(key);
  const refused = await who(key);
  expect(refused.statusCode).toBe(429);
  expect(refused.headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': '60',
    ratelimit: '"minute";r=0;t=60',
  });
  expect(refused.json()).toMatchObject({
    type: 'urn:zhengming:problem:access.key_too_often',
    status: 429,
    facts: { requestsAMinute: 2, retryAfterSeconds: 60 },
  });
  // Another key of the same program has its own.
  expect((await who((await keyed()).key)).statusCode).toBe(200);
  access.clock = new Date(access.clock.getTime() + NEXT_MINUTE);
  expect((await who(key)).statusCode).toBe(200);
});

test('subjects a day are counted for all processes together, all of a request or none, and anew on the next day in China', async () => {
  const { keyId } = await keyed();
  const pool = access.database.pools.appPool;
  const [one, another] = [new DayQuota(pool), new DayQuota(pool)];
  const at = new Date('2026-03-09T15:59:00Z');
  expect(await one.take(keyId, 60, 100, at)).toBe(true);
  expect(await another.take(keyId, 60, 100, at)).toBe(false);
  expect(await another.take(keyId, 38, 100, at)).toBe(true);
  // One was taken in advance by each: neither lends it to the other, and the hundred is never exceeded.
  expect([await one.take(keyId, 1, 100, at), await one.take(keyId, 1, 100, at)]).toEqual([true, false]);
  expect(untilTomorrow(at)).toBe(60);
  expect(await one.take(keyId, 60, 100, new Date('2026-03-09T16:00:00Z'))).toBe(true);
});

test('a crowd at once never gets more than the quota', async () => {
  const { keyId } = await keyed();
  const pool = access.database.pools.appPool;
  const processes = [new DayQuota(pool), new DayQuota(pool), new DayQuota(pool)];
  const taken = await Promise.all(
    Array.from({ length: 120 }, (_, n) => processes[n % 3]!.take(keyId, 5, 300, access.clock)),
  );
  const got = taken.filter(Boolean).length * 5;
  // Up to three in advance stay with each process.
  expect(got).toBeLessThanOrEqual(300);
  expect(got).toBeGreaterThanOrEqual(285);
});

test('of a crowd that asks at once one draws for all, and who waited on a draw that failed draws alone', async () => {
  const { keyId } = await keyed();
  let draws = 0;
  const counted = {
    query: (statement: pg.QueryConfig) => {
      draws += 1;
      return draws === 1 ? Promise.reject(new Error('the connection broke')) : pool.query(statement);
    },
  };
  const pool = access.database.pools.appPool;
  const quota = new DayQuota(counted as unknown as pg.Pool);
  const take = () => quota.take(keyId, 1, 100_000, access.clock);
  const told = await Promise.allSettled([take(), take()]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(draws).toBe(2);
  const fresh = new DayQuota(counted as unknown as pg.Pool);
  const crowd = await Promise.all(Array.from({ length: 60 }, () => fresh.take(keyId, 1, 100_000, access.clock)));
  expect(crowd.every(Boolean)).toBe(true);
  expect(draws).toBe(3);
});

test('the use log of a key tells when, through which door and how it ended, and is read at its organ alone', async () => {
  const { key, keyId } = await keyed({ requestsAMinute: 3 });
  const cookieOf = async (role: 'security' | 'auditor' | 'administrator') =>
    cookiesOf(await access.signIn((await access.person(role)).username));
  const cookies = { security: await cookieOf('security'), administrator: await cookieOf('administrator') };
  const bearer = { headers: { ...HOST, authorization: `Bearer ${key}` } };
  await who(key);
  await access.http.inject({ url: '/api/v1/program-keys', ...bearer });
  for (let n = 0; n < 4; n += 1) await who(key);
  const read = (cookie: string, query = '') =>
    access.http.inject({ url: `/api/v1/program-keys/${keyId}/uses${query}`, headers: { cookie } });
  const door = { matters: [], item: null, subjects: 0 };
  // Written behind the answers.
  await expect
    .poll(async () => (await read(cookies.security)).json().uses, { timeout: 20_000 })
    .toEqual([
      expect.objectContaining({ ...door, route: 'GET /who', status: 429, refusal: 'access.key_too_often' }),
      expect.objectContaining({ ...door, route: 'GET /who', status: 200, refusal: null }),
      expect.objectContaining({ ...door, route: 'GET /api/v1/program-keys', status: 403, refusal: 'access.denied' }),
      expect.objectContaining({ ...door, route: 'GET /who', status: 200, at: access.clock.toISOString() }),
    ]);
  expect((await read(cookies.security, '?refused=true')).json().uses).toHaveLength(2);
  const { uses, before } = (await read(cookies.security, '?limit=3')).json();
  expect(before).toBe(uses[2].id);
  expect((await read(cookies.security, `?before=${before}`)).json().uses).toHaveLength(1);
  expect((await read(cookies.administrator)).json().code).toBe('access.denied');
  await expect(access.asOwner('delete from program_uses')).rejects.toMatchObject({ code: '42501' });
});

test('requests of one moment that say the same are one line that counts them, and no request is lost or told of another', async () => {
  const [busy, other] = [(await keyed()).keyId, (await keyed()).keyId];
  const log = new ProgramUseLog(access.database.pools, (error) => {
    throw error;
  });
  const use = (keyId: string, more: Partial<ProgramUse> = {}): ProgramUse => ({
    keyId,
    organPath: '1.',
    at: access.clock,
    route: 'POST /api/v1/checks',
    matters: ['招聘'],
    item: null,
    subjects: 2,
    status: 201,
    refusal: null,
    requests: 1,
    ...more,
  });
  const later = new Date(access.clock.getTime() + 1_000);
  const came = [
    use(busy),
    use(other),
    use(busy),
    use(busy, { matters: ['采购'] }),
    use(busy),
    use(busy, { at: later }),
  ];
  for (const one of came) log.add(one);
  await log.settled();
  const kept = await access.asOwner(
    `select key_id, matters, at, coalesce(requests, 1) as requests, subjects from program_uses where key_id in ($1, $2) order by id`,
    [busy, other],
  );
  const line = (key_id: string, requests: number, matter = '招聘', at = access.clock) => ({
    key_id,
    matters: [matter],
    at,
    requests,
    subjects: 2 * requests,
  });
  expect(kept).toEqual([
    line(busy, 2),
    line(other, 1),
    line(busy, 1, '采购'),
    line(busy, 1),
    line(busy, 1, '招聘', later),
  ]);
});
