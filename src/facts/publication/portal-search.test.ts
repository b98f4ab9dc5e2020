import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { sequenceNow } from '../../ground/audit/index.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { PUBLIC_SUBJECTS, SubjectIndex } from '../../names/matching/index.ts';
import { portalRoutes } from './index.ts';

const NUMBER = (serial: number) => `虚司罚决字〔2026〕第${serial}号`;
const code = (serial: number) => usccFor('411100', '91', serial);
const database = testDatabase();
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-portal-'));
let bureau: TestBureau;
let http: HttpApp;
let index: SubjectIndex;
beforeAll(async () => {
  bureau = await testBureau(database);
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const { law, masterKey, clock } = bureau;
  const shared = { pools: database.pools, now: () => clock.now };
  index = new SubjectIndex(PUBLIC_SUBJECTS, { ...shared, log: () => undefined, home });
  const deps = { ...shared, law: () => law, masterKey, names: { public: index } };
  await http.register((scope) => portalRoutes(scope as HttpApp, deps));
  await publish(1, '漯河市虚构正音食品有限公司');
  await bureau.send([penaltyRow(2, { CF_XDR_MC: '漯河市虚构正因食品有限公司' })]); // known, and not public
  await publish(3, '漯河市虚构正银食品有限公司');
  await upToDate();
}, 60_000);
afterAll(async () => {
  await index.stop();
  rmSync(home, { recursive: true, force: true });
});

async function publish(serial: number, name: string, change: Record<string, string> = {}) {
  const recordId = (await bureau.send([penaltyRow(serial, { CF_XDR_MC: name, ...change })])).get(NUMBER(serial))!;
  return bureau.publish(recordId);
}
async function upToDate(): Promise<void> {
  index.start();
  await sequenceNow(database.pools, bureau.clock.now);
  const [head] = await bureau.asOwner<{ n: number }>('select max(position)::int as n from journal_positions');
  await vi.waitFor(() => expect(index.position).toBeGreaterThanOrEqual(head!.n), { timeout: 20_000, interval: 20 });
}
const search = async (q: string, lang = 'zh') => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const payload = new URLSearchParams({ q }).toString();
  return (await http.inject({ method: 'POST', url: `/search?lang=${lang}`, headers, payload })).body;
};
/** The page without what was typed and without tokens: what a reader could compare. */
const plain = (page: string, asked: string) => page.replaceAll(asked, '').replace(/\/o\/[\w-]+/g, '/o/');

test('a misspelt name finds the organisation and says in what way the names differ, without a script', async () => {
  const page = await search('漯河市虚构正音食品公司');
  expect(page).toContain('名称相近的单位');
  expect(page).toContain('漯河市虚构正音食品有限公司');
  expect(page).toContain('不等于同一单位');
  expect(page).not.toContain('<script');
  expect(await search('漯河市虚构正音食品公司', 'en')).toContain('Organisations with names like it');
});

test('an exact or leading name comes first, and is not told a second time among the likenesses', async () => {
  const page = await search('漯河市虚构正音');
  expect(page.split('漯河市虚构正音食品有限公司').length).toBe(2);
});

test('organisations whose names begin alike are told apart by their codes, in the list and on the page of each', async () => {
  const page = await search('漯河市虚构正');
  for (const serial of [1, 3]) expect(page).toContain(`<span class="quiet small">${code(serial)}</span>`);
  expect(page).not.toContain(code(2));
  const [address] = /\/o\/[\w-]+/.exec(await search(code(1)))!;
  const own = (await http.inject({ url: address })).body;
  expect(own).toContain(code(1));
});

test('of whom nothing is public nothing is told: not by name, not by likeness, not by what is missing', async () => {
  for (const asked of ['漯河市虚构正因食品有限公司', '漯河市虚构正因食品公司', '虚构正因']) {
    expect(await search(asked)).not.toContain('正因食品有限公司</a>');
  }
  // A name that exists nowhere, as far from the public ones as that of the hidden firm, gets the same page.
  const [hidden, nowhere] = ['漯河市虚构正因食品有限公司', '漯河市虚构正茵食品有限公司'];
  expect(plain(await search(hidden), hidden)).toBe(plain(await search(nowhere), nowhere));
});

test('the day after its end a name is found by no likeness, though no journal entry said so', async () => {
  const today = bureau.clock.now;
  expect(await search('虚构正银食品公司')).toContain('正银食品有限公司');
  bureau.clock.now = new Date('2029-01-02T02:00:00Z');
  expect(await search('虚构正银食品公司')).not.toContain('正银食品有限公司');
  bureau.clock.now = today;
});

test('natural persons and individual businesses are found by no likeness, though their decisions are public', async () => {
  const finding = { influenceFinding: '社会关注度高，涉及不特定多数人。' };
  const person = personRow(10, '440524188001010014', { CF_XDR_MC: '虚甲乙', minor: 'false' });
  const shop = penaltyRow(11, {
    CF_XDR_LB: '个体工商户',
    CF_XDR_MC: '无有铺子',
    CF_XDR_SHXYM: usccFor('411100', '92', 11),
    CF_FRDB: '',
  });
  for (const [row, serial] of [
    [person, 10],
    [shop, 11],
  ] as const) {
    await bureau.publish((await bureau.send([row])).get(NUMBER(serial))!, finding);
  }
  await upToDate();
  for (const asked of ['虚甲乙', '虚甲', '无有铺子', '无有铺']) {
    expect((await search(asked)).match(/虚\*|无\*|铺子<|甲乙</)).toBeNull();
  }
});
