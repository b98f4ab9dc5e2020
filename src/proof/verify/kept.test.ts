import { beforeAll, expect, test } from 'vitest';
import { PROCEDURE_OPENINGS } from '../../../test/support/case-openings.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { testBureau } from '../../../test/support/publications.ts';
import { tamper } from '../../../test/support/tampering.ts';
import { inContext } from '../../platform/db.ts';
import { Vault } from '../../vault/index.ts';
import type { Finding } from './finding.ts';
import { checkKept } from './kept-queries.ts';

const database = testDatabase();
/** One that waits for its review, one that was published; a third was corrected before anybody looked at it. */
let waiting: string;
let published: string;
let caseId: string;
beforeAll(async () => {
  const bureau = await testBureau(database);
  const [first, second] = (await bureau.send([penaltyRow(1), penaltyRow(2), penaltyRow(3)])).values();
  waiting = first!;
  published = second!;
  await bureau.publish(published);
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
  expect(await tamper(database, corrected, look)).toHaveLength(1);
});
