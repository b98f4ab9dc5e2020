import { beforeAll, expect, test } from 'vitest';
import { PROCEDURE_OPENINGS } from '../../../test/support/case-openings.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { testBureau } from '../../../test/support/publications.ts';
import { tamper } from '../../../test/support/tampering.ts';
import { inContext } from '../../platform/db.ts';
import { refusePublication, reviewPublication } from '../../publication/index.ts';
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
beforeAll(async () => {
  const bureau = await testBureau(database);
  const rows = [penaltyRow(1), penaltyRow(2), penaltyRow(3), penaltyRow(4), penaltyRow(5), penaltyRow(6)];
  const [first, second, , fourth, fifth, sixth] = (await bureau.send(rows)).values();
  waiting = first!;
  published = second!;
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

test('an end that is told as another day than that of the newest term is named', async () => {
  const ofEnd = (finding: Finding['finding']) => [{ finding, table: 'publication_ends', key: published }];
  expect(await tamper(database, 'delete from publication_ends', look)).toEqual(ofEnd('removed'));
  expect(await tamper(database, 'update publication_ends set last_day = last_day + 1', look)).toEqual(ofEnd('changed'));
});
