import { beforeAll, expect, test } from 'vitest';
import { makeActor, makeOrgan } from '../../test/support/actors.ts';
import { testDatabase } from '../../test/support/database.ts';
import { day, testLaw } from '../../test/support/law.ts';
import { penaltyRow } from '../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../test/support/publications.ts';
import type { Context } from '../audit/index.ts';
import { Vault } from '../vault/index.ts';
import { enterObjection } from './index.ts';
import { objectionClock } from './objection.ts';

const points = '当事人称处罚金额记载有误。';
const database = testDatabase();
let bureau: TestBureau;
let vault: Vault;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
}, 60_000);

const enter = (ctx: Context, recordId: string, receivedOn = '2026-03-06') =>
  enterObjection(ctx, { law: bureau.law, vault }, { recordId, receivedOn: day(receivedOn), points });
const marks = () => bureau.asOwner('select received_on, entered_by, sealed_id from objection_marks');
const entries = () => bureau.asOwner("select id from journal where deed = 'objection.enter'");
const sent = async (serial: number) => [...(await bureau.send([penaltyRow(serial)])).values()][0]!;

test.each([
  ['2026-03-06', '2026-03-11', 'a Friday: Monday, Tuesday, Wednesday'],
  ['2026-09-30', '2026-10-10', 'the day before National Day, with a make-up Saturday'],
])('received on %s it is answered by %s: %s', (receivedOn, dueOn) => {
  const given = { receivedOn: day(receivedOn), decidedOn: day('2026-03-02') };
  expect(objectionClock(given, testLaw(), day('2026-10-01'))).toMatchObject({ dueOn, basis: ['hnxy:41'] });
});

test.each([
  ['2026-03-10', 'objection.received_later'],
  ['2026-03-01', 'objection.before_decision'],
])('a paper received on %s is refused: %s', (receivedOn, code) => {
  const given = { receivedOn: day(receivedOn), decidedOn: day('2026-03-02') };
  expect(() => objectionClock(given, testLaw(), day('2026-03-09'))).toThrow(code);
});

test('an objection is entered with its clock, its sealed points and one journal entry', async () => {
  const recordId = await sent(1);
  const { result, entryId } = await enter(bureau.clerk, recordId);
  expect(result).toMatchObject({ dueOn: '2026-03-11', provisional: false });
  expect(result.why.zh.join('')).toContain('异议');
  const [mark] = await marks();
  expect(mark).toMatchObject({ entered_by: bureau.clerk.actor.accountId });
  const sealed = await bureau.asOwner<{ sealed: Buffer }>('select sealed from sealed_values where id = $1', [
    mark!.sealed_id,
  ]);
  expect(sealed[0]!.sealed.includes(Buffer.from(points))).toBe(false);
  expect(await entries()).toEqual([{ id: entryId }]);
});

test('a refused objection leaves no trace', async () => {
  const recordId = await sent(2);
  const before = [await marks(), await entries()];
  const organ = await makeOrgan(database.urls.owner, '1.9.');
  const stranger = { ...bureau.clerk, actor: await makeActor(database.urls.owner, organ, 'clerk') };
  await expect(enter(stranger, recordId)).rejects.toThrow('objection.record_absent');
  await expect(enter(bureau.publisher, recordId)).rejects.toThrow('access.denied');
  await expect(enter(bureau.clerk, recordId, '2026-03-10')).rejects.toThrow('objection.received_later');
  expect([await marks(), await entries()]).toEqual(before);
});
