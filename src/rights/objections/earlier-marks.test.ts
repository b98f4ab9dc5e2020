// The release before had markers without a procedure. This runs what the migration does with them on a marker of that kind.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { testBureau } from '../../../test/support/publications.ts';
import { getRecord } from '../../facts/records/record-queries.ts';
import { inContext } from '../../ground/platform/db.ts';
import { Vault } from '../../ground/vault/index.ts';
import { OBJECTION_PROCEDURE } from './index.ts';

const database = testDatabase();
const MIGRATION = readFileSync(new URL('../../../migrations/0101_objection_procedure.sql', import.meta.url), 'utf8');
const MOVE = MIGRATION.slice(MIGRATION.indexOf('INSERT INTO procedure_cases'));

test('a marker of the release before stands, becomes a case with its point, and ends with its answer', async () => {
  const bureau = await testBureau(database);
  const recordId = [...(await bureau.send([penaltyRow(1)])).values()][0]!;
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const [subject] = await bureau.asOwner<{ id: string }>('select subject_id as id from records where id = $1', [
    recordId,
  ]);
  const { organPath, accountId } = bureau.clerk.actor;
  const sealedId = await inContext(database.pools.app, { purpose: 'work', accountId, organPath }, (tx) =>
    vault.store(tx, {
      scopeId: subject!.id,
      organPath,
      kind: 'text',
      plain: '公示的金额有误。',
      retainUntil: day('2031-03-06'),
    }),
  );
  await bureau.asOwner(
    `insert into objection_marks (id, subject_id, record_id, received_at, received_on, sealed_id, entered_by, entered_kind, organ_path)
     select gen_random_uuid(), subject_id, id, $1::timestamptz, '2026-03-06', $2::uuid, $3, 'person', organ_path
     from records where id = $4`,
    [bureau.clock.now, sealedId, bureau.clerk.actor.accountId, recordId],
  );
  const isMarked = async () => (await getRecord(bureau.clerk, recordId)).underObjection;
  expect(await isMarked()).toBe(true);
  await bureau.asOwner(MOVE);
  const [one] = await bureau.asOwner<{ id: string; taken_on: string }>(
    'select c.id, s.taken_on::text from procedure_cases c join procedure_steps s on s.case_id = c.id',
  );
  expect(one!.taken_on).toBe('2026-03-06');
  expect(await isMarked()).toBe(true);
  const steps = caseSteps({ law: bureau.law, vault }, [OBJECTION_PROCEDURE]);
  await steps.dispose(bureau.clerk, one!.id, 1, 'not_upheld');
  const { state, timers } = await steps.reply(bureau, one!.id, 'decide_not_upheld');
  expect([state, timers.map(({ dueOn }) => dueOn)]).toEqual(['refusal_decided', ['2026-03-11']]);
  expect(await isMarked()).toBe(true);
  await steps.take(bureau.clerk, one!.id, 'serve_reply', { documents: ['delivery_receipt'] });
  expect(await isMarked()).toBe(false);
});
