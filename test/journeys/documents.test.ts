import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { PROCEDURES } from '../../src/all-procedures.ts';
import { giveDemonstrationPassword } from '../../src/ground/access/index.ts';
import { chinaDate } from '../../src/ground/kernel/plain-date.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { draftDocument } from '../../src/rights/documents/index.ts';
import { enterObjection } from '../../src/rights/objections/index.ts';
import { TEST_NOW } from '../support/actors.ts';
import { axeFindings, chineseTexts, fitsWidth, type Screen, shot, testBrowser } from '../support/browser.ts';
import { scan } from '../support/case-documents.ts';
import { caseSteps } from '../support/cases.ts';
import { testConsole } from '../support/console.ts';
import { isForTheKeyboard } from '../support/keyboard-walk.ts';
import { day } from '../support/law.ts';
import { typedFor } from '../support/made-here.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';
import { factorOf } from '../support/signing.ts';

const PASSWORD = 'a long sentence of this journey 7';
const browser = testBrowser();
let bureau: TestBureau;
// What `testBureau` sends, it reads itself: no worker may be quicker.
const zhengming = testConsole(() => bureau?.clock.now ?? TEST_NOW, 'web');
let vault: Vault;
let caseId: string;

beforeAll(async () => {
  bureau = await testBureau(zhengming.database);
  vault = await Vault.open(zhengming.database.pools, bureau.masterKey, bureau.clock.now);
  const recordId = [...(await bureau.send([penaltyRow(1)])).values()][0]!;
  const said = { channel: 'paper', points: ['公示的金额有误。'], exhibits: [] } as const;
  const kit = { law: bureau.law, vault };
  caseId = (await enterObjection(bureau.clerk, kit, { recordId, receivedOn: day('2026-03-06'), ...said })).result.id;
  await caseSteps(kit, PROCEDURES).dispose(bureau.clerk, caseId, 1, 'not_upheld');
}, 60_000);

/** A name that browsers take for a host of passkeys, which a bare number is not. */
const address = () => zhengming.address.replace('127.0.0.1', 'localhost');

async function officer(post: 'clerk' | 'decider', screen: Screen = 'desktop', code?: () => Promise<string>) {
  const opened = await browser.open(screen);
  const { accountId } = bureau[post].actor;
  const username = `${post}.of.documents`;
  const deps = { pools: zhengming.database.pools, now: () => bureau.clock.now, config: { demonstration: true } };
  await giveDemonstrationPassword(deps, { accountId, username, password: PASSWORD });
  const { page } = opened;
  page.setDefaultTimeout(30_000);
  await page.goto(`${address()}/office/cases/${caseId}`);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  if (code) {
    await page.getByRole('heading', { name: '出示第二因素' }).waitFor();
    await page.getByLabel('六位动态口令').fill(await code());
    await page.keyboard.press('Enter');
  }
  await page.getByRole('region', { name: '经过' }).waitFor();
  return opened;
}
async function looksRight(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await shot(page, name);
  expect([name, await fitsWidth(page)]).toEqual([name, true]);
  expect([name, await axeFindings(page)]).toEqual([name, []]);
  await isForTheKeyboard(page, name);
}
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
}

