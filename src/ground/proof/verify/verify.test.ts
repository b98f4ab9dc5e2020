import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor } from '../../../../test/support/actors.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  sequenceAll,
  takeNow,
  testGrower,
  testLogHome,
  verifyAsOwner,
  writeEntries,
} from '../../../../test/support/log.ts';
import { penaltyRow } from '../../../../test/support/penalties.ts';
import { agreedKey } from '../../../../test/support/program-keys.ts';
import { OPEN_TERMS } from '../../../../test/support/programs.ts';
import { type TestBureau, testBureau } from '../../../../test/support/publications.ts';
import { tamper } from '../../../../test/support/tampering.ts';
import { withdrawPublication } from '../../../facts/publication/index.ts';
import { installEdition } from '../../../office/editions/edition-commands.ts';
import { confirmChange, proposeChange } from '../../access/index.ts';
import type { CatalogueObject } from '../catalogue/catalogue.ts';
import { expectedCatalogue } from '../catalogue/catalogue-store.ts';
import { WORKING_TABLES } from './coverage-queries.ts';
import type { Finding } from './finding.ts';

const database = testDatabase();
const { home, keys } = testLogHome();
const folder = path.join(home, 'log');
let bureau: TestBureau;

async function grow(): Promise<void> {
  await sequenceAll(database);
  await testGrower(database, keys, folder).grower.grow();
}

beforeAll(async () => {
  bureau = await testBureau(database);
  const sent = await bureau.send(Array.from({ length: 5 }, (_, at) => penaltyRow(at + 1)));
  await grow();
  const [first, second] = [...sent.values()];
  await bureau.publish(first!);
  const { id } = await bureau.publish(second!);
  await withdrawPublication(bureau.publisher, bureau.law, {
    publicationId: id,
    ground: 'own_error',
    publicReason: '录入有误，予以撤下',
  });
  await keyOfProgram();
  await linkedOfficer();
  await installEdition({ pools: database.pools, now: () => bureau.clock.now, version: 'test' }, bureau.law);
  await grow();
  await writeEntries(bureau.clerk, 20);
  // What the tests put there by hand stands for an installation of before: taken as it is found, once.
  await takeNow(database);
  await grow();
});

/** A key with terms, for a program at the bureau. */
async function keyOfProgram(): Promise<void> {
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const organ = { id, path, kind };
  const { accountId, postId } = await makeActor(database.urls.owner, organ, 'counter', 'program');
  await bureau.asOwner('update accounts set keeper_id = $1 where id = $2', [id, accountId]);
  await agreedKey(database, organ, { accountId, postId, label: '核验', expiresOn: '2026-06-01' }, OPEN_TERMS);
}

/** An officer of the bureau who may sign in by a provider of identities. */
async function linkedOfficer(): Promise<void> {
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const organ = { id, path, kind };
  const as = async (role: 'counter' | 'administrator' | 'security') =>
    contextFor(await makeActor(database.urls.owner, organ, role), database.pools);
  const [officer, administrator, security] = [await as('counter'), await as('administrator'), await as('security')];
  const { accountId } = officer.actor;
  await bureau.asOwner('update accounts set keeper_id = $1 where id = $2', [id, accountId]);
  const wish = { kind: 'identity', accountId, issuer: 'https://identities.invalid', subject: 'officer-1' } as const;
  const { result } = await proposeChange(administrator, wish, '统一登录');
  await confirmChange(security, result.id);
}

/** The whole verification as the owner; the files lie in `at`. */
async function verify(at = folder, catalogue?: readonly CatalogueObject[]): Promise<Finding[]> {
  const { told, findings } = await verifyAsOwner(database, keys, at, { catalogue });
  expect(told.findings).toBe(findings.length);
  // The tests' own people were put there by hand, and the log, which answers for posts since ever, says so; see the first test.
  return findings.filter(({ table }) => table !== 'posts' && table !== 'post_holdings');
}

/** As a superuser with every trigger out of the way, then verified, then put back as it was. */
const tampered = (statement: string) => tamper(database, statement, verify);

