import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { textOf } from '../../../test/support/documents.ts';
import { day, testLaw } from '../../../test/support/law.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { inContext } from '../../ground/platform/db.ts';
import { Printer } from '../../rights/documents/index.ts';
import { clocksOf, hindrance } from './breach.ts';
import { enterBreach, stepBreach } from './breach-commands.ts';
import { printBreachNotice } from './breach-notice-commands.ts';
import { listBreaches } from './breach-queries.ts';
import { BREACH_STEPS, type BreachStep } from './register-codes.ts';

const database = testDatabase();
let clerk: Context;
let second: Context;
let decider: Context;

beforeAll(async () => {
  const organ = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  const as = async (role: 'clerk' | 'decider') =>
    contextFor(await makeActor(database.urls.owner, organ, role), database.pools);
  [clerk, second, decider] = [await as('clerk'), await as('clerk'), await as('decider')];
});

const breach = (over = {}) => ({
  kind: 'leaked' as const,
  certain: false,
  happenedOn: null,
  foundOn: day('2026-03-08'),
  items: ['penalty'],
  dataKinds: '姓名、证件号码',
  persons: 12,
  cause: '一名工作人员的电脑遗失。',
  harm: '可能被用于冒名或者骚扰。',
  ...over,
});
const NOTICE = { told: '虚构市网信办', noticeSha256: 'c'.repeat(64) };
const step = (name: BreachStep, over = {}) => ({
  step: name,
  on: day('2026-03-09'),
  note: '已经按预案办理，详见卷宗。',
  told: null,
  noticeSha256: null,
  ...(/^tell/.test(name) ? NOTICE : {}),
  ...over,
});

test('each step is open exactly where the law puts it: remedied, told to the department, told to the persons or spared', () => {
  const open = (...steps: BreachStep[]) =>
    BREACH_STEPS.filter(
      (one) =>
        hindrance(
          one,
          steps.map((past) => ({ step: past, takenOn: day('2026-03-09') })),
        ) === undefined,
    );
  expect(open()).toEqual(['remedy', 'tell_authority', 'tell_persons']);
  expect(open('remedy')).toEqual(['remedy', 'tell_authority', 'tell_persons', 'spare_persons']);
  expect(open('remedy', 'tell_authority')).not.toContain('close');
  expect(open('remedy', 'tell_persons')).toEqual(['remedy', 'tell_authority']);
  expect(open('remedy', 'tell_authority', 'tell_persons')).toEqual(['remedy', 'close']);
  expect(open('remedy', 'tell_authority', 'spare_persons')).toEqual([
    'remedy',
    'tell_persons',
    'order_persons',
    'close',
  ]);
  expect(open('remedy', 'tell_authority', 'spare_persons', 'order_persons')).toEqual(['remedy', 'tell_persons']);
  expect(open('remedy', 'tell_authority', 'spare_persons', 'order_persons', 'tell_persons')).toEqual([
    'remedy',
    'close',
  ]);
  expect(open('remedy', 'tell_authority', 'tell_persons', 'close')).toEqual([]);
});

test('both clocks run from the day of finding; an order of the department starts that of the persons anew', () => {
  const clocks = (...steps: [BreachStep, string][]) =>
    clocksOf(
      day('2026-03-06'),
      steps.map(([one, on]) => ({ step: one, takenOn: day(on) })),
      testLaw(),
    ).map(({ code, due, keptOn, period: { mark } }) => [code, due, keptOn, mark]);
  expect(clocks()).toEqual([
    ['breach.authority', '2026-03-07', null, 'reading'],
    ['breach.persons', '2026-03-09', null, 'reading'],
  ]);
  expect(clocks(['tell_authority', '2026-03-06'], ['spare_persons', '2026-03-08']).map(([, , kept]) => kept)).toEqual([
    '2026-03-06',
    '2026-03-08',
  ]);
  expect(clocks(['spare_persons', '2026-03-08'], ['order_persons', '2026-03-10'])[1]).toEqual([
    'breach.persons',
    '2026-03-13',
    null,
    'reading',
  ]);
});

