import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { sequenceAll, takeNow, testGrower, testLogHome, verifyAsOwner } from '../../../../test/support/log.ts';
import { penaltyRow } from '../../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../../test/support/publications.ts';
import { UseLog } from '../../../facts/checks/use-log-store.ts';
import { withdrawPublication } from '../../../facts/publication/index.ts';
import { insertScreeningUse } from '../../../names/matching/screening-use-store.ts';
import { writeLetters } from '../../../rights/parties/letter-jobs.ts';
import { followPublic } from '../../../together/feed/feed-jobs.ts';
import { auditVisibility, followTouchedRecords } from '../../../together/recalls/index.ts';
import { ProgramUseLog } from '../../access/programs/program-use-store.ts';
import { newId } from '../../kernel/id.ts';
import { inContext } from '../../platform/db.ts';
import { recordLook } from '../../vault/look-commands.ts';
import type { Finding } from '../verify/finding.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
let bureau: TestBureau;
/** Put there by the tests' own hand. */
const BY_HAND = ['posts', 'post_holdings', 'party_accounts', 'program_keys', 'program_key_ends'];

const later = (seconds: number) => {
  bureau.clock.now = new Date(bureau.clock.now.getTime() + seconds * 1_000);
};
/** The keeper's next round. */
async function take(): Promise<boolean> {
  later(5);
  await sequenceAll(database);
  const taken = await takeNow(database, bureau.clock.now);
  await sequenceAll(database);
  await testGrower(database, keys, path.join(home, 'log')).grower.grow();
  return taken;
}
async function verify(): Promise<Finding[]> {
  const { findings } = await verifyAsOwner(database, keys, path.join(home, 'log'));
  return findings.filter(({ table }) => !BY_HAND.includes(table));
}
const TABLES = [
  'check_uses',
  'screening_uses',
  'sealed_looks',
  'program_uses',
  'record_notices',
  'party_letters',
  'feed_entries',
  'visibility_audits',
] as const;

/** One row at least in each of the tables, by the program's own hand. */
beforeAll(async () => {
  bureau = await testBureau(database);
  await take();
  const { clerk, law, publisher } = bureau;
  const { accountId, postId, organId, organPath } = clerk.actor;
  const now = () => bureau.clock.now;
  const deps = { pools: database.pools, now, law: () => law, log: () => undefined };
  const recordId = [...(await bureau.send([penaltyRow(1)])).values()][0]!;
  const { id: publicationId } = await bureau.publish(recordId);
  const [{ subject_id: subjectId }] = (await bureau.asOwner<{ subject_id: string }>(
    'select subject_id from records',
  )) as [{ subject_id: string }];
  await bureau.asOwner(`set session_replication_role = replica; ${partyAccount(subjectId, organId, organPath)}`);
  const use = { id: newId(), subjectId, at: now(), organId, organPath, accountId, postId, askedHash: '0'.repeat(64) };
  const asked = { matter: '虚构事项', purpose: '窗口核验', edition: law.edition, candidateIds: [] };
  await new UseLog(database.pools).write([
    { ...use, ...asked, askedBy: 'code', recordIds: [recordId], coverageAt: now(), faultyCode: false },
  ]);
  const own = { purpose: 'work', accountId, organPath } as const;
  await inContext(database.pools.app, own, async (tx) => {
    const screening = { ...use, ...asked, way: 'queries', askedHash: Buffer.alloc(32), asked: 1 } as const;
    await insertScreeningUse(tx, database.pools.origin, screening);
    await recordLook(tx, clerk, { kind: 'value', id: newId() }, { reason: '核对身份', matter: 'review' });
  });
  const requests = new ProgramUseLog(database.pools, (error) => {
    throw error;
  });
  const [key] = await bureau.asOwner<{ id: string }>(
    `insert into program_keys (hash, account_id, post_id, label, created_at, expires_on)
     values (sha256('k'), $1, $2, '测试', $3, '2099-01-01') returning id`,
    [accountId, postId, now()],
  );
  const request = { keyId: key!.id, organPath, at: now(), route: 'POST /x', matters: [], item: null };
  requests.add({ ...request, subjects: 1, status: 200, refusal: null, requests: 1 });
  await requests.settled();
  await sequenceAll(database);
  await followPublic(deps);
  await withdrawPublication(publisher, law, { publicationId, ground: 'own_error', publicReason: '录入有误，予以撤下' });
  await sequenceAll(database);
  await followTouchedRecords(deps);
  await writeLetters({ pools: database.pools, now, log: deps.log });
  await auditVisibility(deps);
}, 60_000);

const partyAccount = (subject: string, organ: string, organPath: string) =>
  `insert into party_accounts (account_id, account_kind, subject_id, capacity, shown_id, entered_by, entered_kind, entered_at, organ_id, organ_path)
   values ('00000000-0000-4000-8000-00000000aaaa', 'party', '${subject}', 'self', gen_random_uuid(), gen_random_uuid(), 'person', now(),
     '${organ}', '${organPath}')`;

test('what the program writes without an entry is known for its own in every one of these tables, and taken down', async () => {
  const empty: string[] = [];
  for (const table of TABLES) {
    if ((await bureau.asOwner(`select 1 from ${table} limit 1`)).length === 0) empty.push(table);
  }
  expect(empty).toEqual([]);
  // Before the keeper has looked nothing is missed, and after it nothing either.
  expect(await verify()).toEqual([]);
  expect(await take()).toBe(true);
  expect(await verify()).toEqual([]);
  expect(await bureau.asOwner('select source from log_foreign_rows')).toEqual([]);
});

/** The same again under another key and as of now, as a superuser would: each column but those is that of a genuine row. */
const COPIES: Readonly<Record<(typeof TABLES)[number], string>> = {
  check_uses: `jsonb_build_object('id', gen_random_uuid(), 'at', $1::timestamptz)`,
  screening_uses: `jsonb_build_object('id', gen_random_uuid(), 'at', $1::timestamptz)`,
  sealed_looks: `jsonb_build_object('id', gen_random_uuid(), 'at', $1::timestamptz)`,
  program_uses: `jsonb_build_object('id', 99, 'at', $1::timestamptz)`,
  record_notices: `jsonb_build_object('id', gen_random_uuid(), 'made_at', $1::timestamptz, 'entry_id', gen_random_uuid())`,
  party_letters: `jsonb_build_object('id', gen_random_uuid(), 'entry_id', gen_random_uuid(), 'happened_at', $1::timestamptz)`,
  feed_entries: `jsonb_build_object('position', 99, 'known_at', $1::timestamptz)`,
  visibility_audits: `jsonb_build_object('id', gen_random_uuid(), 'ran_at', $1::timestamptz, 'day', '2031-01-01')`,
};

test('a use, look, letter or notice put in in the seconds before the log takes it is not taken, and is named', async () => {
  later(3);
  for (const table of TABLES) {
    await bureau.asOwner(
      `insert into ${table} overriding system value
       select (jsonb_populate_record(t, ${COPIES[table]})).* from ${table} as t limit 1`,
      [bureau.clock.now],
    );
  }
  expect(await take()).toBe(true);
  const named = (await verify()).filter(({ finding }) => finding === 'inserted').map(({ table }) => table);
  expect(named.sort()).toEqual([...TABLES].sort());
  const met = await bureau.asOwner<{ source: string }>('select source from log_foreign_rows order by source');
  expect(met.map(({ source }) => source)).toEqual([...TABLES].sort());
  // What was met is in the log from the same round on, and the keeper does not come back to the rows that it left.
  expect(await take()).toBe(false);
  expect((await verify()).length).toBe(TABLES.length);
});
