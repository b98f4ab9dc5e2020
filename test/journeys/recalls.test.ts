import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { giveDemonstrationPassword } from '../../src/ground/access/index.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { enterObjection } from '../../src/rights/objections/index.ts';
import { makeActor, makeOrgan, TEST_NOW } from '../support/actors.ts';
import { axeFindings, chineseTexts, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { testConsole } from '../support/console.ts';
import { day } from '../support/law.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const PASSWORD = 'a long sentence of this journey 7';
const NUMBER = '虚司罚决字〔2026〕第1号';
const browser = testBrowser();
let bureau: TestBureau;
// What `testBureau` sends, it reads itself: no worker may be quicker.
const zhengming = testConsole(() => bureau?.clock.now ?? TEST_NOW, 'web');
let partner: string;
let colleague: string;

beforeAll(async () => {
  const { database } = zhengming;
  bureau = await testBureau(database);
  const organ = await makeOrgan(database.urls.owner, '1.8.', 'partner');
  const counter = await makeActor(database.urls.owner, organ, 'counter');
  partner = counter.accountId;
  const { organId: id, organPath: path, organKind: kind } = bureau.reviewer.actor;
  colleague = (await makeActor(database.urls.owner, { id, path, kind }, 'reviewer')).accountId;
  await bureau.asOwner(`update accounts set display_name = '某同事' where id = $1`, [colleague]);
  const recordId = [...(await bureau.send([penaltyRow(1)])).values()][0]!;
  await bureau.publish(recordId);
  // The partner asked at its counter, and got the record.
  await bureau.asOwner(
    `insert into check_uses (id, subject_id, at, organ_id, organ_path, account_id, post_id, asked_hash, matter, purpose, edition,
       record_ids, asked_by, candidate_ids, coverage_at)
     select gen_random_uuid(), subject_id, $3, $1, '1.8.', $2, $2, decode(repeat('00', 32), 'hex'), '许可', '资格审查', '', array[id],
       'code', '{}', $3 from records where id = $4`,
    [organ.id, counter.accountId, bureau.clock.now, recordId],
  );
  // It keeps a copy as well, and has not been past an end.
  await bureau.asOwner(
    `insert into feed_entries (position, item, publication_id, subject_id, reference, change, digest, until, known_at)
     select n, 'penalty', id, subject_id, address, case n when 1 then 'begun' else 'ended' end,
       case n when 1 then decode(repeat('00', 32), 'hex') end, case n when 1 then date '2027-03-02' end, $1
     from publications, generate_series(1, 2) as n`,
    [bureau.clock.now],
  );
  await bureau.asOwner(
    `insert into feed_readings (account_id, item, organ_id, organ_path, done_to, read_at) values ($1, 'penalty', $2, '1.8.', 1, $3)`,
    [partner, organ.id, bureau.clock.now],
  );
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const said = { channel: 'paper', points: ['公示的金额有误。'], exhibits: [] } as const;
  const given = { recordId, receivedOn: day('2026-03-09'), ...said };
  expect((await enterObjection(bureau.clerk, { law: bureau.law, vault }, given)).result.told).toBe(1);
}, 60_000);

async function signedIn(accountId: string, username: string, screen: Screen): Promise<Page> {
  const { page } = await browser.open(screen);
  const deps = { pools: zhengming.database.pools, now: () => bureau.clock.now, config: { demonstration: true } };
  await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
  await page.goto(`${zhengming.address}/office/recalls`);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '撤回和变更通知' }).waitFor();
  return page;
}
async function looksRight(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await shot(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  expect([name, await axeFindings(page)]).toEqual([name, []]);
}

test('the board shows who has not acknowledged and whose it is; the receiver acknowledges on a phone, and the board knows', async () => {
  bureau.clock.now = new Date('2026-03-11T02:00:00Z');
  const reviewer = await signedIn(bureau.reviewer.actor.accountId, 'reviewer.of.recalls', 'desktop');
  const board = reviewer.getByRole('region', { name: '签收情况' });
  await board.getByText(NUMBER).waitFor();
  await board.getByText('异议 · 已收到').waitFor();
  // One working day from Monday the 9th (河南省社会信用条例 art. 42): late since Tuesday was over.
  await board.getByText('未签收 1 件，其中逾期 1 件，逾期且无人督办 1 件').waitFor();
  await reviewer.getByRole('region', { name: '变更推送的读取情况' }).getByText('1 件，2026-03-10 已逾期').waitFor();
  await looksRight(reviewer, 'recalls-desktop');
  await board.getByRole('button', { name: '由我督办' }).waitFor();
  await board.getByRole('button', { name: '交给他人' }).click();
  await reviewer.getByRole('menuitem', { name: '某同事' }).click();
  await board.getByText('逾期且无人督办 0 件').waitFor();
  await board.getByText('某同事').waitFor();

  // Whoever was named finds it among the own work, and the row opens where it is dealt with.
  const named = await signedIn(colleague, 'colleague.of.recalls', 'desktop');
  await named.goto(`${zhengming.address}/office/work`);
  await named.getByRole('row', { name: /督办未签收的通知/ }).press('Enter');
  await named.locator('.row-marked').getByText(NUMBER).waitFor();
  await named.context().close();

  const counter = await signedIn(partner, 'counter.of.recalls', 'phone');
  const own = counter.getByRole('region', { name: '发给本机关的通知' });
  await own.getByText('加异议标注').waitFor();
  await looksRight(counter, 'recalls-phone');
  await own.getByRole('button', { name: '签收' }).click();
  await own.getByText('没有待签收的通知').waitFor();
  await counter.context().close();

  await reviewer.reload();
  await board.getByText('都已签收').waitFor();
  await board.getByText('全部', { exact: true }).click();
  await board.getByText('2026-03-11 10:00 签收').waitFor();
  await reviewer.getByRole('button', { name: 'English' }).click();
  await reviewer.getByRole('heading', { name: 'Recalls' }).waitFor();
  expect(await chineseTexts(reviewer)).toEqual([]);
  await reviewer.context().close();
}, 120_000);
