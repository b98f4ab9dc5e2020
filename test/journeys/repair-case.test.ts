import { beforeAll, expect, test } from 'vitest';
import { caseJourney, chooseStep, documentNumber, looksRight, stands } from '../support/case-journey.ts';
import { penaltyRow } from '../support/penalties.ts';

const journey = caseJourney();
const { browser, officer, firm, office, made, at, zhengming } = journey;
let recordId: string;
let address: string;

beforeAll(async () => {
  const { bureau } = journey;
  const row = penaltyRow(2, { CF_JDRQ: '2025/12/30', duty_performed_on: '2026/01/20' });
  recordId = (await bureau.send([row])).get(documentNumber(2))!;
  address = (await bureau.publish(recordId)).address;
}, 60_000);

test('a firm applies for repair; before its shortest term the decider is told the day, on it the record is gone', async () => {
  at('2026-03-23');
  const party = await firm(2);
  await party.page.goto(`${zhengming.address}/my/records/${recordId}/repair`);
  await party.page.locator('#commit').check();
  await party.page.getByRole('button', { name: '提交申请' }).click();
  await party.page.waitForURL(/\/my\/cases\//);
  const id = party.page.url().split('/').at(-1)!;

  const clerk = (await officer('clerk', `cases/${id}`)).page;
  await made(id, 'acceptance_notice');
  await clerk.reload();
  await (await chooseStep(clerk, '受理')).getByRole('button', { name: '受理' }).click();
  await stands(clerk, '已受理');
  await (await chooseStep(clerk, '开始核实')).getByRole('button', { name: '开始核实' }).click();
  await stands(clerk, '核实中');
  await clerk.getByRole('button', { name: '处理', exact: true }).click();
  await clerk.getByRole('radio', { name: '齐备', exact: true }).check();
  await clerk.getByLabel(/给当事人的答复/).fill('缴款凭证经核对属实。');
  await clerk.getByLabel(/给当事人的答复/).press('Control+Enter');
  await clerk.getByText('已逐项处理').waitFor();
  await made(id, 'decision');
  await clerk.reload();
  const drafted = await chooseStep(clerk, '拟制决定');
  await drafted.getByText('内容完整').waitFor();
  await drafted.getByRole('button', { name: '拟制决定' }).click();
  await stands(clerk, '已拟决定');
  await clerk.context().close();
  const reviewer = (await officer('reviewer', `cases/${id}`)).page;
  await (await chooseStep(reviewer, '审核通过')).getByRole('button', { name: '审核通过' }).click();
  await stands(reviewer, '已审核');
  await reviewer.context().close();

  const early = (await officer('decider')).page;
  await early.goto(office(`cases/${id}`));
  await early.getByText('尚不能准予修复：最早可修复日为 2026-03-30。').waitFor();
  await looksRight(early, 'case-repair-early-desktop');
  await early.context().close();

  const { page: reader } = await browser.open('phone');
  const read = async () => (await reader.goto(`${zhengming.address}/d/${address}`))!.status();
  expect(await read()).toBe(200);
  at('2026-03-30');
  const { page, complaints } = await officer('decider');
  await page.goto(office(`cases/${id}`));
  const approve = await chooseStep(page, '准予修复');
  await approve.getByLabel(/理由/).fill('最短公示期届满，义务已经履行。');
  await approve.getByRole('button', { name: '准予修复' }).click();
  await stands(page, '准予，同步中');
  await page.getByText('停止公示和使用').waitFor();
  expect(await read()).toBe(404);
  await reader.context().close();
  expect(complaints).toEqual([]);
  await page.context().close();
  await party.page.reload();
  await party.page.locator('input[name=password]').or(party.page.getByText('准予，同步中')).first().waitFor();
  await party.page.context().close();
}, 180_000);
