/** An invented bureau on a data folder of its own: a clerk who can sign in, a program that may ask. For drills and benchmarks. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  confirmChange,
  createPost,
  createProgram,
  foundInstallation,
  inviteAccount,
  proposeChange,
  type Role,
  redeemInvitation,
} from '../../src/ground/access/index.ts';
import type { KeyTerms } from '../../src/ground/access/programs/key-terms.ts';
import type { Context } from '../../src/ground/audit/index.ts';
import { addDays, chinaDate } from '../../src/ground/kernel/plain-date.ts';
import { socketFolder } from '../../src/ground/platform/data-home.ts';
import { openDatabase } from '../../src/ground/platform/database.ts';
import { asRole, type DatabaseUrls, rolePasswords } from '../../src/ground/platform/database-urls.ts';
import { inContext, openPools } from '../../src/ground/platform/db.ts';
import { decideRelaxation, noteRelaxation } from '../../src/ground/relaxations/relaxation-commands.ts';

export type DrillOffice = {
  readonly home: string;
  readonly clerk: { readonly username: string; readonly password: string };
  /** Key of a program in a counter post. */
  readonly programKey: string;
  /** It and others of the same program, each with the widest terms: more than one is let ask in a minute. */
  readonly programKeys: readonly string[];
};

const ORGAN = {
  kind: 'city_bureau',
  name: '漯河市虚构司法局',
  name_en: 'Justice bureau that does not exist',
  division_code: '411100',
} as const;

const LABELS = ['演练一', '演练二', '演练三', '演练四'];
const WIDEST: KeyTerms = {
  items: null,
  matters: null,
  requestsAMinute: 100_000,
  subjectsADay: 10_000_000,
  signingKey: null,
  signed: false,
};

/** Addresses of the running database: of `DATABASE_URL` where it is given, else of the embedded one in `home`. */
export function databaseUrls(home: string): DatabaseUrls {
  const secret = path.join(home, 'superuser-password');
  const socket = encodeURIComponent(path.join(socketFolder(home), 'postgresql'));
  const owner =
    process.env.DATABASE_URL ??
    `postgresql://postgres:${readFileSync(secret, 'utf8')}@/zhengming?host=${socket}&port=5432`;
  const passwords = rolePasswords(owner);
  return {
    owner,
    app: asRole(owner, 'zhengming_app', passwords.app),
    intake: asRole(owner, 'zhengming_intake', passwords.intake),
  };
}

/** Founds a bureau in a temporary folder, works, and removes the folder. */
export async function withOffice<T>(work: (office: DrillOffice) => Promise<T>): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-drill-'));
  try {
    return await work(await foundOffice(home));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Founds the bureau and stops the database again. `DATABASE_URL`, where it is given, must name an empty database. */
export async function foundOffice(home: string): Promise<DrillOffice> {
  const database = await openDatabase(home, { owner: process.env.DATABASE_URL, app: undefined, intake: undefined });
  const pools = openPools(database.urls, { app: 4, intake: 1 });
  try {
    const around = { pools, now: () => new Date(), edition: 'none' };
    const password = randomBytes(18).toString('base64url');
    const founders = await foundInstallation(around, {
      organ: ORGAN,
      administrator: { displayName: '虚管理', username: 'administrator' },
      security: { displayName: '虚安全', username: 'security' },
    });
    await redeemInvitation(around, founders.administrator.code, password);
    const admin: Context = {
      ...around,
      actor: await actorOf(pools, founders.administrator.accountId, 'administrator'),
    };
    const security: Context = { ...around, actor: await actorOf(pools, founders.security.accountId, 'security') };
    const pair = { admin, security };
    const { organId } = admin.actor;
    const clerk = await inviteAccount(admin, { organId, displayName: '虚经办', username: 'clerk' });
    await hold(pair, clerk.accountId, 'clerk');
    await redeemInvitation(around, clerk.code, password);
    await relaxed(security);
    const program = await createProgram(admin, { organId, name: '虚构窗口系统' });
    const accountId = program.result.id;
    const postId = await hold(pair, accountId, 'counter');
    const expiresOn = addDays(chinaDate(new Date()), 30);
    const programKeys: string[] = [];
    for (const label of LABELS) {
      const { secret } = await agree(pair, { kind: 'key', accountId, postId, label, expiresOn, terms: WIDEST });
      if (secret?.kind !== 'key') throw new Error('a confirmed key was not shown');
      programKeys.push(secret.key);
    }
    return { home, clerk: { username: 'clerk', password }, programKey: programKeys[0]!, programKeys };
  } finally {
    await pools.close();
    await database.stop();
  }
}

/** The drills are about what is lost in a kill, and have no telephone: a second person agreed to that. */
async function relaxed(security: Context): Promise<void> {
  const { entryId } = await noteRelaxation(security, { key: 'ZHENGMING_SECOND_FACTOR', value: 'optional' });
  const [entry] = await inContext(security.pools.app, { purpose: 'system' }, (tx) =>
    tx.selectFrom('journal as j').select('j.object_id').where('j.id', '=', entryId).execute(),
  );
  await decideRelaxation(security, entry!.object_id, { outcome: 'confirm', reason: '演练没有硬件令牌' });
}

type Pair = { readonly admin: Context; readonly security: Context };

async function agree({ admin, security }: Pair, wish: Parameters<typeof proposeChange>[1]) {
  const { result } = await proposeChange(admin, wish, '演练设岗');
  return confirmChange(security, result.id);
}

async function hold(pair: Pair, accountId: string, role: Role): Promise<string> {
  const { admin } = pair;
  const post = await createPost(admin, { organId: admin.actor.organId, role, title: '演练岗', titleEn: 'Drill' });
  await agree(pair, { kind: 'post', accountId, postId: post.result.id, since: chinaDate(admin.now()) });
  return post.result.id;
}

async function actorOf(pools: Context['pools'], accountId: string, role: Role): Promise<Context['actor']> {
  const [row] = await inContext(pools.app, { purpose: 'system' }, (tx) =>
    tx
      .selectFrom('post_holdings as h')
      .innerJoin('posts as p', 'p.id', 'h.post_id')
      .select(['p.id', 'p.organ_id'])
      .where('h.account_id', '=', accountId)
      .execute(),
  );
  const { id: postId, organ_id: organId } = row!;
  return {
    accountId,
    kind: 'person',
    postId,
    role,
    organId,
    organPath: '1.',
    organKind: ORGAN.kind,
  };
}

/** Signs in as a browser does; answers the headers of every later request. */
export async function signIn(address: string, { clerk }: DrillOffice): Promise<Record<string, string>> {
  const response = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify(clerk),
  });
  if (response.status !== 204) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  return { cookie: cookies.join('; '), 'sec-fetch-site': 'same-origin' };
}

/** Process ids of the embedded database: its first process and that one's children. */
export function databaseProcesses(home: string): number[] {
  const file = path.join(home, 'cluster', 'postmaster.pid');
  if (!existsSync(file)) return [];
  const first = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const list = `/proc/${first}/task/${first}/children`;
  const children = existsSync(list) ? readFileSync(list, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
  return [first, ...children];
}
