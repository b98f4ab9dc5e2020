import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { textOf, withoutSpaces } from '../../../test/support/documents.ts';
import { day } from '../../../test/support/law.ts';
import { HOST, type PartyPortal, partyPortal } from '../../../test/support/party-portal.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { type Context, sequenceNow } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { findVerifiedDocument } from '../documents/verification-queries.ts';
import { makeReport, paperOf, readReport } from '../reports/index.ts';
import { reportAtCounter } from './counter-report-commands.ts';
import { writeLetters } from './index.ts';

const database = testDatabase();
let bureau: TestBureau;
let portal: PartyPortal;
let subjectId: string;

beforeAll(async () => {
  bureau = await testBureau(database);
  const [recordId] = [...(await bureau.send([penaltyRow(1)])).values()];
  await bureau.send([penaltyRow(2)]);
  const [record] = await bureau.asOwner<{ id: string }>(
    'select subject_id as id from record_keys where record_id = $1',
    [recordId],
  );
  subjectId = record!.id;
  portal = await partyPortal(database, bureau, []);
  await portal.http.ready();
}, 60_000);

/** What was done so far reaches the mailboxes. */
async function tell(): Promise<void> {
  await sequenceNow(database.pools, bureau.clock.now);
  await writeLetters({ pools: database.pools, now: () => bureau.clock.now, log: () => undefined });
}
const kit = () => ({ ...portal.deps, law: bureau.law });
const at = (ctx: Context) =>
  makeReport(ctx, kit(), {
    purpose: '贷款使用',
    scope: 'whole',
    grantId: null,
    portal: HOST.origin,
    counter: { subjectId, holder: '虚构某甲', shown: '营业执照、身份证原件' },
  });
async function officer(role: 'counter' | 'reviewer'): Promise<Context> {
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const actor = await makeActor(database.urls.owner, { id, path, kind }, role);
  return { ...portal.counter, actor: contextFor(actor, database.pools).actor };
}

test('whoever stands at the counter gets the report that its own file would give, and reads there that it was made', async () => {
  const { result } = await at(portal.counter);
  const paper = await paperOf(kit(), await readReport(portal.counter, portal.deps.vault, result.id));
  const text = withoutSpaces((await textOf(paper)).join(''));
  for (const said of ['公共信用信息报告', '虚司罚决字〔2026〕第1号', '贷款使用', result.number])
    expect(text).toContain(said);
  expect(text).not.toContain('虚司罚决字〔2026〕第2号');
  const { cookie } = await portal.party(1);
  const desk = (await portal.get('/my/report', cookie)).body;
  expect(desk).toContain(result.number);
  expect(desk).toContain('在窗口出具');
  expect((await portal.get(`/my/report/${result.id}`, cookie)).body).toContain('虚司罚决字〔2026〕第1号');
  await tell();
  expect((await portal.get('/my/mail', cookie)).body).toContain('窗口核验身份后出具了您的信用报告');
  const other = await portal.party(2);
  expect((await portal.get(`/my/report/${result.id}`, other.cookie)).statusCode).toBe(404);
});

test('at the counter too a report speaks as of an earlier day, and of no day to come', async () => {
  const before = bureau.clock.now;
  bureau.clock.now = new Date(before.getTime() + 3 * 86_400_000);
  const given = { CF_XDR_MC: penaltyRow(1).CF_XDR_MC!, CF_XDR_SHXYM: penaltyRow(1).CF_XDR_SHXYM! };
  await bureau.send([penaltyRow(7, given)]);
  const asked = (asOf?: string) => ({
    sought: { kind: 'uscc', key: given.CF_XDR_SHXYM } as const,
    ...{ holder: '虚构某甲', shown: '营业执照、身份证原件', purpose: '贷款使用', portal: HOST.origin },
    asOf: asOf === undefined ? undefined : day(asOf),
  });
  const tells = async (asOf?: string) => {
    const { result } = await reportAtCounter(portal.counter, kit(), asked(asOf));
    const paper = await paperOf(kit(), await readReport(portal.counter, portal.deps.vault, result.id));
    const text = withoutSpaces((await textOf(paper)).join(''));
    return [1, 7].map((serial) => text.includes(`虚司罚决字〔2026〕第${serial}号`));
  };
  expect([await tells(chinaDate(before)), await tells()]).toEqual([
    [true, false],
    [true, true],
  ]);
  await expect(tells('2026-12-01')).rejects.toMatchObject({ code: 'report.as_of' });
  bureau.clock.now = before;
});

