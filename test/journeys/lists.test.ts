import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { portalRoutes } from '../../src/facts/publication/index.ts';
import { sequenceNow } from '../../src/ground/audit/index.ts';
import { type HttpApp, makeHttp } from '../../src/ground/platform/http.ts';
import { loadMessages } from '../../src/ground/platform/messages.ts';
import { currentLogHead } from '../../src/ground/proof/index.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { PUBLIC_SUBJECTS, SubjectIndex } from '../../src/names/matching/index.ts';
import {
  DETERMINATION_PROCEDURE,
  openDomain,
  proposeDetermination,
  proposeDomain,
  publicListRoutes,
  reviewDomain,
} from '../../src/rights/determinations/index.ts';
import { enterObjection } from '../../src/rights/objections/index.ts';
import { auditVisibility } from '../../src/together/recalls/index.ts';
import {
  axeFindings,
  chineseTexts,
  fitsWidth,
  SCREENS,
  type Screen,
  shot,
  strayLatin,
  testBrowser,
} from '../support/browser.ts';
import { caseSteps } from '../support/cases.ts';
import { testDatabase } from '../support/database.ts';
import { isForTheKeyboard } from '../support/keyboard-walk.ts';
import { day } from '../support/law.ts';
import { LIST_DOMAIN, lawWithList } from '../support/list-domain.ts';
import { LOG_ORIGIN, testGrower, testLogHome } from '../support/log.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';

const COMPANY = '漯河虚构1号商贸有限公司';
const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
const browser = testBrowser();
const database = testDatabase();
const { home, keys } = testLogHome();
/** A pack with a domain of a list, for no pack that comes with the program has one. */
const law = lawWithList();
let bureau: TestBureau;
let http: HttpApp;
let index: SubjectIndex;
let origin: string;
let recordId: string;
let entry: string;
let kit: { law: typeof law; vault: Vault };

/** Notice, silence, three people, service and publication: then it stands on the list. */
async function listed(id: string): Promise<void> {
  const { take } = caseSteps(kit, [DETERMINATION_PROCEDURE]);
  const { clerk, reviewer, decider } = bureau;
  await take(clerk, id, 'serve_notice', { documents: ['prior_notice', 'delivery_receipt'] });
  bureau.clock.now = new Date('2026-03-17T02:00:00Z');
  await take(clerk, id, 'close_hearing');
  await take(clerk, id, 'draft_listing', { documents: ['list_decision'] });
  await take(reviewer, id, 'pass_listing', { documents: ['list_decision', 'legal_opinion'] });
  const reason = '事实清楚，依据充分。';
  const documents = ['list_decision', 'repair_notice', 'discussion_record'];
  await take(decider, id, 'decide_listing', { documents, reason });
  await take(clerk, id, 'serve_listing', { documents: ['delivery_receipt'] });
  expect((await fetch(`${origin}/lists/${id}`)).status).toBe(404);
  await take(decider, id, 'publish', { documents: ['publication_notice'], reason });
}

beforeAll(async () => {
  bureau = await testBureau(database);
  const { masterKey, clock, clerk, reviewer, decider } = bureau;
  kit = { law, vault: await Vault.open(database.pools, masterKey, clock.now) };
  recordId = [...(await bureau.send([penaltyRow(1, { CF_JDRQ: '2025/03/02', ...FINAL })])).values()][0]!;
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const shared = { pools: database.pools, now: () => clock.now };
  index = new SubjectIndex(PUBLIC_SUBJECTS, { ...shared, log: () => undefined, home });
  const deps = { ...shared, law: () => law, masterKey, names: { public: index } };
  await http.register((scope) => portalRoutes(scope as HttpApp, deps));
  publicListRoutes(http, { ...deps, checkpoint: () => currentLogHead(home) });
  origin = await http.listen({ host: '127.0.0.1', port: 0 });

  const domain = (await proposeDomain(clerk, law, LIST_DOMAIN.code)).result.id;
  await reviewDomain(reviewer, law, domain);
  await openDomain(decider, law, domain);
  const contents = {
    domain: LIST_DOMAIN.code,
    termMonths: 36,
    measures: ['M10'],
    refs: ['hnxy:28'],
    role: null,
    roleFrom: null,
    roleUntil: null,
    supervision: null,
  };
  const given = { recordId, use: 'serious_list', contents, on: day('2026-03-09'), reason: '提出列入建议。' } as const;
  entry = (await proposeDetermination(clerk, kit, given)).result.id;
  await listed(entry);
  await sequenceNow(database.pools, clock.now);
  await testGrower(database, keys, path.join(home, 'log')).grower.grow();
}, 120_000);
afterAll(async () => {
  await http?.close();
  await index?.stop();
  rmSync(home, { recursive: true, force: true });
});

