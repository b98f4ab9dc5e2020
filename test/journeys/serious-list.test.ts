import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { proposeDetermination } from '../../src/rights/determinations/index.ts';
import { readRules } from '../../src/rules/law/index.ts';
import { chineseTexts } from '../support/browser.ts';
import { caseJourney, chooseStep, looksRight, stands } from '../support/case-journey.ts';
import { sentRecord } from '../support/case-openings.ts';
import { LISTING } from '../support/determination-bench.ts';
import { day } from '../support/law.ts';
import { LIST_DOMAIN, lawWithList } from '../support/list-domain.ts';

// Packs with an invented domain: those that come with the program have none, as the journey of determinations shows.
const packs = { ...readRules(), law: lawWithList() };
const journey = caseJourney(() => packs);
const { at, browser, made, officer, office, zhengming } = journey;

const PLACE = 'determinations/lists';
const form = (page: Page) => page.getByRole('form', { name: '提出设列建议' });
const proposals = (page: Page) => page.getByRole('region', { name: '设列建议', exact: true });

test('a list domain is opened by three people, each asked by the law of the day; only then can a list be chosen', async () => {
  const clerk = await officer('clerk', PLACE);
  const { page } = clerk;
  await page.getByText('不少于 30 日').waitFor();
  await page.getByText(LIST_DOMAIN.comment.record).waitFor();
  const field = form(page).getByLabel('领域代码');
  const send = form(page).getByRole('button', { name: '提出设列建议' });
  await field.fill('list.unknown');
  await form(page).getByText('依法不能设列。').waitFor();
  expect(await send.isDisabled()).toBe(true);
  await field.fill(LIST_DOMAIN.code);
  await form(page).getByText('依法可以设列。').waitFor();
  // Looking elsewhere loses nothing of what was typed.
  await page.getByRole('link', { name: '返回认定' }).click();
  await page.getByRole('link', { name: /设列名单领域/ }).click();
  expect(await field.inputValue()).toBe(LIST_DOMAIN.code);
  await send.click();
  await proposals(page).getByText('待其他人员').waitFor();
  await looksRight(page, 'list-domains-desktop');

  const reviewer = await officer('reviewer', PLACE, 'phone');
  await proposals(reviewer.page).getByRole('button', { name: '审核通过' }).click();
  await proposals(reviewer.page).getByText('待其他人员').waitFor();
  await looksRight(reviewer.page, 'list-domains-phone');
  expect(await form(reviewer.page).count()).toBe(0);
  await reviewer.page.context().close();

  const decider = await officer('decider', PLACE);
  await proposals(decider.page).getByRole('button', { name: '设列', exact: true }).click();
  await proposals(decider.page).getByText('已设列', { exact: true }).waitFor();
  await decider.page.locator('.ant-message-notice').first().waitFor({ state: 'detached' });
  await decider.page.getByRole('button', { name: 'English' }).click();
  await decider.page.getByRole('heading', { name: 'Opening the domain of a list' }).waitFor();
  expect(await chineseTexts(decider.page)).toEqual([]);
  await decider.page.context().close();

  await page.goto(office('determinations'));
  await page.getByText('已设列', { exact: true }).waitFor();
  expect([clerk.complaints, reviewer.complaints, decider.complaints]).toEqual([[], [], []]);
  await page.context().close();
}, 120_000);

test('an organ that the packs do not name for the domain is told so by the article and cannot propose', async () => {
  const { page } = await browser.open('desktop');
  await zhengming.signIn(page, await zhengming.officer('clerk'));
  await page.goto(office(PLACE));
  await form(page).getByLabel('领域代码').fill(LIST_DOMAIN.code);
  await form(page).getByText('依法不能设列。').waitFor();
  await form(page).getByText('怎样得出的').click();
  await form(page)
    .getByText(/不是该名单的认定机关/)
    .waitFor();
  expect(await form(page).getByRole('button', { name: '提出设列建议' }).isDisabled()).toBe(true);
  await page.context().close();
}, 60_000);

test('a wrongful listing is undone: off the public list at once, and closed only with apology, good name and word of compensation', async () => {
  at('2026-04-01');
  const { bureau } = journey;
  const { take } = journey.steps();
  const recordId = await sentRecord(bureau, 7);
  const on = day('2026-04-01');
  const given = { recordId, use: 'serious_list', contents: LISTING, on, reason: '提出列入建议。' } as const;
  const { id } = (await proposeDetermination(bureau.clerk, journey.kit(), given)).result;
  await take(bureau.clerk, id, 'serve_notice', { documents: ['prior_notice', 'delivery_receipt'] });
  at('2026-04-20');
  await take(bureau.clerk, id, 'close_hearing');
  await take(bureau.clerk, id, 'draft_listing', { documents: ['list_decision'] });
  await take(bureau.reviewer, id, 'pass_listing', { documents: ['list_decision', 'legal_opinion'] });
  const decision = ['list_decision', 'repair_notice', 'discussion_record'];
  await take(bureau.decider, id, 'decide_listing', { documents: decision, reason: '事实清楚。' });
  await take(bureau.clerk, id, 'serve_listing', { documents: ['delivery_receipt'] });
  await take(bureau.decider, id, 'publish', { documents: ['publication_notice'], reason: '依法公布。' });
  const { page: reader } = await browser.open('phone');
  await reader.goto(`${zhengming.address}/lists`);
  await reader.getByText('漯河虚构7号商贸有限公司').waitFor();

  const { page: decider, complaints } = await officer('decider');
  await made(id, 'wrongful_removal');
  await decider.goto(office(`cases/${id}`));
  const remove = await chooseStep(decider, '认定有误，立即移出');
  await remove.getByText('内容完整').waitFor();
  await remove.getByLabel(/理由/).fill('认定所依据的处罚另有其人。');
  await remove.getByRole('button', { name: '认定有误，立即移出' }).click();
  await decider.getByRole('region', { name: '经过' }).getByText('认定有误，立即移出').waitFor();
  await reader.reload();
  await reader.getByText('漯河虚构7号商贸有限公司').waitFor({ state: 'detached' });
  await reader.context().close();
  await looksRight(decider, 'case-wrongful-desktop');
  for (const kind of ['apology', 'restoration_notice']) await made(id, kind);
  await decider.reload();
  const restore = await chooseStep(decider, '致歉、恢复名誉、告知赔偿');
  const send = restore.getByRole('button', { name: '致歉、恢复名誉、告知赔偿' });
  await restore.getByText(/先在下方“文书”中起草/).waitFor();
  expect(await send.isDisabled()).toBe(true);
  await made(id, 'compensation_note');
  await decider.reload();
  await chooseStep(decider, '致歉、恢复名誉、告知赔偿');
  await restore.getByText('内容完整').nth(2).waitFor();
  await restore.getByLabel(/理由/).fill('错误移出之后，致歉并恢复名誉。');
  await send.click();
  await stands(decider, '已致歉并恢复名誉，通知中');
  expect(complaints).toEqual([]);
  await decider.context().close();

  const { page } = await officer('clerk', `cases/${id}`);
  await (await chooseStep(page, '各单位均已移出')).getByRole('button', { name: '各单位均已移出' }).click();
  await page.getByText('案件已经办结。').waitFor();
  await page.context().close();
}, 120_000);
