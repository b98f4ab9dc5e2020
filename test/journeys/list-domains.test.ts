import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readRules } from '../../src/law/index.ts';
import { chineseTexts } from '../support/browser.ts';
import { caseJourney, looksRight } from '../support/case-journey.ts';
import { LIST_DOMAIN, lawWithList } from '../support/list-domain.ts';

// Packs with an invented domain: those that come with the program have none, as the journey of determinations shows.
const { browser, officer, office, zhengming } = caseJourney(() => ({ ...readRules(), law: lawWithList() }));

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
