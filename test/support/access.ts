import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { beforeAll } from 'vitest';
import { z } from 'zod';
import { ACCESS_MESSAGES } from '../../src/ground/access/access-messages.ts';
import { accessRoutes } from '../../src/ground/access/access-routes.ts';
import { createPost, inviteAccount } from '../../src/ground/access/account-commands.ts';
import type { Wish } from '../../src/ground/access/change.ts';
import { confirmChange, proposeChange } from '../../src/ground/access/change-commands.ts';
import { actorOf } from '../../src/ground/access/doorkeeper.ts';
import type { OidcConfig } from '../../src/ground/access/oidc/oidc-client.ts';
import { programHooks } from '../../src/ground/access/programs/program-hooks.ts';
import type { Actor, Role } from '../../src/ground/kernel/actor.ts';
import type { PlainDate } from '../../src/ground/kernel/plain-date.ts';
import { type HttpApp, makeHttp } from '../../src/ground/platform/http.ts';
import { contextFor, makeActor, makeOrgan, TEST_EDITION, TEST_NOW, type TestOrgan } from './actors.ts';
import { testDatabase } from './database.ts';
import { testLaw } from './law.ts';

export const PASSWORD = '正名 a long sentence 42';
export const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
export const TODAY = '2026-03-09' as PlainDate;

export const cookiesOf = (answer: { headers: Record<string, unknown> }): string =>
  [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ');

/** Longer than the process remembers a session. */
export const forgotten = () => new Promise((resolve) => setTimeout(resolve, 3_100));

/** Accounts, posts and sign-in over HTTP, at an organ with its two administrators; `/who` tells whom the door took a request for. */
export function testAccess(given: { readonly oidc?: OidcConfig; readonly proxies?: readonly string[] } = {}) {
  const database = testDatabase();
  const access = {
    database,
    clock: TEST_NOW,
    demonstration: false,
    secondFactor: 'optional' as 'optional' | 'required',
    http: undefined as unknown as HttpApp,
    organ: undefined as unknown as TestOrgan,
    administrator: undefined as unknown as Actor,
    security: undefined as unknown as Actor,
    /** Numbers of signing in by code, where a test wants others than the packs have. */
    terms: {} as Record<string, number>,
  };
  const deps = {
    config: {
      get demonstration() {
        return access.demonstration;
      },
      get secondFactor() {
        return access.secondFactor;
      },
      oidc: given.oidc,
    },
    get pools() {
      return database.pools;
    },
    now: () => access.clock,
    masterKey: randomBytes(32),
    law: () => ({
      edition: TEST_EDITION,
      find: (kind: 'parameters', code: string, on: PlainDate) =>
        code in access.terms ? { value: access.terms[code] } : testLaw().find(kind, code, on),
    }),
    log: () => undefined,
  };
  const asOwner = async (text: string, values: unknown[] = []) => {
    const client = new pg.Client({ connectionString: database.urls.owner });
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  beforeAll(async () => {
    access.organ = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
    access.administrator = await makeActor(database.urls.owner, access.organ, 'administrator');
    access.security = await makeActor(database.urls.owner, access.organ, 'security');
    await asOwner('update accounts set keeper_id = $1', [access.organ.id]);
    access.http = (
      await makeHttp(new Map(Object.entries(ACCESS_MESSAGES)), () => undefined, 'test', given.proxies)
    ).http;
    programHooks(access.http, deps);
    await accessRoutes(access.http, deps);
    // With something behind its question mark, which a signature covers too.
    access.http.get('/who', { schema: { querystring: z.object({ a: z.string().optional() }) } }, (request) =>
      actorOf(request, deps),
    );
    access.http.post('/who', (request) => actorOf(request, deps));
    await access.http.ready();
  });
  const post = (url: string, payload: object, headers: object = {}) =>
    access.http.inject({ method: 'POST', url, payload, headers: { ...HOST, ...headers } });
  /** Proposed by the one administrator, confirmed by the other. */
  const agree = async (wish: Wish) => {
    const { result } = await proposeChange(
      contextFor(access.administrator, database.pools, access.clock),
      wish,
      '测试设岗',
    );
    return confirmChange(contextFor(access.security, database.pools, access.clock), result.id);
  };
  let number = 0;
  /** A person who came the whole way: invited on paper, given posts, password set. */
  const person = async (...roles: Role[]) => {
    const ctx = contextFor(access.administrator, database.pools, access.clock);
    const username = `officer.${++number}`;
    const { accountId, code } = await inviteAccount(ctx, { organId: access.organ.id, displayName: '某员', username });
    const postIds: string[] = [];
    for (const role of roles) {
      const { result } = await createPost(ctx, { organId: access.organ.id, role, title: '岗位', titleEn: 'Post' });
      await agree({ kind: 'post', accountId, postId: result.id, since: '2026-01-01' as PlainDate });
      postIds.push(result.id);
    }
    const answer = await post('/api/v1/invitations/redemptions', { code, password: PASSWORD });
    return { accountId, username, code, postIds, answer };
  };
  return Object.assign(access, {
    deps,
    asOwner,
    agree,
    post,
    person,
    signIn: (username: string, password = PASSWORD) => post('/api/v1/session', { username, password }),
    who: (cookie: string) => access.http.inject({ method: 'GET', url: '/who', headers: { ...HOST, cookie } }),
  });
}
