import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { engineTables } from '../../../bench/screening/engine-tables.ts';
import { questionSet } from '../../../bench/screening/question-set.ts';
import { saveInBackground } from './background-thread.ts';
import { loadIndex, saveIndex } from './index-file.ts';
import { PersonIndex } from './persons.ts';
import { ScreeningRefusal } from './refusal.ts';
import { Screener } from './screen.ts';
import { ScreeningList } from './screening-list.ts';
import { ScreeningPool } from './screening-pool.ts';
import type { Snapshot } from './snapshot.ts';
import { DEFAULT_THRESHOLDS } from './thresholds.ts';

const set = questionSet(engineTables(), 600, 40, 5);
const records = set.names.map((name, i) => ({ id: `subject-${i}`, name }));
const queries = set.questions.map(({ text }) => ({ name: text }));
const folder = mkdtempSync(path.join(os.tmpdir(), 'screening-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hitsOf = (snapshot: Snapshot) => {
  const screener = new Screener(snapshot);
  return queries.map((query) => screener.screen(query, 10).hits);
};

const changes = fc.array(
  fc.record({ end: fc.array(fc.nat(599), { maxLength: 6 }), add: fc.array(fc.nat(599), { maxLength: 6 }) }),
  {
    maxLength: 5,
  },
);

test('base, delta and ended subjects answer as a list built anew, before and after merging', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (steps) => {
      const list = ScreeningList.of(records.slice(0, 300));
      const living = new Map(records.slice(0, 300).map((record) => [record.id, record]));
      for (const { end, add } of steps) {
        const ended = [...new Set([...end, ...add])].map((i) => records[i]!.id);
        const added = [...new Set(add)].map((i) => records[i]!);
        list.change({ end: ended, add: added });
        for (const id of ended) living.delete(id);
        for (const record of added) living.set(record.id, record);
      }
      const anew = hitsOf(ScreeningList.of(living.values()).snapshot);
      expect(hitsOf(list.snapshot)).toEqual(anew);
      await list.merge();
      expect(list.snapshot.segments).toHaveLength(1);
      expect(hitsOf(list.snapshot)).toEqual(anew);
    }),
    { numRuns: 4 },
  );
}, 60_000);

test('a list that streams in page by page, and many names added at once, answer as a list built in one go', async () => {
  async function* pages() {
    yield records.slice(0, 100);
    yield [{ id: 'nothing', name: '——' }]; // nothing to compare: left out, and the rest is found
    yield records.slice(100, 300);
  }
  const list = await ScreeningList.ofPages(pages());
  list.change({ add: records.slice(300, 310) });
  await list.changeMany({ end: records.slice(0, 50).map(({ id }) => id), add: records.slice(310, 500) });
  list.change({ end: [records[305]!.id] });
  const living = [...records.slice(50, 305), ...records.slice(306, 500)];
  expect(hitsOf(list.snapshot)).toEqual(hitsOf(ScreeningList.of(living).snapshot));
  const file = path.join(folder, 'background.index');
  await saveInBackground(file, list.snapshot, 'journal 7');
  const loaded = loadIndex(file);
  expect([loaded.position, hitsOf(loaded.snapshot)]).toEqual(['journal 7', hitsOf(list.snapshot)]);
}, 30_000);

test('a very large list is built in several segments, and merging leaves the full ones in front alone', async () => {
  async function* pages() {
    for (let at = 0; at < 500; at += 50) yield records.slice(at, at + 50);
  }
  const list = await ScreeningList.ofPages(pages(), 150);
  expect(list.snapshot.segments.map(({ segment }) => segment.recordCount >= 150)).toEqual([true, true, true, false]);
  const [first, second] = list.snapshot.segments;
  list.change({ end: records.slice(150, 250).map(({ id }) => id), add: records.slice(500, 520) });
  await list.merge();
  const { segments } = list.snapshot;
  expect(segments[0]).toBe(first);
  expect(segments.map(({ segment }) => segment)).not.toContain(second!.segment); // most of it has ended
  expect(list.unmerged).toBe(1);
  const living = [...records.slice(0, 150), ...records.slice(250, 520)];
  expect(hitsOf(list.snapshot)).toEqual(hitsOf(ScreeningList.of(living).snapshot));
}, 30_000);

test('what changes while a merge is under way is in the merged list', async () => {
  const list = ScreeningList.of(records.slice(0, 300));
  const merging = list.merge();
  list.change({ end: [records[0]!.id], add: [records[400]!] });
  await merging;
  const screener = new Screener(list.snapshot);
  const ids = (name: string) => screener.screen({ name }, 20).hits.map((hit) => hit.id);
  expect(ids(records[0]!.name)).not.toContain(records[0]!.id);
  expect(ids(records[400]!.name)).toContain(records[400]!.id);
});

test('one thread, two and the caller itself answer alike', async () => {
  const { snapshot } = ScreeningList.of(records);
  const screener = new Screener(snapshot);
  const alone = queries.map((query) => screener.screen(query));
  for (const threads of [1, 2]) {
    const pool = new ScreeningPool(snapshot, threads);
    expect(await pool.screen(queries)).toEqual(alone);
    await pool.stop();
    await expect(pool.screen(queries)).rejects.toThrow('screening.pool_stopped');
  }
});

test('a list that is swapped is judged by the thresholds that the threads were given', async () => {
  const { version, classes } = DEFAULT_THRESHOLDS;
  const own = { version: `${version}, own`, classes: { ...classes, same_name: { strong: 2, look: 0.5 } } };
  const pool = new ScreeningPool(ScreeningList.of(records.slice(0, 10)).snapshot, 1, own);
  pool.use(ScreeningList.of(records).snapshot);
  const [answer] = await pool.screen([{ name: records[20]!.name }], 1);
  expect(answer).toMatchObject({ thresholds: own.version, hits: [{ class: 'same_name', decision: 'look' }] });
  await pool.stop();
});

