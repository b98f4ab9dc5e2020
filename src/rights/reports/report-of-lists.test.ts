import { beforeAll, expect, test } from 'vitest';
import { determinationBench, LISTING, SERVED } from '../../../test/support/determination-bench.ts';
import { type PartyPortal, partyPortal } from '../../../test/support/party-portal.ts';
import { sequenceNow } from '../../ground/audit/index.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { followTouchedRecords } from '../../together/recalls/index.ts';
import { DETERMINATION_PROCEDURE } from '../determinations/index.ts';
import { reportPageRoutes } from './index.ts';

const bench = determinationBench();
const { at, database, decide, law, openList, propose, ready, sent, steps } = bench;
const LIST = '列入虚构领域严重失信主体名单；至2029-03-20';
let portal: PartyPortal;
let cookie: string;
let caseId: string;

beforeAll(async () => {
  at('2026-03-09');
  const { bureau } = bench;
  portal = await partyPortal(database, { ...bureau, law }, [DETERMINATION_PROCEDURE]);
  await portal.http.register(async (scope) => reportPageRoutes(scope as HttpApp, portal.deps));
  await portal.http.ready();
  const recordId = await sent(1);
  await openList();
  caseId = await propose(recordId, { use: 'serious_list', contents: LISTING });
  await ready(caseId, 'list_decision');
  await decide(caseId, 'decide_listing', ['list_decision', 'repair_notice', 'discussion_record']);
  at('2026-03-20');
  await steps().take(bureau.clerk, caseId, 'serve_listing', SERVED);
  await decide(caseId, 'publish', ['publication_notice']);
  ({ cookie } = await portal.party(1));
}, 120_000);

const clock = (time: string) => {
  bench.bureau.clock.now = new Date(`2026-03-20T${time}Z`);
};
const report = async () => {
  const { headers } = await portal.post('/my/report', { purpose: '投标使用' }, cookie);
  return (await portal.get(String(headers.location), cookie)).body;
};
const fetched = (code: string) => portal.post('/report/reports', { code });

test('a report tells the entry of a serious list that stands, to whoever may fetch what is public too, and nobody once it ends', async () => {
  clock('02:10:00');
  const grant = { holder: '虚构咨询有限公司', grantPurpose: '投标资格审查', scope: 'public', until: '2026-05-30' };
  const { body } = await portal.post('/my/report/grants', grant, cookie);
  const code = /<code class="paper-code">([^<]+)<\/code>/.exec(body)![1]!;
  expect(await report()).toContain(LIST);
  expect((await fetched(code)).body).toContain(LIST);

  // Suspended it rests for nothing, and whoever holds a report hears of it.
  const { bureau } = bench;
  const told = async () => {
    await sequenceNow(database.pools, bureau.clock.now);
    const log = () => undefined;
    await followTouchedRecords({ pools: database.pools, now: () => bureau.clock.now, law: () => law, log });
    return (await portal.post('/report', { code })).body;
  };
  expect(await told()).toContain('已取得的报告没有变化');
  clock('02:20:00');
  const reason = '有异议，核实期间暂停。';
  await steps().take(bureau.reviewer, caseId, 'suspend', { documents: ['suspension_ground'], reason });
  expect(await told()).toContain('名单有了进展');
  expect((await fetched(code)).body).not.toContain(LIST);
  expect(await report()).not.toContain(LIST);
});