test('who asked and which papers were shown are kept sealed, with the deed in the journal under the name of the officer', async () => {
  const { result, entryId } = await at(portal.counter);
  const [kept] = await bureau.asOwner<{ open: string; deed: string; actor: string; shown: string }>(
    `select r::text as open, j.deed, j.account_id as actor, r.shown_id as shown
    from credit_reports r, journal j where r.id = $1 and j.id = $2`,
    [result.id, entryId],
  );
  expect(kept).toMatchObject({ deed: 'report.hand_over', actor: portal.counter.actor.accountId });
  expect(kept!.shown).not.toBeNull();
  expect(kept!.open).not.toContain('虚构某甲');
});

test('nobody without the right makes one, nobody else of the bureau prints it, and none is kept without an identity shown', async () => {
  const reviewer = await officer('reviewer');
  await expect(at(reviewer)).rejects.toMatchObject({ code: 'access.denied' });
  const { result } = await at(portal.counter);
  const another = await officer('counter');
  await expect(readReport(another, portal.deps.vault, result.id)).rejects.toMatchObject({ code: 'report.absent' });
  const again = (change: string) =>
    bureau.asOwner(
      `insert into credit_reports select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(),
        'number', 'R20260309-ZZZZZZ', 'code', 'ZZZZZZZZZZZZZZZZ') || $2::jsonb)).* from credit_reports r where r.id = $1`,
      [result.id, change],
    );
  await expect(again('{"shown_id": null}')).rejects.toMatchObject({ constraint: 'credit_reports_identity_shown' });
  await expect(again('{"made_kind": "party", "shown_id": null}')).rejects.toMatchObject({ code: '23503' });
});

test('a party that reads no mailbox here is told by letter who got its report, by which papers and for what; one that does is not', async () => {
  const asked = {
    sought: { kind: 'uscc', key: penaltyRow(3).CF_XDR_SHXYM! },
    holder: '虚构某乙',
    shown: '授权委托书、身份证原件',
    purpose: '投标使用',
    portal: HOST.origin,
  } as const;
  await bureau.send([penaltyRow(3)]);
  const { result, letter } = await reportAtCounter(portal.counter, kit(), asked);
  const told = withoutSpaces((await textOf(letter!)).join(''));
  for (const said of [
    '漯河虚构3号商贸有限公司',
    result.number,
    '投标使用',
    '虚构某乙',
    '授权委托书、身份证原件',
    '第四十四条',
  ])
    expect(told).toContain(said);
  await tell();
  const { cookie } = await portal.party(3);
  const later = await reportAtCounter(portal.counter, kit(), asked);
  expect(later.letter).toBe(undefined);
  // Both letters are kept: the one from before its file was opened and the one that went by no post.
  await tell();
  const mail = (await portal.get('/my/mail', cookie)).body;
  for (const id of [result.id, later.result.id]) expect(mail).toContain(`/my/report/${id}/letter`);
  expect((await portal.get(`/my/report/${result.id}/letter`, cookie)).body).toContain('授权委托书、身份证原件');
  expect((await portal.get(`/my/report/${result.id}/letter/pdf`, cookie)).rawPayload.equals(letter!)).toBe(true);
  expect((await portal.get(`/my/report/${result.id}/letter`, (await portal.party(2)).cookie)).statusCode).toBe(404);
  const [kept] = await bureau.asOwner<{ open: string; code: string }>(
    'select l::text as open, l.code from report_letters l where l.report_id = $1',
    [result.id],
  );
  expect(kept!.open).not.toContain('虚构某乙');
  expect(told).toContain(kept!.code.slice(0, 4));
  const verified = await findVerifiedDocument(database.pools, bureau.law, kept!.code, {
    today: chinaDate(bureau.clock.now),
    now: bureau.clock.now,
  });
  expect(verified).toMatchObject({ title: '信用报告出具情况告知函', pages: 1 });
  expect(verified!.paperSha256).toBe(createHash('sha256').update(letter!).digest('hex'));
});
