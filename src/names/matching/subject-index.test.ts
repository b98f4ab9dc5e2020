import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { settleQuarantine } from '../../facts/intake/index.ts';
import { withdrawPublication } from '../../facts/publication/index.ts';
import { sequenceNow } from '../../ground/audit/index.ts';
import { chinaDate, plainDateOf } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { Vault } from '../../ground/vault/index.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../screening/index.ts';
import { ALL_SUBJECTS, calibratedThresholds, type NameSource, PUBLIC_SUBJECTS, SubjectIndex } from './index.ts';

const database = testDatabase();
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-names-'));
const running: SubjectIndex[] = [];
let bureau: TestBureau;
beforeAll(async () => {
  bureau = await testBureau(database);
}, 60_000);
afterEach(async () => {
  await Promise.all(running.splice(0).map((index) => index.stop()));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const told = vi.fn();
function indexOf(folder: string, source: NameSource = ALL_SUBJECTS, thresholds?: Thresholds): SubjectIndex {
  const { clock } = bureau;
  const deps = { pools: database.pools, now: () => clock.now, log: told, home: path.join(home, folder), thresholds };
  const index = new SubjectIndex(source, deps);
  running.push(index);
  index.start();
  return index;
}
const namesFor = async (index: SubjectIndex, name: string) => {
  const [found] = await index.screen([{ name }], 5);
  return found!.hits.map((hit) => `${hit.name} ${hit.nameKind}`);
};
/** Sequences, and waits until the index has read that far: at most a second. */
async function upToDate(...indexes: SubjectIndex[]): Promise<void> {
  await sequenceNow(database.pools, bureau.clock.now);
  const [head] = await bureau.asOwner<{ n: number }>('select max(position)::int as n from journal_positions');
  await vi.waitFor(() => expect(indexes.map(({ position }) => position >= head!.n)).not.toContain(false), {
    timeout: 3_000,
    interval: 20,
  });
}
const firm = (serial: number, name: string) => penaltyRow(serial, { CF_XDR_MC: name });

test('a new subject is found within a second of its position, in every process', async () => {
  const [one, other] = [indexOf('a'), indexOf('b')];
  for (const index of [one, other]) expect(await namesFor(index, '漯河市虚构戊己食品有限公司')).toEqual([]);
  await bureau.send([firm(1, '漯河市虚构戊己食品有限公司')]);
  await sequenceNow(database.pools, bureau.clock.now);
  const began = performance.now();
  await upToDate(one, other);
  expect(performance.now() - began).toBeLessThan(1_000);
  for (const index of [one, other]) {
    // A homophone, another form: found, and said in what way.
    const [found] = await index.screen([{ name: '漯河市虚构戊己食品公司' }, { code: usccFor('411100', '91', 1) }], 5);
    expect(found!.hits[0]).toMatchObject({ name: '漯河市虚构戊己食品有限公司', class: 'other_form', decision: 'look' });
  }
});

test('a renamed subject is found under both names, and the one before is called former', async () => {
  const index = indexOf('a');
  await bureau.send([firm(2, '漯河市虚构旧号商贸有限公司')]);
  await upToDate(index);
  await bureau.send([{ ...firm(3, '漯河市虚构新号科技有限公司'), CF_XDR_SHXYM: usccFor('411100', '91', 2) }]);
  const [waiting] = await bureau.asOwner<{ id: string }>(
    "select q.id from quarantine q where q.kind = 'name_contradicts_code'",
  );
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 1_000);
  const vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const deps = { vault, law: bureau.law, spool: undefined as never };
  await settleQuarantine(bureau.clerk, deps, waiting!.id, { outcome: 'accepted', reason: '已核对变更登记' });
  await upToDate(index);
  expect(await namesFor(index, '漯河市虚构新号科技有限公司')).toContain('漯河市虚构新号科技有限公司 registered');
  expect(await namesFor(index, '漯河市虚构旧号商贸有限公司')).toContain('漯河市虚构旧号商贸有限公司 former');
});

test('hits are judged by the calibration of the installation where there is one, and a file that is none stops the start', async () => {
  const file = path.join(home, 'thresholds.json');
  const { classes } = DEFAULT_THRESHOLDS;
  const own = { version: 'our own pairs', classes: { ...classes, other_form: { strong: 2, look: 2 } } };
  writeFileSync(file, JSON.stringify(own));
  const index = indexOf('own', ALL_SUBJECTS, await calibratedThresholds(file));
  await bureau.send([firm(5, '漯河市虚构庚辛食品有限公司')]);
  await upToDate(index);
  const queries = Array.from({ length: 20 }, () => ({ name: '漯河市虚构庚辛食品公司' })); // a few in place, many in threads
  for (const asked of [queries.slice(0, 1), queries]) {
    const [found] = await index.screen(asked, 1);
    expect(found!.hits).toMatchObject([{ class: 'other_form', decision: 'none' }]);
  }
  expect(index.calibration).toBe('our own pairs');
  const spoilt = { ...own, classes: { ...classes, other_place: { strong: 0.9, look: 0.8 } } }; // never strong
  for (const text of ['{', '{}', JSON.stringify(spoilt)]) {
    writeFileSync(file, text);
    await expect(calibratedThresholds(file)).rejects.toMatchObject({
      code: 'config.bad_value',
      facts: { key: 'ZHENGMING_SCREENING_THRESHOLDS' },
    });
  }
});

test('natural persons and individual businesses are in no index', async () => {
  const index = indexOf('a');
  await bureau.send([
    personRow(10, '440524188001010014', { CF_XDR_MC: '虚甲乙', minor: 'false' }),
    penaltyRow(11, { CF_XDR_LB: '个体工商户', CF_XDR_MC: '驻马店无有小卖部', CF_FRDB: '' }),
  ]);
  await upToDate(index);
  for (const name of ['虚甲乙', '虚*', '驻马店无有小卖部']) {
    const found = (await namesFor(index, name)).join(' ');
    expect([name, /虚甲乙|虚[*]|小卖部/.test(found)]).toEqual([name, false]);
  }
});

test('a restart reads the file and catches up; a damaged, a lost and a foreign file are made anew', async () => {
  const first = indexOf('c');
  await bureau.send([firm(20, '漯河市虚构重启印刷有限公司')]);
  await upToDate(first);
  await first.stop();
  await bureau.send([firm(21, '漯河市虚构追赶印刷有限公司')]);
  told.mockClear();
  const names = ['漯河市虚构重启印刷有限公司', '漯河市虚构追赶印刷有限公司'];
  const found = async (index: SubjectIndex) => {
    await upToDate(index);
    const all = await Promise.all(names.map((name) => namesFor(index, name)));
    await index.stop();
    return all.map((hits, at) => hits.includes(`${names[at]} registered`));
  };
  expect(await found(indexOf('c'))).toEqual([true, true]);
  expect(told).not.toHaveBeenCalled();
  const file = path.join(home, 'c', 'screening', 'subjects.index');
  const good = readFileSync(file);
  const spoilt: [string, () => void][] = [
    ['screening.index_damaged', () => writeFileSync(file, good.fill(7, good.length - 40))],
    ['screening.index_damaged', () => writeFileSync(file, good.subarray(0, 100))],
    ['absent', () => rmSync(file)],
  ];
  for (const [reason, spoil] of spoilt) {
    spoil();
    told.mockClear();
    expect([reason, await found(indexOf('c'))]).toEqual([reason, [true, true]]);
    expect(told).toHaveBeenCalledWith('making the index of names anew', { index: 'subjects', reason });
  }
});

test('the public index knows only whom something public is about, today', async () => {
  const [all, publicly] = [indexOf('a'), indexOf('a', PUBLIC_SUBJECTS)];
  const name = '漯河市虚构公示建材有限公司';
  const recordId = [...(await bureau.send([firm(30, name)])).values()][0]!;
  await upToDate(all, publicly);
  expect([await namesFor(all, name), await namesFor(publicly, name)]).toEqual([[`${name} registered`], []]);
  await bureau.publish(recordId);
  await upToDate(publicly);
  expect(await namesFor(publicly, name)).toEqual([`${name} registered`]);
  const today = bureau.clock.now;
  bureau.clock.now = new Date('2029-03-09T02:00:00Z'); // the publication is over
  await vi.waitFor(async () => expect(await namesFor(publicly, name)).toEqual([]), { timeout: 3_000 });
  bureau.clock.now = today;
});

test('an organisation is public when row-level security shows the portal one publication: not before, withdrawn or over', async () => {
  const rows = [firm(40, '漯河市虚构甲字建材有限公司'), firm(41, '漯河市虚构乙字建材有限公司')];
  const [one, other] = [...(await bureau.send(rows)).values()];
  await bureau.publish(one!);
  const withdrawn = await bureau.publish(other!);
  const ground = { ground: 'own_error', publicReason: '公示内容有误。' } as const;
  await withdrawPublication(bureau.publisher, bureau.law, { publicationId: withdrawn.id, ...ground });
  const days = ['2020-01-01', chinaDate(bureau.clock.now), '2029-03-09'].map(plainDateOf);
  const publicOn: number[] = [];
  for (const today of days) {
    const { rows: told } = await inContext(database.pools.app, { purpose: 'portal', today }, (tx) =>
      sql<{ id: string; says: boolean; shown: boolean }>`
        select s.id, s.id in (select x.id from public_organisations(${FIRST_ID}, 1000, ${today}) as x (id)) as says,
          s.kind = 'organisation' and exists (select from publications as p where p.subject_id = s.id) as shown
        from subjects as s`.execute(tx),
    );
    expect(told.map(({ id, says }) => [id, says])).toEqual(told.map(({ id, shown }) => [id, shown]));
    publicOn.push(told.filter(({ says }) => says).length);
  }
  expect([publicOn[0], publicOn[1]! > 0, publicOn[2]]).toEqual([0, true, 0]);
});
