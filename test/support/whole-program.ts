import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InjectOptions, Response } from 'light-my-request';
import { type App, buildApp } from '../../src/app.ts';
import { giveDemonstrationPassword, type OrganKind, type Role } from '../../src/ground/access/index.ts';
import { readConfig } from '../../src/ground/config/config.ts';
import { makeActor, type TestOrgan } from './actors.ts';
import type { TestDatabase } from './database.ts';
import { type TestBureau, testBureau } from './publications.ts';

const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
/** By which a test reads the counters. */
export const METRICS_TOKEN = 'the-token-of-the-monitor-of-this-test';
const PASSWORD = 'a long sentence of the tests 42';

/** The whole program with its workers, served to one bureau in which somebody sits in each post and can sign in. */
export type WholeProgram = {
  readonly app: App;
  readonly bureau: TestBureau;
  readonly home: string;
  /** What the program wrote to its log. */
  readonly logged: string[];
  /** Asks as somebody in that post; without a role as nobody. A POST gets a request key of its own. */
  ask(role: Role | undefined, request: InjectOptions): Promise<Response>;
  stop(): Promise<void>;
};

export async function wholeProgram(database: TestDatabase, kind?: OrganKind): Promise<WholeProgram> {
  const bureau = await testBureau(database, '1.1.', kind);
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-whole-'));
  const logged: string[] = [];
  const app = await buildApp({
    config: readConfig({ ZHENGMING_DEMO: 'true', PORT: '0', ZHENGMING_METRICS_TOKEN: METRICS_TOKEN }),
    pools: database.pools,
    now: () => bureau.clock.now,
    law: () => bureau.law,
    masterKey: bureau.masterKey,
    home,
    log: (sentence, fields) => logged.push(JSON.stringify({ say: sentence, ...fields })),
  });
  await app.listen();

  const cookies = new Map<Role, Promise<string>>();
  const signIn = async (role: Role): Promise<string> => {
    const { organId: id, organPath, organKind: kind } = bureau.clerk.actor;
    const organ: TestOrgan = { id, path: organPath, kind };
    const { accountId } = await makeActor(database.urls.owner, organ, role);
    const username = `${role}.whole`;
    await giveDemonstrationPassword(app.deps, { accountId, username, password: PASSWORD });
    const payload = { username, password: PASSWORD };
    const { headers } = await app.http.inject({ method: 'POST', url: '/api/v1/session', payload, headers: HOST });
    return [headers['set-cookie']]
      .flat()
      .map((one) => String(one).split(';')[0])
      .join('; ');
  };
  const cookieOf = (role: Role): Promise<string> => {
    const known = cookies.get(role) ?? signIn(role);
    cookies.set(role, known);
    return known;
  };
  return {
    app,
    bureau,
    home,
    logged,
    async ask(role, request) {
      const cookie = role === undefined ? {} : { cookie: await cookieOf(role) };
      const headers = { ...HOST, ...cookie, 'idempotency-key': randomUUID(), ...request.headers };
      return app.http.inject({ ...request, headers });
    },
    async stop() {
      await app.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
