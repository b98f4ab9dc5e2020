import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { PROCEDURE_OPENINGS } from '../../../../test/support/case-openings.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { penaltyRow } from '../../../../test/support/penalties.ts';
import { testBureau } from '../../../../test/support/publications.ts';
import { tamper } from '../../../../test/support/tampering.ts';
import { refusePublication, reviewPublication } from '../../../facts/publication/index.ts';
import { inContext } from '../../platform/db.ts';
import { Vault } from '../../vault/index.ts';
import type { Finding } from './finding.ts';
import { checkKept } from './kept-queries.ts';

const database = testDatabase();
/** One that waits for its review, one that was published; a third was corrected before anybody looked at it, a fourth waits for its release.
 * Two that were reviewed do not: one was corrected then, one refused. */
let waiting: string;
let published: string;
let reviewed: string;
let caseId: string;
let party: string;
beforeAll(async () => {
  const bureau = await testBureau(database);
  const rows = [penaltyRow(1), penaltyRow(2), penaltyRow(3), penaltyRow(4), penaltyRow(5), penaltyRow(6)];
  const [first, second, , fourth, fifth, sixth] = (await bureau.send(rows)).values();
  waiting = first!;
  published = second!;
  const [whose] = await bureau.asOwner<{ id: string }>('select subject_id as id from records where id = $1', [
    published,
  ]);
  party = whose!.id;
  reviewed = fourth!;
  await bureau.publish(published);
  for (const recordId of [reviewed, fifth!, sixth!])
    await reviewPublication(bureau.reviewer, bureau.law, { recordId, version: 1, places: [] });
  await refusePublication(bureau.publisher, { recordId: sixth!, reason: '不宜公示' });
  await bureau.send([penaltyRow(5, { action: 'correct', CF_NR_FK: '0.7' })]);
  await bureau.send([penaltyRow(3, { action: 'correct', CF_NR_FK: '0.7' })]);
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  caseId = await PROCEDURE_OPENINGS[0]!.open(bureau, { law: bureau.law, vault }, published);
}, 60_000);

const look = () => inContext(database.pools.app, { purpose: 'system' }, checkKept);
const hidden = (id: string): Finding => ({ finding: 'changed', table: 'records', key: id });

test('what is kept of open cases and of what waits agrees with what happened', async () => {
  expect(await look()).toEqual([]);
});

test('a case struck off the open ones is named, as is one that was never opened or stands at another organ', async () => {
  const ofCase = (finding: Finding['finding']) => [{ finding, table: 'open_cases', key: caseId }];
  expect(await tamper(database, 'delete from open_cases', look)).toEqual(ofCase('removed'));
  expect(await tamper(database, `update open_cases set organ_path = '9.'`, look)).toEqual(ofCase('changed'));
  const planted = await tamper(database, `insert into open_cases values ('${waiting}', '1.1.')`, look);
  expect(planted).toEqual([{ finding: 'inserted', table: 'open_cases', key: waiting }]);
});

test('a record hidden from who reviews it is named', async () => {
  const hide = (id: string) => `update records set undecided = false where id = '${id}'`;
  expect(await tamper(database, hide(waiting), look)).toEqual([hidden(waiting)]);
  expect(await tamper(database, hide(published), look)).toEqual([]);
  const corrected = `update records set undecided = null where undecided`;
  expect(await tamper(database, corrected, look)).toHaveLength(2);
});

test('a record that waits for its release and is on no list of it is named, as is one that does not wait', async () => {
  const ofRecord = (finding: Finding['finding'], key: string) => [{ finding, table: 'records_to_release', key }];
  expect(await tamper(database, 'delete from records_to_release', look)).toEqual(ofRecord('removed', reviewed));
  expect(await tamper(database, `update records_to_release set organ_path = '9.'`, look)).toEqual(
    ofRecord('changed', reviewed),
  );
  const planted = `insert into records_to_release select subject_id, id, organ_path from records where id = '${waiting}'`;
  expect(await tamper(database, planted, look)).toEqual(ofRecord('inserted', waiting));
});

test('what became of a record, told otherwise than it was written, is named', async () => {
  const ofSequel = (finding: Finding['finding'], key = published) => [{ finding, table: 'record_sequels', key }];
  const change = (told: string) => `update record_sequels set ${told} where record_id = '${published}'`;
  expect(await tamper(database, `delete from record_sequels where record_id = '${published}'`, look)).toEqual(
    ofSequel('removed'),
  );
  for (const told of [
    'last_day = last_day + 1',
    'last_day = null',
    'begins_on = begins_on - 1',
    `withdrawn_on = '2026-03-11'`,
    'version = 2',
    `class = 'minor'`,
    `organ_path = '9.'`,
    'decided_on = decided_on + 1',
  ])
    expect(await tamper(database, change(told), look), told).toEqual(ofSequel('changed'));
  const planted = `insert into record_sequels select subject_id, id, organ_path, decided_on, 2 from records where id = '${waiting}'`;
  expect(await tamper(database, planted, look)).toEqual(ofSequel('inserted', waiting));
});

test('a party told under another name, code or kind, or as if nothing had happened around it, is named', async () => {
  const ofHead = (finding: Finding['finding']) => [{ finding, table: 'party_heads', key: party }];
  expect(await tamper(database, `delete from party_heads where subject_id = '${party}'`, look)).toEqual(
    ofHead('removed'),
  );
  for (const told of [`name = '虚构别名商贸有限公司'`, 'code = null', `kind = 'person'`, 'eventful = false']) {
    const change = `update party_heads set ${told} where subject_id = '${party}'`;
    expect(await tamper(database, change, look), told).toEqual(ofHead('changed'));
  }
});

test.each(['open_cases', 'records_to_release', 'record_sequels', 'party_heads'])(
  'neither the application nor intake may write %s',
  async (table) => {
    for (const role of ['app', 'intake'] as const) {
      const client = new pg.Client({ connectionString: database.urls[role] });
      await client.connect();
      const column = table === 'party_heads' ? 'kind' : 'organ_path';
      for (const statement of [
        `insert into ${table} select * from ${table}`,
        `update ${table} set ${column} = ${column}`,
        `delete from ${table}`,
      ])
        await expect(client.query(statement), `${role}: ${statement}`).rejects.toThrow('permission denied');
      await client.end();
    }
  },
);
