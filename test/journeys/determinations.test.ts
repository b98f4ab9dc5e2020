import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { chineseTexts } from '../support/browser.ts';
import { caseJourney, looksRight } from '../support/case-journey.ts';
import { day } from '../support/law.ts';
import { sequenceAll, testGrower, testLogHome } from '../support/log.ts';
import { servedIn } from '../support/made-here.ts';
import { penaltyRow } from '../support/penalties.ts';

const journey = caseJourney();
const { officer, firm, office, zhengming } = journey;
let recordId: string;
/** The case that the first journey opens. */
let caseId: string;

const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
beforeAll(async () => {
  recordId = [...(await journey.bureau.send([penaltyRow(1, { CF_JDRQ: '2025/03/02', ...FINAL })])).values()][0]!;
}, 60_000);

async function choose(page: Page, label: string, option: string, typed?: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.click();
  if (typed !== undefined) await field.fill(typed);
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
  await page.keyboard.press('Escape');
}

test('the law answers beside the form: no list is open and why, too low an article is refused, then it is proposed', async () => {
  const { page, complaints } = await officer('clerk', `records/${recordId}`);
  await page.getByRole('button', { name: '提出认定建议' }).click();
  const form = page.getByRole('form', { name: '提出认定建议' });
  await form.getByText('没有设列任何领域，不能列入任何人。').waitFor();
  expect(await form.getByRole('radio', { name: '列入严重失信主体名单' }).isDisabled()).toBe(true);
  const send = form.getByRole('button', { name: '提出认定建议' });
  await form.getByLabel('期限（月）').fill('12');
  await form.getByLabel('现在每年检查（次）').fill('1');
  await form.getByLabel('认定期间每年检查（次）').fill('4');
  await form.getByLabel('复查（送达后满几个月）').fill('6');
  await choose(page, '提示的措施', '纳入重点监管范围');
  await choose(page, '依据的条文', '《河南省社会信用条例》第32条', '社会信用条例》第32');
  await form.getByText('依法可以提出。').waitFor();
  expect(await send.isDisabled()).toBe(true);
  await form.getByLabel(/查明的事实和理由/).fill('处罚决定已经生效，义务尚未履行。');
  await looksRight(page, 'determination-form-desktop');
  // Looking elsewhere loses nothing of what was typed.
  await page.getByRole('link', { name: '返回记录' }).click();
  await page.getByRole('button', { name: '提出认定建议' }).click();
  expect(await form.getByLabel(/查明的事实和理由/).inputValue()).toBe('处罚决定已经生效，义务尚未履行。');
  await send.click();
  await page.getByRole('region', { name: '拟认定的内容' }).getByText('12 个月，自送达之日起').waitFor();
  await page.getByRole('region', { name: '拟认定的内容' }).getByText('由每年 1 次调整为每年 4 次，期满恢复').waitFor();
  caseId = page.url().split('/').at(-1)!;
  await looksRight(page, 'determination-case-desktop');
  expect(complaints).toEqual([]);
  await page.context().close();

  const lists = (await officer('clerk', 'determinations/lists')).page;
  const opening = lists.getByRole('form', { name: '提出设列建议' });
  await opening.getByLabel('领域代码').fill('list.unknown');
  await opening.getByText('依法不能设列。').waitFor();
  await opening
    .getByRole('button', { name: /国办发〔2020〕49号|失信约束制度/ })
    .first()
    .waitFor();
  expect(await opening.getByRole('button', { name: '提出设列建议' }).isDisabled()).toBe(true);
  await looksRight(lists, 'list-domains-locked-desktop');
  await lists.context().close();

  const phone = (await officer('clerk', `records/${recordId}/cases/determination`, 'phone')).page;
  await phone.getByText('没有设列任何领域，不能列入任何人。').waitFor();
  await looksRight(phone, 'determination-form-phone');
  await phone.goto(office('determinations'));
  await phone.getByText('今天没有有效的认定').waitFor();
  await looksRight(phone, 'determinations-phone');
  await phone.context().close();
}, 120_000);