test.each<[Screen, 'zh' | 'en']>([
  ['desktop', 'zh'],
  ['phone', 'zh'],
  ['phone', 'en'],
])(
  'a filled list and the page of its entry read well: end, basis, how to object and to ask for an early end, checkpoint: %s, %s',
  async (screen, language) => {
    const { page, complaints } = await browser.open(screen);
    const looksRight = async (name: string) => {
      expect([name, await axeFindings(page)]).toEqual([name, []]);
      if (page.viewportSize()!.width === SCREENS.desktop.width) await isForTheKeyboard(page, name);
      expect([name, await fitsWidth(page)]).toEqual([name, true]);
      if (await page.locator('html[lang="zh-CN"]').count()) expect([name, await strayLatin(page)]).toEqual([name, []]);
      expect([name, await page.locator('script').count()]).toEqual([name, 0]);
      if (language === 'en') expect([name, await chineseTexts(page)]).toEqual([name, []]);
      await shot(page, `${name}-${language}-${screen}`, { fullPage: true });
    };
    await page.goto(`${origin}/lists?lang=${language}`);
    await looksRight('lists');
    await page.getByRole('link', { name: COMPANY }).press('Enter');
    await page.getByRole('heading', { level: 1, name: COMPANY }).waitFor();
    await looksRight('list-entry');
    const text = (await page.getByRole('main').textContent())!;
    // Served on 17 March 2026: three years to the end, one until an early end may be asked for (as the packs have them).
    const [end, early] = language === 'zh' ? ['2029年3月17日', '2027年3月17日'] : ['17 March 2029', '17 March 2027'];
    const { size } = (await currentLogHead(home))!;
    expect(size).toBeGreaterThan(10);
    for (const told of [end, early, '社会信用条例》第28条', LOG_ORIGIN, String(size)].slice(
      0,
      language === 'zh' ? 5 : 2,
    )) {
      expect(text).toContain(told);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  90_000,
);

test('what the party says of the record on which it rests stands on the page of its entry', async () => {
  const said = '当事人称已于2025年4月足额缴纳罚款。';
  // As the owner: how a statement is made and reviewed is tested elsewhere.
  await bureau.asOwner(`set session_replication_role = replica;
    with made as (insert into party_statements (id, subject_id, record_id, sealed_id, made_by, made_kind, made_at, organ_path)
      select gen_random_uuid(), r.subject_id, r.id, gen_random_uuid(), gen_random_uuid(), 'party', '2026-03-09', r.organ_path
      from records as r where r.id = '${recordId}' returning *)
    insert into party_statement_reviews (statement_id, subject_id, record_id, outcome, told, reason, reviewed_by, reviewed_kind, reviewed_at,
      organ_path)
    select id, subject_id, record_id, 'released', '${said}', '没有个人信息。', gen_random_uuid(), 'person', made_at, organ_path from made`);
  const text = await (await fetch(`${origin}/lists/${entry}`)).text();
  expect(text).toContain('信用主体的说明');
  expect(text).toContain(said);
});

test('an entry that is shown past the months that were decided is named by the nightly proof', async () => {
  const proved = async (on: string) => {
    bureau.clock.now = new Date(`${on}T02:00:00Z`);
    await auditVisibility({ pools: database.pools, now: () => bureau.clock.now, law: () => law, log: () => undefined });
    const [audit] = await bureau.asOwner<{ ids: string[] }>(
      'select seen_in_lists as ids from visibility_audits where day = $1',
      [on],
    );
    return [(await fetch(`${origin}/lists/${entry}`)).status, audit?.ids];
  };
  expect(await proved('2029-03-17')).toEqual([200, []]);
  expect(await proved('2029-03-18')).toEqual([404, []]);
  // As a superuser: its last day is moved.
  const ending = (on: string) =>
    bureau.asOwner(`set session_replication_role = replica; update determination_terms set until_on = '${on}'`);
  await ending('2030-03-17');
  expect(await proved('2029-03-19')).toEqual([200, [entry]]);
  await ending('2029-03-17');
});

test('an entry under objection or past its last day answers like one that never was', async () => {
  const answer = async () => {
    const found = await fetch(`${origin}/lists/${entry}`);
    return [found.status, (await found.text()).includes(COMPANY)];
  };
  bureau.clock.now = new Date('2029-03-17T02:00:00Z');
  expect(await answer()).toEqual([200, true]);
  bureau.clock.now = new Date('2029-03-18T02:00:00Z');
  expect(await answer()).toEqual([404, false]);
  bureau.clock.now = new Date('2026-03-18T02:00:00Z');
  expect(await answer()).toEqual([200, true]);
  const said = { channel: 'paper', points: ['当事人称已经履行。'], exhibits: [] } as const;
  await enterObjection(bureau.clerk, kit, { recordId, receivedOn: day('2026-03-18'), ...said });
  expect(await answer()).toEqual([404, false]);
  expect(await (await fetch(`${origin}/lists`)).text()).toContain('现在没有列入');
  for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
    expect((await fetch(`${origin}/lists/${id}`)).status).toBe(404);
  }
});