test('a decision is drafted, reviewed, signed with a passkey, sealed by another, and served by public notice', async () => {
  const { page, complaints } = await officer('clerk');
  await choose(page, '选择文书种类', '异议处理结果告知书');
  await page.getByRole('button', { name: '起草' }).click();
  // What a decision may not be without is told before anything is typed.
  await page.getByText(/还缺 5 处内容/).waitFor();
  await looksRight(page, 'document-draft-desktop');
  const field = (name: string) => page.locator('.field', { hasText: name }).locator('input');
  await field('处理结果').fill('异议不成立');
  await field('复议机关').fill('虚构市人民政府');
  await field('法院').fill('虚构区人民法院');
  for (const [at, text] of ['经核查，公示的内容与决定书一致。', '异议不成立，公示内容不变。'].entries()) {
    await page.locator('form textarea').nth(at).fill(text);
  }
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByText('内容完整').waitFor();
  const where = page.url();
  await page.getByRole('link', { name: '返回案件' }).click();
  // The step takes the text that was made here by itself.
  await page.getByRole('button', { name: /^拟制答复 →/ }).click();
  const draft = page.getByRole('form', { name: '拟制答复', exact: true });
  await draft.getByText('内容完整').waitFor();
  await draft.getByRole('button', { name: '拟制答复' }).click();
  await page.getByText('等待：审核岗').waitFor();
  const { take } = caseSteps({ law: bureau.law, vault }, PROCEDURES);
  const [made] = await bureau.asOwner<{ sha256: string }>(
    "select encode(text_sha256, 'hex') as sha256 from document_versions order by version desc limit 1",
  );
  const documents = [{ kind: 'reply', sha256: made!.sha256 }];
  await take(bureau.reviewer, caseId, 'pass', { documents });
  await take(bureau.decider, caseId, 'decide_not_upheld', { documents, reason: '意见不成立。' });

  const decider = await officer('decider', 'phone');
  const phone = decider.page;
  const cdp = await phone.context().newCDPSession(phone);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await phone.goto(`${address()}/office/account`);
  await phone.getByRole('button', { name: '登记通行密钥' }).click();
  await phone.getByRole('button', { name: '已经收好' }).click();
  await phone.goto(where);
  await phone.getByRole('button', { name: '制作正本' }).click();
  const sign = phone.getByRole('form', { name: '签署' });
  const code = sign.getByLabel(/动态验证码/);
  await code.fill('000000');
  await sign.getByRole('button', { name: '签署', exact: true }).click();
  await sign.getByRole('alert').waitFor();
  await looksRight(phone, 'document-sign-phone');
  await sign.getByRole('button', { name: '用通行密钥签署' }).click();
  await phone.getByText('已签署', { exact: true }).waitFor();
  await phone.getByText(/通行密钥/).waitFor();
  await phone.context().close();

  await page.goto(where);
  const seal = page.getByRole('form', { name: '用印' });
  await seal.getByLabel('印章名称').fill('虚构县司法局公章');
  await seal
    .locator('input[type=file]')
    .setInputFiles({ name: '盖章件.jpg', mimeType: 'image/jpeg', buffer: scan('sealed by hand '.repeat(20)) });
  await seal.getByText('盖章件.jpg').waitFor();
  await seal.getByRole('button', { name: '用印' }).click();
  await page.getByText('已用印', { exact: true }).waitFor();
  await looksRight(page, 'document-sealed-desktop');

  await page.getByRole('link', { name: '返回案件' }).click();
  // The consent of the party on paper opens nothing while nobody reads its mailbox, and is taken back as it was given.
  await page.getByText('当事人没有同意电子送达。').waitFor();
  await page.getByRole('button', { name: '登记电子送达确认书' }).click();
  const consent = page.getByRole('form', { name: '登记电子送达确认书' });
  await consent
    .locator('input[type=file]')
    .setInputFiles({ name: '确认书.jpg', mimeType: 'image/jpeg', buffer: scan('consent on paper '.repeat(20)) });
  await consent.getByText('确认书.jpg').waitFor();
  await looksRight(page, 'document-consent-desktop');
  await consent.getByRole('button', { name: '登记电子送达确认书' }).click();
  await page.getByText('还没有人用邀请码开通信箱').waitFor();
  await page.getByRole('button', { name: '登记当事人撤回同意' }).click();
  await page.getByText('当事人没有同意电子送达。').waitFor();

  await page.getByRole('button', { name: '送达文书' }).click();
  const serve = page.getByRole('form', { name: '送达文书' });
  await serve.getByLabel(/下落不明/).check();
  await choose(page, '送达方式', '公告送达');
  await serve.getByLabel('受送达人和地址').fill('虚构单位，原址已无人');
  await serve.getByLabel('情况说明').fill('直接送达、邮寄均被退回，登记地址无人办公。');
  await looksRight(page, 'document-serve-desktop');
  await serve.getByRole('button', { name: '开始送达' }).click();
  const service = page.getByRole('region', { name: '送达' });
  // 民事诉讼法 art. 95: thirty days from the notice, and nothing runs before.
  await service.getByText('将于 2026-04-08 视为送达').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  bureau.clock.now = new Date('2026-04-09T02:00:00Z');
  const later = (await officer('clerk')).page;
  await later.getByRole('button', { name: '确认送达日期' }).click();
  await later.getByText('2026-04-08 送达').waitFor();
  await later.getByText('送达回证摘要').waitFor();
  await later.locator('.ant-message-notice').first().waitFor({ state: 'detached' });
  await later.getByRole('button', { name: 'English' }).click();
  await later.getByRole('region', { name: 'Service' }).getByText('served 2026-04-08').waitFor();
  expect(await chineseTexts(later)).toEqual([]);
  await looksRight(later, 'document-served-english');
  await later.context().close();
}, 180_000);

test('a notice is signed with a code of the application on the telephone: which is asked for at sign-in too; a wrong one signs nothing', async () => {
  const { clerk } = bureau;
  const recordId = [...(await bureau.send([penaltyRow(2)])).values()][0]!;
  const said = { channel: 'paper', points: ['公示的日期有误。'], exhibits: [] } as const;
  const kit = { law: bureau.law, vault };
  const receivedOn = chinaDate(bureau.clock.now);
  const { id } = (await enterObjection(clerk, kit, { recordId, receivedOn, ...said })).result;
  const typed = typedFor(bureau.law, 'check_notice', 'objection', receivedOn);
  const made = (await draftDocument(clerk, kit, PROCEDURES, { ...typed, caseId: id, kind: 'check_notice' })).result;
  const documents = [{ kind: 'check_notice', sha256: made.textSha256 }];
  await caseSteps(kit, PROCEDURES).take(clerk, id, 'ask_provider', { documents });
  const factor = await factorOf(bureau, clerk);
  const nextCode = async () => (await factor.proof()).code;
  const { page, complaints } = await officer('clerk', 'desktop', nextCode);
  await page.goto(`${address()}/office/cases/${id}/documents/${made.id}`);
  await page.getByRole('button', { name: '制作正本' }).click();
  const sign = page.getByRole('form', { name: '签署' });
  const code = sign.getByLabel(/动态验证码/);
  await code.fill('000000');
  await sign.getByRole('button', { name: '签署', exact: true }).click();
  await sign.getByRole('alert').waitFor();
  expect(await bureau.asOwner('select from document_signatures where document_id = $1', [made.id])).toEqual([]);
  await code.fill(await nextCode());
  await sign.getByRole('button', { name: '签署', exact: true }).click();
  await page.getByText('已签署', { exact: true }).waitFor();
  const signatures = 'select factor, signed_by as by from document_signatures where document_id = $1';
  expect(await bureau.asOwner(signatures, [made.id])).toEqual([{ factor: 'totp', by: clerk.actor.accountId }]);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 120_000);
