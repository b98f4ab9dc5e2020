import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { adopted, installed, lawWithGeneralTerm } from '../../../test/support/editions.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { type PenaltyRow, penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import type { Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Vault } from '../../ground/vault/index.ts';
import { keptLaws } from '../../office/editions/index.ts';
import { enterObjection } from '../../rights/objections/index.ts';
import { withdrawPublication } from '../publication/index.ts';
import { askChecks, CheckDesk, getCheck } from './check-commands.ts';
import type { Question } from './question-commands.ts';

/** A sample number of the standard (GB 11643-1999). */
const PERSON = '11010519491231002X';
const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const why = { matter: '律师事务所设立许可', purpose: '核对设立条件' };
const code = (serial: number) => usccFor('411100', '91', serial);

const database = testDatabase();
let bureau: TestBureau;
let vault: Vault;
let desk: CheckDesk;
let counter: Context;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const organ = await makeOrgan(database.urls.owner, '1.9.', 'partner');
  counter = { ...bureau.clerk, actor: await makeActor(database.urls.owner, organ, 'counter') };
}, 60_000);
beforeEach(() => {
  bureau.clock.now = new Date('2026-03-09T02:00:00Z');
  desk = new CheckDesk(database.pools);
});

const on = (day: string) => {
  bureau.clock.now = new Date(`${day}T02:00:00Z`);
  desk = new CheckDesk(database.pools);
};
const requested = (ctx: Context, key: string = randomUUID()): Context => ({
  ...ctx,
  request: { key, digest: Buffer.alloc(32) },
});
const laws = (law = bureau.law) => ({ law, lawOf: keptLaws(database.pools) });
const ask = (questions: Question[], ctx = requested(counter)) => askChecks(ctx, { ...laws(), vault, desk }, questions);
const askCode = async (serial: number) => (await ask([{ ...why, code: code(serial) }]))[0]!;
const sent = async (serial: number, change: PenaltyRow = {}) =>
  (await bureau.send([penaltyRow(serial, change)])).get(NUMBER(serial))!;
const uses = () => bureau.asOwner<{ id: string; subject_id: string | null }>('select id, subject_id from check_uses');

test('a fact in force is told with its class, its end, its marks and why', async () => {
  const recordId = await sent(1);
  const answer = await askCode(1);
  expect(answer).toMatchObject({
    asOf: '2026-03-09T02:00:00.000Z',
    asked: { by: 'code', ...why },
    subject: { kind: 'organisation', code: code(1), name: '漯河虚构1号商贸有限公司' },
    facts: [
      {
        recordId,
        item: 'penalty',
        version: 1,
        documentNumber: NUMBER(1),
        class: 'general',
        adverseCredit: { value: false },
        marks: ['not_final'],
        until: '2027-03-02',
      },
    ],
    validUntil: '2026-03-09T23:59:59.999+08:00',
    edition: bureau.law.edition,
  });
  const [fact] = answer.facts;
  expect(fact!.derivation.zh.join('')).toContain('规则');
  const shown = fact!.fields.map((field) => field.code);
  expect(shown).toContain('CF_WFXW');
  expect(shown).not.toContain('CF_FRDB');
  expect(answer.coverageGaps.some(({ item, upTo }) => item === 'penalty' && upTo !== null)).toBe(true);
});

test('no answer without its use-log row', async () => {
  await sent(2);
  const before = (await uses()).length;
  const many = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      ask([
        { ...why, code: code(2) },
        { ...why, code: code(5_000 + n) },
      ]),
    ),
  );
  const ids = new Set((await uses()).map(({ id }) => id));
  expect(ids.size).toBe(before + 80);
  for (const answer of many.flat()) expect(ids.has(answer.id)).toBe(true);
  // The log cannot be written: nobody is answered.
  await bureau.asOwner('revoke insert on check_uses from zhengming_app');
  try {
    await expect(ask([{ ...why, code: code(2) }])).rejects.toThrow('permission denied');
  } finally {
    await bureau.asOwner('grant insert on check_uses to zhengming_app');
  }
  expect((await uses()).length).toBe(before + 80);
});