test('a breach goes its whole way: not telling the persons and closing are another’s decision', async () => {
  const { id } = (await enterBreach(clerk, breach())).result;
  const take = (ctx: Context, name: BreachStep, over = {}) => stepBreach(ctx, id, step(name, over));
  await expect(take(decider, 'spare_persons')).rejects.toThrow('privacy.breach_step');
  await expect(take(clerk, 'remedy', { told: '某部门' })).rejects.toThrow('privacy.notice_needed');
  await take(clerk, 'remedy');
  await expect(take(clerk, 'tell_authority', { noticeSha256: null })).rejects.toThrow('privacy.notice_needed');
  await expect(take(clerk, 'tell_authority', { on: day('2026-03-10') })).rejects.toThrow('privacy.day_out_of_order');
  await take(second, 'tell_authority');
  await expect(take(clerk, 'spare_persons')).rejects.toThrow('access.denied');
  await take(decider, 'spare_persons');
  await take(clerk, 'order_persons');
  await expect(take(decider, 'close')).rejects.toThrow('privacy.breach_step');
  await take(clerk, 'tell_persons', { told: '十二名当事人，书面' });
  await take(decider, 'close');
  await expect(take(clerk, 'remedy')).rejects.toThrow('privacy.breach_step');
  const own = { purpose: 'work', accountId: clerk.actor.accountId, organPath: '1.' } as const;
  const [line] = await inContext(database.pools.app, own, (tx) => listBreaches(tx, 10));
  expect(line!.taken.map((one) => one.step)).toEqual([
    'remedy',
    'tell_authority',
    'spare_persons',
    'order_persons',
    'tell_persons',
    'close',
  ]);
});

test('the database too lets no step come too early, none twice, and no one close what they entered', async () => {
  const { id } = (await enterBreach(clerk, breach())).result;
  const force = (name: string, number: number, by = decider) =>
    inContext(database.pools.app, { purpose: 'work', accountId: by.actor.accountId, organPath: '1.' }, (tx) =>
      tx
        .insertInto('privacy_breach_steps')
        .values({
          breach_id: id,
          number,
          step: name as BreachStep,
          taken_on: '2026-03-09',
          note: '绕过命令直接写入。',
          told: /^tell/.test(name) ? '某部门' : null,
          notice_sha256: /^tell/.test(name) ? Buffer.alloc(32) : null,
          breach_entered_by: clerk.actor.accountId,
          taken_by: by.actor.accountId,
          taken_kind: 'person',
          taken_at: new Date(),
          organ_path: '1.',
        })
        .execute(),
    );
  await expect(force('close', 1)).rejects.toThrow('does not follow');
  await expect(force('spare_persons', 1)).rejects.toThrow('does not follow');
  await force('remedy', 1);
  await force('tell_authority', 2);
  await expect(force('tell_authority', 3)).rejects.toThrow(/unique/);
  await force('tell_persons', 3);
  await expect(force('close', 4, clerk)).rejects.toThrow(/check constraint/);
  await force('close', 4);
});

test('nobody’s own information enters the register, and a day to come is none', async () => {
  await expect(enterBreach(clerk, breach({ cause: '证件号码 11010519491231002X 被转发。' }))).rejects.toThrow(
    'privacy.personal_value',
  );
  await expect(enterBreach(clerk, breach({ foundOn: day('2026-03-10') }))).rejects.toThrow('day_out_of_order');
  await expect(enterBreach(decider, breach())).rejects.toThrow('access.denied');
});

const printer = new Printer();
const asked = { wayOut: '已经远程清除设备；请留意冒名来电。', contact: '漯河市虚构区某路一号' };

test.each([
  ['authority', '个人信息泄露情况通知（主管部门）'],
  ['persons', '个人信息泄露告知书'],
] as const)(
  'the notice to the %s is printed from its template with the three matters of the article, and its digest goes into the step',
  async (to, title) => {
    const { id } = (await enterBreach(clerk, breach())).result;
    const { pdf } = await printBreachNotice(clerk, { law: testLaw(), printer }, id, { to, ...asked });
    const text = (await textOf(pdf)).join('').replaceAll(/\s/g, '');
    for (const said of [title, '姓名、证件号码', '电脑遗失', '可能被用于冒名', ...Object.values(asked), '第五十七条']) {
      expect([said, text.includes(said)]).toEqual([said, true]);
    }
    const noticeSha256 = createHash('sha256').update(pdf).digest('hex');
    await stepBreach(clerk, id, step(`tell_${to}`, { noticeSha256 }));
    const lines = await inContext(database.pools.app, workContext(clerk), (tx) => listBreaches(tx, 200));
    expect(lines.find((line) => line.id === id)!.taken).toMatchObject([{ step: `tell_${to}`, noticeSha256 }]);
  },
);

test('a notice that says somebody’s own values is not printed, nor for whoever may not keep the register', async () => {
  const { id } = (await enterBreach(clerk, breach())).result;
  const kit = { law: testLaw(), printer };
  const telling = { to: 'persons' as const, ...asked };
  await expect(
    printBreachNotice(clerk, kit, id, { ...telling, wayOut: '请致电 13800138000 告知当事人。' }),
  ).rejects.toThrow('privacy.personal_value');
  await expect(printBreachNotice(decider, kit, id, telling)).rejects.toThrow('access.denied');
});
