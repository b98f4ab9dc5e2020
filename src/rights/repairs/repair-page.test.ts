import { afterAll, beforeAll, expect, test } from 'vitest';
import { testLaw } from '../../../test/support/law.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { repairPageRoutes } from './index.ts';

let http: HttpApp;
beforeAll(async () => {
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const deps = { now: () => new Date('2026-06-01T02:00:00Z'), law: testLaw };
  await http.register((scope) => repairPageRoutes(scope as HttpApp, deps));
});
afterAll(() => http.close());

const compute = async (typed: Readonly<Record<string, string>>) =>
  (
    await http.inject({
      method: 'POST',
      url: '/repair',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(typed).toString(),
    })
  ).body;

test('class and days are enough: whoever knows the class needs no kinds', async () => {
  const found = await compute({ classified: 'serious', decidedOn: '2026-05-11', publishedOn: '2026-05-20' });
  for (const told of ['严重', '最早 2027年5月', '公示至 2029年5月']) expect(found).toContain(told);
  expect(await compute({ decidedOn: '2026-05-11' })).toContain('处罚种类或者失信信息类别（至少填一项）');
});

test('before there is a decision the days are those of one that is made today', async () => {
  const found = await compute({ classified: 'general' });
  for (const told of ['最早 2026年9月1日', '未填决定日期：按今天作出决定计算。']) expect(found).toContain(told);
});