test('a question that the threads share gets the answer of one that reads the whole list', async () => {
  const list = ScreeningList.of(records.slice(0, 200));
  // A later segment has codes, a subject's second name, and names that the first has too.
  const code = '91411100MA0000015P';
  const again = { id: records[0]!.id, name: `${records[0]!.name}第二`, code };
  list.change({ end: [records[1]!.id], add: [...records.slice(200), again] });
  expect(list.snapshot.segments.length).toBe(2);
  const screener = new Screener(list.snapshot);
  const asked = [...queries, { name: records[0]!.name }, { name: records[0]!.name, code }];
  const alone = asked.map((query) => screener.screen(query, 3));
  for (const threads of [1, 2, 3]) {
    const pool = new ScreeningPool(list.snapshot, threads);
    expect(await Promise.all(asked.map((query) => pool.screenTogether(query, 3)))).toEqual(alone);
    await pool.stop();
  }
});

test('a list comes back from disk as it was, and a damaged or foreign file is refused', () => {
  const file = path.join(folder, 'list.index');
  const list = ScreeningList.of(records);
  list.change({
    end: [records[3]!.id],
    add: [{ id: 'new', name: '漯河市正名食品有限公司', code: '91411100MA0000015P' }],
  });
  saveIndex(file, list.snapshot, 'journal 17');
  const loaded = loadIndex(file);
  expect(loaded.position).toBe('journal 17');
  expect(hitsOf(loaded.snapshot)).toEqual(hitsOf(list.snapshot));
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, bytes.length - 16));
  expect(() => loadIndex(file)).toThrow(ScreeningRefusal);
  const foreign = [
    ['"edition":', '"edition":9'],
    ['"bigEndian":false', '"bigEndian":true'],
    ['"zhengming-screening-', '"zhengming-screening-9'],
  ] as const;
  for (const [own, other] of foreign) {
    writeFileSync(file, bytes.toString('latin1').replace(own, other), 'latin1');
    expect(() => loadIndex(file)).toThrow('screening.index_foreign');
  }
});

test('a bit that has turned anywhere in a file, or an end that is missing, is found before anything is answered from it', () => {
  const file = path.join(folder, 'small.index');
  saveIndex(file, ScreeningList.of(records.slice(0, 5)).snapshot, 'journal 17');
  const bytes = readFileSync(file);
  const head = bytes.indexOf(10);
  const refused = (spoilt: Uint8Array) => {
    writeFileSync(file, spoilt);
    expect(() => loadIndex(file)).toThrow(ScreeningRefusal);
  };
  const text = bytes.toString('latin1', 0, head).trimEnd().length; // blanks behind it mean nothing
  fc.assert(
    fc.property(fc.nat(text - 1), fc.nat(7), (at, bit) => {
      const spoilt = Buffer.from(bytes);
      spoilt[at]! ^= 1 << bit;
      refused(spoilt);
    }),
  );
  fc.assert(
    fc.property(fc.nat(head), (length) => refused(bytes.subarray(0, length))),
    { numRuns: 20 },
  );
  for (const nothing of ['null\n', '7\n', '[]\n', '\n']) refused(Buffer.from(nothing));
});

test('a code is found in any writing; a valid one that is not listed does not end the check; a wrong one is a finding', () => {
  const list = ScreeningList.of([{ id: 'a', name: '漯河市正名食品有限公司', code: '91411100MA0000015P' }]);
  const screener = new Screener(list.snapshot);
  expect(screener.screen({ name: '91411100 ma000001 5p' })).toMatchObject({
    code: 'found',
    hits: [{ id: 'a', class: 'same_code' }],
  });
  const unlisted = screener.screen({ name: '漯河正名食品有限公司', code: '31411100MD00000167' });
  expect(unlisted).toMatchObject({ code: 'not_on_list', hits: [{ id: 'a', class: 'same_name' }] });
  expect(screener.screen({ code: '91411100MA0000015Q' })).toMatchObject({ code: 'wrong_check', hits: [] });
});

test('former and short names lead to the subject, which is named once', () => {
  const list = ScreeningList.of([
    { id: 'a', name: '漯河市正名食品有限公司' },
    { id: 'a', name: '漯河市旧称罐头厂', kind: 'former' },
    { id: 'a', name: '正名食品', kind: 'short' },
  ]);
  const screener = new Screener(list.snapshot);
  expect(screener.screen({ name: '漯河市旧称罐头厂' }).hits).toMatchObject([{ id: 'a', nameKind: 'former' }]);
  expect(screener.screen({ name: '正名食品' }).hits).toMatchObject([{ id: 'a', nameKind: 'short' }]);
});

test('a natural person is found by the sealed number, or by name and office for a person to judge, never by a like name', () => {
  const index = new PersonIndex([
    { id: 'p', name: '甲某某', sealedNumber: 'keyed-hash', office: '漯河天平律师事务所' },
  ]);
  expect(index.find({ sealedNumber: 'keyed-hash' })).toMatchObject([{ id: 'p', decision: 'strong' }]);
  expect(index.find({ name: '甲某某', office: '漯河 天平律師事務所' })).toMatchObject([{ id: 'p', decision: 'look' }]);
  expect(index.find({ name: '甲某莫', office: '漯河天平律师事务所' })).toEqual([]);
  expect(index.find({ name: '甲某某' })).toEqual([]);
});
