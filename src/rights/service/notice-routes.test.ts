import { beforeAll, expect, test } from 'vitest';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { Vault } from '../../ground/vault/index.ts';
import { auditVisibility } from '../../together/recalls/index.ts';
import { DETERMINATION_PROCEDURE, publicListRoutes } from '../determinations/index.ts';
import { enterObjection, OBJECTION_PROCEDURE } from '../objections/index.ts';
import { publicNoticeRoutes } from './index.ts';

const database = testDatabase();
let bureau: TestBureau;
let http: HttpApp;
let vault: Vault;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const deps = { pools: database.pools, now: () => bureau.clock.now, law: () => bureau.law };
  publicNoticeRoutes(http, deps);
  publicListRoutes(http, { ...deps, checkpoint: async () => undefined });
}, 60_000);
const page = async (url: string) => (await http.inject({ url })).body;

/** A reply on a record, sealed and announced on the ninth of March, written as the owner: how it comes so far is tested elsewhere. */
async function announced(recordId: string): Promise<void> {
  const kit = { law: bureau.law, vault };
  const given = {
    recordId,
    receivedOn: day('2026-03-06'),
    channel: 'paper',
    points: ['金额有误。'],
    exhibits: [],
  } as const;
  const { id } = (await enterObjection(bureau.clerk, kit, given)).result;
  const steps = caseSteps(kit, [OBJECTION_PROCEDURE, DETERMINATION_PROCEDURE]);
  await steps.dispose(bureau.clerk, id, 1, 'not_upheld');
  await steps.reply(bureau, id, 'decide_not_upheld');
  await steps.announce(bureau.clerk, id, ['reply']);
}

test('a public notice tells whom, which document and the day on which it counts as served, and is gone the day after', async () => {
  const [firm] = [...(await bureau.send([penaltyRow(1)])).values()];
  await announced(firm!);
  bureau.clock.now = new Date('2026-04-08T02:00:00Z');
  const last = await page('/notices');
  // Thirty days, the day of the announcement not counted (民事诉讼法 art. 95).
  for (const told of ['漯河虚构1号商贸有限公司', '异议处理结果告知书', '2026年3月9日', '2026年4月8日'])
    expect(last).toContain(told);
  expect(await page('/notices?lang=en')).toContain('Service by public notice');
  bureau.clock.now = new Date('2026-04-09T02:00:00Z');
  expect(await page('/notices')).toContain('现在没有送达公告');
  bureau.clock.now = new Date('2026-03-09T02:00:00Z');
});

test('a notice that is shown past the day by which the law counts it as served is named by the nightly proof', async () => {
  const proved = async () => {
    const deps = { pools: database.pools, now: () => bureau.clock.now, law: () => bureau.law, log: () => undefined };
    await auditVisibility(deps);
    const [audit] = await bureau.asOwner<{ over: number; ids: string[] }>(
      'select over, seen_in_notices as ids from visibility_audits order by day desc limit 1',
    );
    return audit;
  };
  bureau.clock.now = new Date('2026-04-09T02:00:00Z');
  expect(await proved()).toEqual({ over: 1, ids: [] });
  // As a superuser: a later day is written down as that of the service.
  await bureau.asOwner(`set session_replication_role = replica;
    insert into service_outcomes (service_id, served_on, receipt_sha256, derivation, edition, concluded_by, concluded_at, organ_path)
    select id, '2026-06-30', sha256('一'), '[]', repeat('0', 64), begun_by, begun_at, organ_path from services`);
  bureau.clock.now = new Date('2026-04-10T02:00:00Z');
  expect(await page('/notices')).toContain('漯河虚构1号商贸有限公司');
  const [service] = await bureau.asOwner<{ id: string }>('select id from services');
  expect(await proved()).toEqual({ over: 1, ids: [service!.id] });
  await bureau.asOwner('set session_replication_role = replica; delete from service_outcomes');
  bureau.clock.now = new Date('2026-03-09T02:00:00Z');
});

test('of a natural person a public notice tells a masked name, no number, and nothing of what the document says', async () => {
  const [person] = [...(await bureau.send([personRow(90, '11010519491231002X')])).values()];
  await announced(person!);
  const shown = await page('/notices');
  expect(shown).toMatch(/[\u4e00-\u9fff]\*/);
  expect(shown).not.toMatch(/11010519491231002X|理由和依据如下|金额有误/);
});

test('the page of serious lists says that none is open, by which article, and lists nobody', async () => {
  const shown = await page('/lists');
  expect(shown).toContain('没有设列任何领域，因此没有任何人被列入。');
  expect(shown).toContain('失信约束制度');
  expect(shown).toContain('/log/checkpoint');
  expect(shown).not.toContain('漯河虚构1号商贸有限公司');
});
