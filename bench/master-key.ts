/**
 * How long the program stands still while the master key is changed, by how much is sealed and how much was erased, on the embedded database:
 * `node bench/master-key.ts [values] [erased]`. JSON on standard output, with the load of the machine.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import type { PlainDate } from '../src/ground/kernel/plain-date.ts';
import { openDatabase } from '../src/ground/platform/database.ts';
import { withClient } from '../src/ground/platform/database-fitness.ts';
import { inContext, openPools, type Pools } from '../src/ground/platform/db.ts';
import { keyMark } from '../src/ground/platform/key-mark.ts';
import { ErasableKeyStore, Vault } from '../src/ground/vault/index.ts';
import { changeMasterKey } from '../src/ground/vault/master-key-change-commands.ts';
import { findSealedValue } from '../src/ground/vault/vault-store.ts';
import { withOffice } from '../test/drills/drill-office.ts';

const values = Number(process.argv[2] ?? 100_000);
const erased = Number(process.argv[3] ?? 1_000);
const IN_ONE_ACT = 1_000;
const RETAIN_UNTIL = '2099-01-01' as PlainDate;

/** Each value under a scope of its own, as each party has one. */
async function fill(pools: Pools, vault: Vault): Promise<{ scopes: string[]; last: string }> {
  const scopes: string[] = [];
  let last = '';
  while (scopes.length < values) {
    await inContext(pools.app, { purpose: 'system' }, async (tx) => {
      for (let n = Math.min(IN_ONE_ACT, values - scopes.length); n > 0; n -= 1) {
        const scopeId = randomUUID();
        const value = { organPath: '1.', kind: 'text', plain: `虚构的内容 ${scopes.length}` } as const;
        last = await vault.store(tx, { scopeId, ...value, retainUntil: RETAIN_UNTIL });
        scopes.push(scopeId);
      }
    });
  }
  return { scopes, last };
}

/** As the two administrators decide it in the console. */
const decide = (owner: string, from: string, to: string) =>
  withClient(owner, 'DATABASE_URL', (client) =>
    client.query(
      `with two as (select min(id::text)::uuid as one, max(id::text)::uuid as other from accounts where kind = 'person'),
        asked as (insert into master_key_changes (id, from_mark, to_mark, organ_path, proposed_by, proposed_kind, proposed_at)
          select gen_random_uuid(), $1, $2, '1.', one, 'person', now() from two returning id, proposed_by)
       insert into master_key_decisions (change_id, proposed_by, outcome, decided_by, decided_kind, decided_at)
       select id, proposed_by, 'change', other, 'person', now() from asked, two`,
      [from, to],
    ),
  );

await withOffice(async ({ home }) => {
  const database = await openDatabase(home, { owner: process.env.DATABASE_URL, app: undefined, intake: undefined });
  const [from, to] = [randomBytes(32), randomBytes(32)];
  const folder = path.join(home, 'vault');
  const open = (pools: Pools, key: Buffer) =>
    Vault.open(pools, key, new Date(), { erasable: new ErasableKeyStore(folder, key) });
  const pools = openPools(database.urls, { app: 4, intake: 1 });
  const { scopes, last } = await fill(pools, await open(pools, from));
  const store = new ErasableKeyStore(folder, from);
  store.open(true);
  store.erase(scopes.slice(0, erased));
  await pools.close();
  await decide(database.urls.owner, keyMark(from), keyMark(to));

  const began = performance.now();
  await withClient(database.urls.owner, 'DATABASE_URL', (client) =>
    changeMasterKey(client, folder, { from, to }, new Date()),
  );
  const changedMs = Math.round(performance.now() - began);
  const again = openPools(database.urls, { app: 2, intake: 1 });
  const vault = await open(again, to);
  await inContext(again.app, { purpose: 'system' }, async (tx) => vault.reveal((await findSealedValue(tx, last))!));
  const openedMs = Math.round(performance.now() - began) - changedMs;
  await again.close();
  await database.stop();
  const keysKb = Math.round(statSync(path.join(folder, 'erasable-keys')).size / 1024);
  process.stdout.write(`${JSON.stringify({ values, erased, changedMs, openedMs, keysKb, load: loadavg()[0] })}\n`);
});