test('uses of several organs go together, each under its own organ', async () => {
  await sent(3);
  const organ = await makeOrgan(database.urls.owner, '1.8.', 'partner');
  const other = { ...counter, actor: await makeActor(database.urls.owner, organ, 'counter') };
  const [[mine], [theirs]] = await Promise.all([
    ask([{ ...why, code: code(3) }]),
    ask([{ ...why, code: code(3) }], requested(other)),
  ]);
  await expect(getCheck(counter, laws(), theirs!.id)).rejects.toThrow('check.absent');
  await expect(getCheck(other, laws(), mine!.id)).rejects.toThrow('check.absent');
  expect(await getCheck(other, laws(), theirs!.id)).toEqual(theirs);
});

test('nothing that ended is answered', async () => {
  await sent(10);
  expect((await askCode(10)).facts).toHaveLength(1);
  on('2027-03-02');
  expect((await askCode(10)).facts).toHaveLength(1);
  on('2027-03-03');
  expect((await askCode(10)).facts).toEqual([]);
});

test('nothing withdrawn, set aside, or of the minor class is answered', async () => {
  await sent(11);
  await bureau.send([penaltyRow(11, { action: '2', withdrawal_reason: '决定被依法撤销' })]);
  await sent(12, { decision_status: 'set_aside' });
  await sent(13, { CF_CFLB: '警告', CF_NR_FK: '' });
  const published = await bureau.publish(await sent(14));
  await withdrawPublication(bureau.reviewer, bureau.law, {
    publicationId: published.id,
    ground: 'set_aside',
    publicReason: '原处罚决定被撤销。',
  });
  for (const serial of [11, 12, 13, 14]) expect([serial, (await askCode(serial)).facts]).toEqual([serial, []]);
});

test('not found is an answer, with the sources and until when they reach', async () => {
  const answer = await askCode(9_999);
  expect([answer.subject, answer.facts]).toEqual([null, []]);
  expect(answer.coverageGaps.length).toBeGreaterThan(0);
  expect((await uses()).find(({ id }) => id === answer.id)).toEqual({ id: answer.id, subject_id: null });
});

test('a natural person is found only by the sealed number', async () => {
  const change = { CF_XDR_MC: '虚甲乙', minor: 'false' };
  await bureau.send([personRow(20, PERSON, change)]);
  const [byNumber] = await ask([{ ...why, person: { number: PERSON.toLowerCase() } }]);
  expect(byNumber).toMatchObject({
    subject: { kind: 'person', name: '虚*', code: null },
    facts: [{ marks: ['not_final'] }],
  });
  expect(JSON.stringify(byNumber)).not.toMatch(/虚甲乙|11010519491231002/);
  await expect(ask([{ ...why, code: PERSON }])).rejects.toThrow('check.code_kind');
  for (const name of ['虚甲乙', '虚*']) await expect(ask([{ ...why, name }])).rejects.toThrow('check.name_short');
  expect((await ask([{ ...why, name: '虚甲乙虚甲乙' }]))[0]).toMatchObject({
    subject: null,
    candidates: [],
    facts: [],
  });
});

test('a number that nobody has costs the same keyed hashes as one that somebody has', async () => {
  const work = async (number: string) => {
    const hashes = vi.spyOn(vault, 'lookupHash');
    await ask([{ ...why, person: { number } }]);
    const kinds = hashes.mock.calls.map(([kind, value]) => `${kind} ${value.length}`);
    hashes.mockRestore();
    return kinds;
  };
  const known = await work(PERSON);
  expect(known.length).toBeGreaterThan(0);
  expect(await work('440524188001010014')).toEqual(known);
});

test('a penalty by the simple procedure on a natural person is not used', async () => {
  const number = '440524188001010014';
  await bureau.send([personRow(21, number, { CF_XDR_MC: '虚丙丁', minor: 'false' })]);
  // Intake refuses such a row; one that was recorded before it did is not used either.
  await bureau.asOwner(`insert into record_versions (subject_id, record_id, version, known_at, action, facts, class, class_rule, edition,
      batch_id, row_number)
    select v.subject_id, v.record_id, 2, v.known_at, 'correct', v.facts || '{"procedure": "simple"}', v.class, v.class_rule, v.edition,
      v.batch_id, v.row_number
    from record_versions as v join records as r on r.id = v.record_id where r.document_number = '虚司罚决字〔2026〕第21号'`);
  expect((await ask([{ ...why, person: { number } }]))[0]).toMatchObject({ subject: { kind: 'person' }, facts: [] });
});