test('an untouched installation has nothing to tell, but of what was put there by hand', async () => {
  expect(await verify()).toEqual([]);
  const { findings } = await verifyAsOwner(database, keys, folder);
  expect(findings.length).toBeGreaterThan(0);
  expect(new Set(findings.map(({ finding }) => finding))).toEqual(new Set(['inserted']));
});

test('every table is one that the log answers for, or is named here and in the documentation with its reason', async () => {
  const { told } = await verifyAsOwner(database, keys, folder);
  expect(told.notCovered).toEqual(Object.keys(WORKING_TABLES).sort());
  const page = readFileSync(path.join(import.meta.dirname, '../../../../docs/proof.md'), 'utf8');
  expect(told.notCovered.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

const LAST = '(select max(position) from journal_positions)';
const entryAt = (position: number | string) => `(select entry_id from journal_positions where position = ${position})`;

test.each<[string, string, Partial<Finding>]>([
  [
    'the deed of an entry changed',
    `update journal set deed = 'batch.touch' where id = ${entryAt(3)}`,
    { finding: 'changed', table: 'journal', position: 3 },
  ],
  [
    'who acted changed',
    `update journal set account_id = gen_random_uuid() where id = ${entryAt(4)}`,
    { finding: 'changed', table: 'journal', position: 4 },
  ],
  [
    'a microsecond of an entry changed',
    `update journal set at = at + interval '1 microsecond' where id = ${entryAt(5)}`,
    { finding: 'changed', table: 'journal', position: 5 },
  ],
  [
    'a digest of an entry changed',
    `update journal set after_digest = sha256('x') where id = ${entryAt(2)}`,
    { finding: 'changed', table: 'journal', position: 2 },
  ],
  [
    'an entry removed',
    `delete from journal where id = ${entryAt(6)}`,
    { finding: 'removed', table: 'journal', position: 6 },
  ],
  [
    'a place removed',
    'delete from journal_positions where position = 7',
    { finding: 'removed', table: 'journal_positions', position: 7 },
  ],
  [
    'the newest place removed',
    `delete from journal_positions where position = ${LAST}`,
    { finding: 'removed', table: 'journal_positions' },
  ],
  [
    'two entries exchanged',
    `update journal_positions set position = 1000000 where position = 8;
     update journal_positions set position = 8 where position = 9;
     update journal_positions set position = 9 where position = 1000000`,
    { finding: 'changed', table: 'journal', position: 9 },
  ],
  [
    'an entry slipped in among the old',
    `insert into journal select (jsonb_populate_record(j, jsonb_build_object('id', gen_random_uuid()))).* from journal j where j.id = ${entryAt(3)}`,
    { finding: 'inserted', table: 'journal' },
  ],
  [
    'a fact changed',
    `update record_versions set facts = facts || '{"CF_NR": "免除"}' where record_id = (select id from records order by id limit 1)`,
    { finding: 'changed', table: 'record_versions' },
  ],
  [
    'a class changed',
    `update record_versions set class = 'minor' where record_id = (select id from records order by id limit 1)`,
    { finding: 'changed', table: 'record_versions' },
  ],
  [
    'a version removed',
    'delete from record_versions where record_id = (select id from records order by id limit 1)',
    { finding: 'removed', table: 'record_versions' },
  ],
  [
    'a version inserted',
    `insert into record_versions select (jsonb_populate_record(v, '{"version": 2}')).* from record_versions v limit 1`,
    { finding: 'inserted', table: 'record_versions' },
  ],
  [
    'a record given to another organ',
    `update records set organ_path = '9.' where id = (select id from records order by id limit 1)`,
    { finding: 'changed', table: 'record_versions' },
  ],
  [
    'a record removed',
    'delete from records where id = (select id from records order by id limit 1)',
    { finding: 'removed', table: 'record_versions' },
  ],
  [
    'a record inserted',
    `insert into records select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).* from records r limit 1`,
    { finding: 'inserted', table: 'records' },
  ],
  [
    'a code given to another party',
    `update subject_keys set key = '91411100MA00000001' where subject_id = (select id from subjects order by id limit 1)`,
    { finding: 'changed', table: 'subjects' },
  ],
  [
    'a name changed',
    `update subject_names set name = '漯河虚构改名商贸有限公司' where subject_id = (select id from subjects order by id limit 1)`,
    { finding: 'changed', table: 'subjects' },
  ],
  [
    'a last day moved',
    `update publication_terms set last_day = last_day - 300`,
    { finding: 'changed', table: 'publication_terms' },
  ],
  [
    'a longer term inserted',
    `insert into publication_terms select publication_id, version + 1, last_day + 900, derivation, edition, known_at + interval '1 day', organ_path from publication_terms limit 1`,
    { finding: 'inserted', table: 'publication_terms' },
  ],
  [
    'a publication removed',
    'delete from publications where id = (select id from publications order by id limit 1)',
    { finding: 'removed', table: 'publications' },
  ],
  [
    'a withdrawal removed',
    'delete from publication_withdrawals',
    { finding: 'removed', table: 'publication_withdrawals' },
  ],
  [
    'the decider of a publication changed',
    'update publications set decided_by = gen_random_uuid()',
    { finding: 'changed', table: 'publications' },
  ],
  [
    'a review given to somebody else',
    'update publication_reviews set reviewed_by = gen_random_uuid()',
    { finding: 'changed', table: 'publication_reviews' },
  ],
  [
    'the hash of a file changed',
    `update batches set file_sha256 = sha256('another file')`,
    { finding: 'changed', table: 'batches' },
  ],
  [
    'the counts of a batch changed',
    `update batches set counts = counts || '{"good": 1}'`,
    { finding: 'changed', table: 'batches_accepted' },
  ],
  [
    'a key for a program inserted',
    `insert into program_keys (hash, account_id, post_id, label, created_at, expires_on) select sha256('stolen'), h.account_id, h.post_id, 'x', now(), '2099-01-01' from post_holdings h limit 1`,
    { finding: 'inserted', table: 'program_keys' },
  ],
  [
    'a second secret for a key inserted',
    `insert into program_secrets (hash, key_id, created_at) select sha256('stolen'), id, now() from program_keys limit 1`,
    { finding: 'inserted', table: 'program_secrets' },
  ],
  [
    'what a key is for widened',
    `insert into program_terms (change_id, key_id, since, requests_a_minute, subjects_a_day, signed)
      select gen_random_uuid(), id, now(), 1, 1, false from program_keys limit 1`,
    { finding: 'inserted', table: 'program_terms' },
  ],
  [
    'a link to a provider of identities given to somebody else there',
    `update auth.identities set subject = 'thief'`,
    { finding: 'changed', table: 'identities' },
  ],
  [
    'a link to a provider of identities inserted',
    `insert into auth.identities (change_id, account_id, issuer, subject, linked_at)
      select gen_random_uuid(), id, 'https://identities.invalid', 'thief', now() from accounts limit 1`,
    { finding: 'inserted', table: 'identities' },
  ],
  [
    'a link that two people agreed on removed',
    'delete from auth.identities',
    { finding: 'removed', table: 'identities' },
  ],
  [
    'a link of a party inserted',
    `insert into auth.party_identities (id, account_id, issuer, subject, linked_at)
      select gen_random_uuid(), id, 'https://identities.invalid', 'thief', now() from accounts limit 1`,
    { finding: 'inserted', table: 'party_identities' },
  ],
  [
    'a weakening setting let in',
    `insert into setting_relaxations (id, key, value, found_at)
      values (gen_random_uuid(), 'ZHENGMING_SECOND_FACTOR', 'optional', now())`,
    { finding: 'inserted', table: 'setting_relaxations' },
  ],
  [
    'a competence widened',
    `update law_competences set levels = null where levels is not null`,
    { finding: 'changed', table: 'law_competences' },
  ],
  [
    'a competence taken away',
    'delete from law_competences where code = (select min(code) from law_competences)',
    { finding: 'removed', table: 'law_competences' },
  ],
  [
    'a competence put in',
    `insert into law_competences select (jsonb_populate_record(c, '{"code": "planted"}')).* from law_competences c limit 1`,
    { finding: 'inserted', table: 'law_competences' },
  ],
  [
    'a digest of the log changed with its row',
    `with d as (update log_rows set digest = sha256('x') where source = 'record_versions' returning 1) select * from d`,
    { finding: 'changed', table: 'journal' },
  ],
  [
    'a signed head changed',
    `update log_checkpoints set root = sha256('x') where size = (select min(size) from log_checkpoints)`,
    { finding: 'changed', table: 'log_checkpoints' },
  ],
  [
    'the newest head removed',
    'delete from log_checkpoints where size = (select max(size) from log_checkpoints)',
    { finding: 'rolled_back', table: 'log_checkpoints' },
  ],
])('%s by a superuser: named', async (_, statement, expected) => {
  const findings = await tampered(statement);
  expect(findings).toContainEqual(expect.objectContaining(expected));
  // Named, and not drowned: the one row, what rests on it, and nothing else.
  expect(findings.length).toBeLessThan(30);
});

test('where the text of an edition can no longer be read, that is named with what was made of it, and the walk goes on', async () => {
  const hash = "check (id = encode(sha256(convert_to(content, 'UTF8')), 'hex'))";
  await bureau.asOwner('alter table law_editions drop constraint law_editions_hash');
  const findings = await tampered(`update law_editions set content = '['`);
  await bureau.asOwner(`alter table law_editions add constraint law_editions_hash ${hash}`);
  expect(findings.map(({ finding, table }) => `${finding} ${table}`).sort()).toEqual([
    'changed law_competences',
    'changed law_editions',
  ]);
});

test('a guard that was switched off is named, until it is on again', async () => {
  const key = 'trigger public.journal journal_append_only';
  await bureau.asOwner('alter table journal disable trigger journal_append_only');
  expect(await verify(folder, expectedCatalogue())).toEqual([{ finding: 'changed', table: 'catalogue', key }]);
  await bureau.asOwner('alter table journal enable trigger journal_append_only');
  expect(await verify(folder, expectedCatalogue())).toEqual([]);
});

test.each<[string, (at: string) => void, Partial<Finding>]>([
  ['a bundle changed', (at) => flip(path.join(at, 'tile/entries/000.p')), { finding: 'changed', table: 'tile' }],
  ['a tile of hashes changed', (at) => flip(path.join(at, 'tile/0/000.p')), { finding: 'changed', table: 'tile' }],
  [
    'a tile removed',
    (at) => rmSync(path.join(at, 'tile/0'), { recursive: true }),
    { finding: 'removed', table: 'tile' },
  ],
  [
    'the checkpoint replaced',
    (at) =>
      writeFileSync(
        path.join(at, 'checkpoint'),
        readFileSync(path.join(at, 'checkpoint'), 'utf8').replace('log.invalid', 'log.invalie'),
      ),
    { finding: 'changed', table: 'checkpoint' },
  ],
])('%s in the folder: named, and the journal is not blamed', async (_, harm, expected) => {
  const copy = path.join(home, `copy-${Math.trunc(performance.now() * 1000)}`);
  cpSync(folder, copy, { recursive: true });
  harm(copy);
  const findings = await verify(copy);
  expect(findings).toContainEqual(expect.objectContaining(expected));
  expect(findings.filter(({ table }) => table === 'journal')).toEqual([]);
});

test('an entry that tells of what never happened is named once the log has it', async () => {
  const client = await bureau.asOwner<{ id: string }>(
    `insert into journal (id, at, account_id, post_id, organ_id, organ_path, deed, object_kind, object_id, basis, edition)
     select gen_random_uuid(), j.at, j.account_id, j.post_id, j.organ_id, j.organ_path, 'publication.withdraw', 'publication',
       p.id, j.basis, j.edition from publications p, journal j limit 1 returning id`,
  );
  expect(client).toHaveLength(1);
  await grow();
  const [{ position } = { position: 0 }] = await bureau.asOwner<{ position: string }>(
    'select position from journal_positions where entry_id = $1',
    [client[0]!.id],
  );
  expect(await verify()).toEqual([
    { finding: 'inserted', table: 'journal', key: String(position), position: Number(position) },
  ]);
});

/** Changes one byte in the widest partial tile of a folder. */
function flip(folder: string): void {
  const widest = Math.max(...[...Array(256).keys()].filter((width) => canRead(path.join(folder, String(width)))));
  const file = path.join(folder, String(widest));
  const bytes = readFileSync(file);
  bytes[40] = bytes[40]! ^ 1;
  writeFileSync(file, bytes);
}
function canRead(file: string): boolean {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
}