test('told, heard in the portal, decided by three people and served: then it stands on the list until its last day', async () => {
  const { bureau } = journey;
  const steps = journey.steps();
  const { page, complaints } = await officer('clerk', `cases/${caseId}`);
  await choose(page, '选择文书种类', '事先告知书');
  await page.getByRole('button', { name: '起草' }).click();
  // What was written down to be determined stands in the notice; the officer adds the own words and nothing else.
  await page.getByText(/还缺 2 处内容/).waitFor();
  const words = page.locator('form textarea');
  await words.first().waitFor();
  for (const [at, text] of ['经查，处罚决定已经生效。', '义务尚未履行，拟列为重点监管对象。'].entries()) {
    await words.nth(at).fill(text);
  }
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByText('内容完整').waitFor();
  await looksRight(page, 'determination-notice-desktop');
  await page.getByRole('link', { name: '返回案件' }).click();
  const step = page.getByRole('button', { name: /^送达事先告知书 →/ });
  await step.click();
  const serve = page.getByRole('form', { name: '送达事先告知书', exact: true });
  await serve.getByText(/先在下方“送达”中送达/).waitFor();
  expect(await serve.getByRole('button', { name: '送达事先告知书' }).isDisabled()).toBe(true);
  // How a paper is signed, sealed and handed over is walked in the journey of documents.
  await servedIn(bureau.clerk, { caseId, kinds: ['prior_notice'], on: day('2026-03-09') });
  await page.reload();
  await step.click();
  await serve.getByText('2026-03-09 送达').waitFor();
  await serve.getByRole('button', { name: '送达事先告知书' }).click();
  await page.locator('.page-head').getByText('已告知', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const party = (await firm(1, 'phone')).page;
  await party.goto(`${zhengming.address}/my/cases/${caseId}`);
  await party.getByRole('heading', { name: '陈述、申辩' }).waitFor();
  await looksRight(party, 'my-determination-phone');
  await party.locator('#point-1').fill('义务已经在上月全部履行。');
  await party.getByRole('button', { name: '提交陈述、申辩' }).click();
  await party.getByText('陈述申辩核实中').first().waitFor();

  await steps.dispose(bureau.clerk, caseId, 1, 'not_upheld');
  await steps.take(bureau.clerk, caseId, 'answer_statement', { documents: ['statement_reply'] });
  await steps.take(bureau.clerk, caseId, 'draft', { documents: ['decision'] });
  await steps.take(bureau.reviewer, caseId, 'pass', { documents: ['decision', 'legal_opinion'] });
  await steps.take(bureau.decider, caseId, 'decide', {
    documents: ['decision', 'repair_notice'],
    reason: '事实清楚。',
  });
  await steps.take(bureau.clerk, caseId, 'serve_decision', { documents: ['delivery_receipt'] });
  await party.reload();
  await party.getByText('经核查，答复如下。').waitFor();
  await party.context().close();

  const decider = (await officer('decider', 'determinations')).page;
  await decider.locator('.ant-table-row', { hasText: '2027-03-09' }).waitFor();
  await looksRight(decider, 'determinations-desktop');
  await decider.getByRole('button', { name: 'English' }).click();
  await decider.getByRole('heading', { name: 'Determinations' }).waitFor();
  expect(await chineseTexts(decider)).toEqual([]);
  await decider.context().close();
}, 180_000);

test('who inspects and when is drawn by the log: entered, planned, drawn, told how; somebody who cannot go is replaced by another draw', async () => {
  const { bureau } = journey;
  const { page, complaints } = await officer('reviewer', 'inspections');
  const register = page.getByRole('region', { name: '检查人员名录库' });
  for (const number of ['虚执01', '虚执02', '虚执03']) {
    await register.getByLabel('人员', { exact: true }).click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
    await register.getByLabel('执法证号').fill(number);
    await register.getByRole('button', { name: '列入名录库' }).click();
    await register.getByText(number, { exact: true }).waitFor();
  }
  const waiting = page.getByRole('region', { name: '尚未列入方案' });
  await waiting.getByText('2026-03-09 – 2026-06-07').waitFor();
  await looksRight(page, 'inspections-to-plan-desktop');
  await waiting.getByRole('button', { name: '制定方案' }).click();
  const listed = page.getByRole('region', { name: '检查', exact: true });
  await listed.getByText('待抽取').waitFor();
  await sequenceAll(zhengming.database);
  const { home, keys } = testLogHome();
  const { grower } = testGrower(zhengming.database, keys, home);
  await grower.grow();
  await listed.getByRole('button', { name: '抽取', exact: true }).click();
  await listed.getByText('待检查').waitFor();
  await listed.getByRole('button', { name: '抽取依据' }).click();
  await listed.getByText(/^printf '%s %s %s'/).waitFor();
  await looksRight(page, 'inspections-drawn-desktop');

  await listed.getByRole('button', { name: '换人' }).click();
  const form = listed.getByRole('form', { name: '换人' });
  await form.getByRole('radiogroup').first().getByRole('radio').first().click();
  await form.getByRole('radio', { name: '请假、外出' }).click();
  await form.getByLabel(/说明/).fill('因病请假，不能到场。');
  await looksRight(page, 'inspections-replace-desktop');
  await form.getByRole('button', { name: '换人' }).click();
  await listed.getByText('补抽中').waitFor();
  await sequenceAll(zhengming.database);
  await grower.grow();
  await listed.getByRole('button', { name: '抽取', exact: true }).click();
  await listed.getByText('补抽中').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'English' }).click();
  // Without what was told a moment ago in Chinese.
  await page.reload();
  await page.getByRole('heading', { name: 'Inspections', level: 1 }).waitFor();
  await page.getByText('to be held', { exact: true }).waitFor();
  expect(await chineseTexts(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();

  const [drawn] = await bureau.asOwner<{ day: string }>('select min(on_day)::text as day from inspection_draws');
  journey.at(drawn!.day);
  const phone = (await officer('reviewer', 'inspections', 'phone')).page;
  await phone.getByRole('button', { name: '登记结果' }).click();
  const ending = phone.getByRole('form', { name: '登记结果' });
  await ending.getByRole('radio', { name: '未进行' }).click();
  await ending.getByLabel(/为什么没有进行/).fill('当事人办公场所因停电关闭。');
  await looksRight(phone, 'inspections-conclude-phone');
  await ending.getByRole('button', { name: '登记结果' }).click();
  // What is typed stands on the page too: told is what is still there when the form has gone.
  await ending.waitFor({ state: 'detached' });
  await phone.getByText('当事人办公场所因停电关闭。').waitFor();
  await phone.context().close();

  const party = (await firm(1, 'phone')).page;
  await party.goto(`${zhengming.address}/my/cases/${caseId}`);
  await party.getByRole('heading', { name: '已安排的检查' }).waitFor();
  await party.getByText('未进行，不再补').waitFor();
  await looksRight(party, 'my-inspections-phone');
  await party.context().close();
}, 180_000);