test('a name alone brings no adverse fact', async () => {
  await sent(30);
  const [answer] = await ask([{ ...why, name: '漯河虚构 30 号商贸有限公司' }]);
  expect(answer).toMatchObject({
    asked: { by: 'name' },
    subject: null,
    candidates: [{ kind: 'organisation', name: '漯河虚构30号商贸有限公司', code: code(30) }],
    facts: [],
  });
  expect((await ask([{ ...why, name: '漯河虚构30号' }]))[0]!.candidates).toEqual([]);
});

const PROCUREMENT = { matter: '政府采购供应商资格审查', purpose: '资格审查' };
/** A stop of business, final by its facts. */
const STOPPED = {
  CF_JDRQ: '2025/03/02',
  CF_CFLB: '责令停产停业',
  CF_NR: '责令停产停业三个月',
  CF_NR_FK: '',
  suspension_months: '3',
  served_on: '2025-03-05',
  remedy_notified: 'true',
  review_outcome: 'none',
  suit_outcome: 'none',
};

test('the articles that bind the asking organ are told for its matter, with the decision they follow from', async () => {
  const recordId = await sent(31, STOPPED);
  const asking = [
    { ...PROCUREMENT, code: code(31) },
    { ...why, code: code(31) },
    { ...PROCUREMENT, code: code(9_998) },
    { ...PROCUREMENT, name: '漯河虚构31号商贸有限公司' },
  ];
  const [bound, ...rest] = await ask(asking);
  expect(bound!.facts).toMatchObject([{ recordId, marks: [], adverseCredit: { value: true } }]);
  expect(bound!.bindings).toMatchObject([
    { recordId, code: 'M01.procurementEntry', effect: 'binds', articles: ['zfcg:22(5)'], until: '2028-03-02' },
  ]);
  for (const answer of rest) expect(answer).not.toHaveProperty('bindings');
  expect((await getCheck(counter, laws(), bound!.id)).bindings).toEqual(bound!.bindings);
});

test('no binding while the record is under objection, or any answer about it is unknown', async () => {
  const disputed = await sent(38, STOPPED);
  const unknown = {
    finality: { ...STOPPED, served_on: '' },
    review: { ...STOPPED, review_outcome: '', served_on: '2026-03-05', CF_JDRQ: '2026/03/02' },
    kind: { ...STOPPED, CF_CFLB: '罚款', suspension_months: '' },
  };
  await sent(39, unknown.finality);
  await sent(40, unknown.review);
  await sent(41, unknown.kind);
  const bound = async (serial: number) => (await ask([{ ...PROCUREMENT, code: code(serial) }]))[0]!.bindings?.length;
  expect(await bound(38)).toBe(1);
  const said = { channel: 'paper', points: ['当事人称未违法。'], exhibits: [] } as const;
  const given = { recordId: disputed, receivedOn: '2026-03-09' as PlainDate, ...said };
  await enterObjection(bureau.clerk, { law: bureau.law, vault }, given);
  expect([await bound(38), await bound(39), await bound(40), await bound(41)]).toEqual(Array(4).fill(undefined));
});

test('an officer without check.ask gets nothing and no row is written', async () => {
  await sent(32);
  const before = await uses();
  const [mine] = await ask([{ ...why, code: code(32) }]);
  for (const ctx of [bureau.clerk, bureau.reviewer, bureau.publisher]) {
    await expect(ask([{ ...why, code: code(32) }], requested(ctx))).rejects.toThrow('access.denied');
    await expect(getCheck(ctx, laws(), mine!.id)).rejects.toThrow('access.denied');
  }
  expect((await uses()).length).toBe(before.length + 1);
});

test('an objection stands in the answer from the instant it is entered', async () => {
  const served = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
  const recordId = await sent(36, { CF_JDRQ: '2025/03/02', ...served });
  const before = await askCode(36);
  expect(before.facts[0]).toMatchObject({ marks: [], adverseCredit: { value: true } });
  const said = { channel: 'paper', points: ['当事人称未违法。'], exhibits: [] } as const;
  const given = { recordId, receivedOn: '2026-03-09' as PlainDate, ...said };
  await enterObjection(bureau.clerk, { law: bureau.law, vault }, given);
  const [fact] = (await askCode(36)).facts;
  expect(fact).toMatchObject({ recordId, marks: ['under_objection'], adverseCredit: { value: false } });
});

