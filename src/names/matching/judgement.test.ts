import { beforeAll, expect, test } from 'vitest';
import { makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { day } from '../../../test/support/law.ts';
import { type PenaltyRow, penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Vault } from '../../ground/vault/index.ts';
import { contest, endSubject, judge } from './index.ts';
import { judgedSpelling, lastDayFrom } from './judgement.ts';

const database = testDatabase();
let bureau: TestBureau;
let vault: Vault;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
}, 60_000);

const UNTIL = day('2027-03-09');
const reason = '经核对变更登记，是同一主体的旧称。';
const firm = (serial: number, change: PenaltyRow = {}) =>
  penaltyRow(serial, { CF_XDR_MC: `漯河虚构${serial}号印刷有限公司`, ...change });
const subjectOf = async (serial: number) => {
  const code = usccFor('411100', '91', serial);
  const found = await bureau.asOwner<{ id: string }>('select subject_id as id from subject_keys where key = $1', [
    code,
  ]);
  return found[0]!.id;
};
async function known(serial: number): Promise<string> {
  await bureau.send([firm(serial)]);
  return subjectOf(serial);
}
const given = (subjectId: string, spelling: string, change: object = {}) => ({
  subjectId,
  spelling,
  verdict: 'same' as const,
  until: UNTIL,
  reason,
  ...change,
});
const judgedAs = (serial: number) => `漯河虚构${serial}号彩印有限公司`;
/** The same party under that other name, in a decision of its own. */
const otherName = (serial: number, number: number) =>
  firm(serial, { CF_XDR_MC: judgedAs(serial), CF_WSH: `虚司罚决字〔2026〕第${number}号` });
const waiting = async () =>
  (await bureau.asOwner("select id from quarantine where kind = 'name_contradicts_code'")).length;
const later = () => {
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 1_000);
};

test('a judgement that two spellings are one party is re-used at intake until its day', async () => {
  const subject = await known(1);
  const before = await waiting();
  await judge(bureau.clerk, given(subject, judgedAs(1)));
  expect((await bureau.send([otherName(1, 101)])).size).toBe(1);
  expect(await waiting()).toBe(before);
  const today = bureau.clock.now;
  bureau.clock.now = new Date('2027-03-10T02:00:00Z');
  expect((await bureau.send([otherName(1, 102)])).size).toBe(0);
  expect(await waiting()).toBe(before + 1);
  bureau.clock.now = today;
});

test('once contested a judgement is not re-used, and only somebody else judges anew', async () => {
  const subject = await known(2);
  const first = await judge(bureau.reviewer, given(subject, judgedAs(2)));
  later();
  const { law } = bureau;
  const objection = { judgementId: first.result.id, receivedOn: day('2026-03-09'), points: '当事人称该单位与其无关。' };
  await contest(bureau.clerk, { law, vault }, objection);
  await expect(contest(bureau.clerk, { law, vault }, objection)).rejects.toThrow('match.contested');
  const before = await waiting();
  expect((await bureau.send([otherName(2, 201)])).size).toBe(0);
  expect(await waiting()).toBe(before + 1);
  await expect(judge(bureau.reviewer, given(subject, judgedAs(2)))).rejects.toMatchObject({
    facts: { policy: 'not-own-draft' },
  });
  const organ = { id: bureau.clerk.actor.organId, path: bureau.clerk.actor.organPath, kind: 'county_bureau' } as const;
  const second: Context = { ...bureau.reviewer, actor: await makeActor(database.urls.owner, organ, 'reviewer') };
  await judge(second, given(subject, judgedAs(2), { verdict: 'not_same' }));
  later();
  await judge(second, given(subject, judgedAs(2)));
  expect((await bureau.send([otherName(2, 202)])).size).toBe(1);
});

test('a judgement names a person, a reason and a day, and leaves one journal entry without either', async () => {
  const subject = await known(3);
  const { result, entryId } = await judge(bureau.clerk, given(subject, judgedAs(3), { verdict: 'not_same' }));
  const [row] = await bureau.asOwner('select *, until::text from match_judgements where id = $1', [result.id]);
  expect(row).toMatchObject({ decided_by: bureau.clerk.actor.accountId, decided_kind: 'person', reason, until: UNTIL });
  const [entry] = await bureau.asOwner('select * from journal where id = $1', [entryId]);
  expect(entry).toMatchObject({ deed: 'match.judge', subject_id: subject });
  expect(JSON.stringify(entry)).not.toContain('旧称');
});

test('a refused judgement leaves no trace', async () => {
  const subject = await known(4);
  const count = async () => (await bureau.asOwner('select id from match_judgements')).length;
  const before = await count();
  const organ = await makeOrgan(database.urls.owner, '1.8.', 'partner');
  const partner = { ...bureau.clerk, actor: await makeActor(database.urls.owner, organ, 'clerk') };
  const program = { ...bureau.clerk, actor: await makeActor(database.urls.owner, organ, 'clerk', 'program') };
  const refused: [Context, object, string][] = [
    [partner, {}, 'access.denied'],
    [program, {}, 'access.denied'],
    [bureau.publisher, {}, 'access.denied'],
    [bureau.clerk, { until: day('2026-03-08') }, 'match.until'],
    [bureau.clerk, { until: day('2029-03-10') }, 'match.until'],
    [bureau.clerk, { spelling: '漯河虚构4号印刷 有限公司' }, 'match.is_its_name'],
    [bureau.clerk, { spelling: '——' }, 'match.spelling_empty'],
    [bureau.clerk, { subjectId: '3f0c4a52-9d43-4c0e-8a51-0d2f5f7b9c11' }, 'match.subject_absent'],
  ];
  for (const [ctx, change, code] of refused) {
    await expect(judge(ctx, given(subject, judgedAs(4), change))).rejects.toThrow(code);
  }
  await bureau.send([personRow(40, '440524188001010014', { minor: 'false' })]);
  const [person] = await bureau.asOwner<{ id: string }>("select id from subjects where kind = 'person'");
  await expect(judge(bureau.clerk, given(person!.id, '某甲乙丙'))).rejects.toThrow('match.person');
  expect(await count()).toBe(before);
});

test('a party that was deregistered leaves, is restored, and each has its reason', async () => {
  const subjectId = await known(5);
  const end = {
    subjectId,
    endedOn: day('2026-03-01'),
    ground: 'deregistered' as const,
    reason: '登记机关已注销登记。',
  };
  const stands = async () =>
    (await bureau.asOwner<{ ended: boolean }>('select subject_has_ended($1) as ended', [subjectId]))[0]!.ended;
  await expect(endSubject(bureau.clerk, { ...end, endedOn: day('2026-03-10') })).rejects.toThrow('match.ended_later');
  await endSubject(bureau.clerk, end);
  expect(await stands()).toBe(true);
  await expect(endSubject(bureau.clerk, end)).rejects.toThrow('match.end_stands');
  later();
  await endSubject(bureau.clerk, { ...end, endedOn: null, ground: 'entered_by_mistake' });
  expect(await stands()).toBe(false);
});

test.each([
  ['2026-03-09', '2029-03-09'],
  ['2028-02-29', '2031-02-28'],
])('judged on %s it holds until %s at most', (today, last) => {
  expect(lastDayFrom(day(today))).toBe(last);
  const asked = { spelling: '虚构甲', verdict: 'same', until: day(last) } as const;
  expect(judgedSpelling(asked, { kind: 'organisation', names: [] }, undefined, day(today))).toBe('虚构甲');
});
