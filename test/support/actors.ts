import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Actor, OrganKind, Role } from '../../src/ground/access/index.ts';
import type { Context } from '../../src/ground/audit/index.ts';
import type { Pools } from '../../src/ground/platform/db.ts';

export const TEST_EDITION = '0'.repeat(64);
/** The tests' now, unless they say otherwise: a Monday. */
export const TEST_NOW = new Date('2026-03-09T02:00:00Z');

export type TestOrgan = { id: string; path: string; kind: OrganKind };

/** An invented organ, written as the owner. `path` places it in the tree: `1.`, `1.2.`. */
export async function makeOrgan(ownerUrl: string, path: string, kind: OrganKind = 'county_bureau'): Promise<TestOrgan> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const id = randomUUID();
  await client.query(
    `insert into organs (id, path, kind, name, name_en, division_code, opened_on)
     values ($1, $2, $3, '虚构县司法局', 'Justice bureau of a county that does not exist', '411199', '2000-01-01')`,
    [id, path, kind],
  );
  await client.end();
  return { id, path, kind };
}

/** Somebody in a post at `organ`, written as the owner. */
export async function makeActor(
  ownerUrl: string,
  organ: TestOrgan,
  role: Role,
  kind: 'person' | 'program' = 'person',
): Promise<Actor> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const accountId = randomUUID();
  const postId = randomUUID();
  await client.query(`insert into posts (id, organ_id, role, title, title_en) values ($1, $2, $3, '岗位', 'Post')`, [
    postId,
    organ.id,
    role,
  ]);
  await client.query(
    `insert into accounts (id, kind, display_name, state, created_at) values ($1, $2, '某员', 'active', now())`,
    [accountId, kind],
  );
  await client.query(`insert into post_holdings (account_id, post_id, since) values ($1, $2, '2000-01-01')`, [
    accountId,
    postId,
  ]);
  await client.end();
  return { accountId, kind, postId, role, organId: organ.id, organPath: organ.path, organKind: organ.kind };
}

export function contextFor(actor: Actor, pools: Pools, now: Date = TEST_NOW): Context {
  return { actor, pools, now: () => now, edition: TEST_EDITION };
}