test('the same request sent again gets its first answer, and its key is for nothing else', async () => {
  await sent(33);
  const ctx = requested(counter);
  const questions = [
    { ...why, code: code(33), key: 'a' },
    { ...why, code: code(9_997) },
  ];
  const first = await ask(questions, ctx);
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 60_000);
  await sent(33, { CF_WSH: NUMBER(34) });
  expect(await ask(questions, ctx)).toEqual(first);
  await expect(ask([{ ...why, code: code(1) }], ctx)).rejects.toThrow('request.key_reused');
});

test('an answer read again is the answer that was given', async () => {
  await sent(35);
  const answer = await askCode(35);
  on('2026-03-12');
  await bureau.send([penaltyRow(35, { action: '1', CF_NR_FK: '0.6' })]);
  expect(await getCheck(counter, laws(), answer.id)).toEqual(answer);
  expect((await askCode(35)).facts[0]!.version).toBe(2);
});

test('an answer given under an earlier edition is said again under that edition, though another is in use', async () => {
  await sent(55);
  const answer = await askCode(55);
  expect(answer.facts[0]!.until).toBe('2027-03-02');
  await installed(database.pools, bureau.clerk.now);
  const city = await makeOrgan(database.urls.owner, '2.', 'city_bureau');
  const as = async (role: 'clerk' | 'reviewer' | 'publisher') => ({
    ...bureau.clerk,
    actor: await makeActor(database.urls.owner, city, role),
  });
  const next = lawWithGeneralTerm({ count: 6, unit: 'month' });
  await adopted({ drafter: await as('clerk'), reviewer: await as('reviewer'), adopter: await as('publisher') }, next);
  const [now] = await askChecks(requested(counter), { ...laws(next), vault, desk }, [{ ...why, code: code(55) }]);
  expect([now!.edition, now!.facts[0]!.until]).toEqual([next.edition, '2026-09-02']);
  expect(await getCheck(counter, laws(next), answer.id)).toEqual(answer);
});

test('an answer whose edition was never in use here is not made up', async () => {
  await sent(37);
  const foreign = lawWithGeneralTerm({ count: 9, unit: 'month' });
  const [answer] = await askChecks(requested(counter), { ...laws(foreign), vault, desk }, [{ ...why, code: code(37) }]);
  await expect(getCheck(counter, laws(), answer!.id)).rejects.toThrow('check.edition_gone');
});

test('free text that no reviewer has read is told without what looks like personal data', async () => {
  const told = '当事人法定代表人虚某甲（手机13800000000，住虚构路12号3单元401室）未取得许可从事法律服务。';
  await sent(71, { CF_SY: told });
  const [fact] = (await askCode(71)).facts;
  const shown = fact!.fields.find((field) => field.code === 'CF_SY')!.value;
  expect(shown).toContain('［已隐去］');
  for (const personal of ['13800000000', '12号', '401室']) expect(shown).not.toContain(personal);
  expect(shown).toContain('未取得许可从事法律服务');
});

test('a code with a wrong check digit is told as one that cannot exist, with the organisations near it, and read again alike', async () => {
  await sent(90);
  const right = code(90);
  const last = right.at(-1) === '0' ? '1' : '0';
  const wrong = `${right.slice(0, -1)}${last}`;
  const key = randomUUID();
  const [answer] = await ask([{ ...why, code: wrong }], requested(counter, key));
  expect(answer).toMatchObject({
    subject: null,
    facts: [],
    noSuchCode: { near: [{ kind: 'organisation', name: '漯河虚构90号商贸有限公司', code: right }] },
  });
  expect(answer!.derivation.zh).toEqual([expect.stringContaining('不可能有这样的代码')]);
  expect(answer!.derivation.en).toEqual([expect.stringContaining('no such code can exist')]);
  expect(await getCheck(counter, laws(), answer!.id)).toEqual(answer);
  expect(await ask([{ ...why, code: wrong }], requested(counter, key))).toEqual([answer]);
  const far = `${code(91).slice(0, -1)}${code(91).at(-1) === '0' ? '1' : '0'}`;
  expect((await ask([{ ...why, code: far }]))[0]!.noSuchCode).toBeDefined();
  expect((await askCode(92)).noSuchCode).toBeUndefined();
});
