import { beforeAll, expect, test } from 'vitest';
import { proposeDetermination } from '../../src/determinations/index.ts';
import { caseJourney, chooseStep, documentNumber, looksRight, stands } from '../support/case-journey.ts';
import { day } from '../support/law.ts';
import { penaltyRow } from '../support/penalties.ts';
import type { TestBureau } from '../support/publications.ts';

const journey = caseJourney();
const { officer, firm, office, made, at, zhengming } = journey;
let bureau: TestBureau;
let ids: Map<string, string>;

beforeAll(async () => {
  bureau = journey.bureau;
  ids = await bureau.send([
    penaltyRow(2, { CF_JDRQ: '2025/12/30', duty_performed_on: '2026/01/20' }),
    penaltyRow(4, {
      ...{ CF_JDRQ: '2025/03/02', served_on: '2025-03-05', remedy_notified: 'true' },
      ...{ review_outcome: 'none', suit_outcome: 'none' },
    }),
  ]);
  await bureau.publish(ids.get(documentNumber(2))!);
}, 60_000);

test('a firm applies for repair; before its shortest term the decider is told the day, on it the record is gone', async () => {
  at('2026-03-23');
  const party = await firm(2);
  await party.page.goto(`${zhengming.address}/my/records/${ids.get(documentNumber(2))}/repair`);
  await party.page.locator('#commit').check();
  await party.page.getByRole('button', { name: '提交申请' }).click();
  await party.page.waitForURL(/\/my\/cases\//);
  const id = party.page.url().split('/').at(-1)!;
  const { take, dispose } = journey.steps();
  await take(bureau.clerk, id, 'accept', { documents: ['acceptance_notice'] });
  await take(bureau.clerk, id, 'verify');
  await dispose(bureau.clerk, id, 1, 'sufficient');
  await take(bureau.clerk, id, 'draft', { documents: ['decision'] });
  await take(bureau.reviewer, id, 'pass', { documents: ['decision'] });

  const early = (await officer('decider')).page;
  await early.goto(office(`cases/${id}`));
  await early.getByText('尚不能准予修复：最早可修复日为 2026-03-30。').waitFor();
  await looksRight(early, 'case-repair-early-desktop');
  await early.context().close();

  at('2026-03-30');
  const { page, complaints } = await officer('decider');
  await page.goto(office(`cases/${id}`));
  const approve = await chooseStep(page, '准予修复');
  await approve.getByLabel(/理由/).fill('最短公示期届满，义务已经履行。');
  await approve.getByRole('button', { name: '准予修复' }).click();
  await stands(page, '准予，同步中');
  await page.getByText('停止公示和使用').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
  await party.page.reload();
  await party.page.locator('input[name=password]').or(party.page.getByText('准予，同步中')).first().waitFor();
  await party.page.context().close();
}, 180_000);

test('what was wrongly determined is removed at once, and closed only with apology, good name and word of compensation', async () => {
  at('2026-04-01');
  const kit = { law: bureau.law, vault: journey.vault };
  const { take } = journey.steps();
  const contents = {
    ...{ domain: null, termMonths: 12, measures: ['M10'], refs: ['hnxy:32'] },
    ...{ role: null, roleFrom: null, roleUntil: null },
  };
  const recordId = ids.get(documentNumber(4))!;
  const given = {
    recordId,
    use: 'key_supervision',
    contents,
    on: day('2026-04-01'),
    reason: '提出认定建议。',
  } as const;
  const { id } = (await proposeDetermination(bureau.clerk, kit, given)).result;
  await take(bureau.clerk, id, 'serve_notice', { documents: ['prior_notice', 'delivery_receipt'] });
  at('2026-04-20');
  await take(bureau.clerk, id, 'close_hearing');
  await take(bureau.clerk, id, 'draft', { documents: ['decision'] });
  await take(bureau.reviewer, id, 'pass', { documents: ['decision', 'legal_opinion'] });
  await take(bureau.decider, id, 'decide', { documents: ['decision', 'repair_notice'], reason: '事实清楚。' });
  await take(bureau.clerk, id, 'serve_decision', { documents: ['delivery_receipt'] });

  const { page: decider, complaints } = await officer('decider');
  await made(id, 'wrongful_removal');
  await decider.goto(office(`cases/${id}`));
  const remove = await chooseStep(decider, '认定有误，立即移出');
  await remove.getByText('内容完整').waitFor();
  await remove.getByLabel(/理由/).fill('认定所依据的处罚另有其人。');
  await remove.getByRole('button', { name: '认定有误，立即移出' }).click();
  await decider.getByRole('region', { name: '经过' }).getByText('认定有误，立即移出').waitFor();
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

  const { page } = await officer('clerk');
  await page.goto(office(`cases/${id}`));
  await (await chooseStep(page, '各单位均已移出')).getByRole('button', { name: '各单位均已移出' }).click();
  await page.getByText('案件已经办结。').waitFor();
  await page.context().close();
}, 120_000);
