import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { type Context, listJournal, sequenceNow } from '../../ground/audit/index.ts';
import { getRecord } from './record-queries.ts';
import { type RecordSearch, searchRecords } from './record-search-queries.ts';
import { shownRecord } from './shown-record.ts';
import { timelineOf } from './timeline.ts';

const database = testDatabase();
let bureau: TestBureau;
let stranger: Context;
let id: string;
beforeAll(async () => {
  bureau = await testBureau(database);
  const elsewhere = await makeOrgan(database.urls.owner, '1.2.');
  stranger = contextFor(await makeActor(database.urls.owner, elsewhere, 'clerk'), database.pools);
  const unclassed = { CF_CFLB: '降低资质等级', CF_NR_FK: '' };
  const made = await bureau.send([penaltyRow(1), penaltyRow(2), penaltyRow(3, unclassed)]);
  id = made.get('虚司罚决字〔2026〕第1号')!;
  await bureau.publish(id);
  await bureau.send([penaltyRow(1, { action: '1', CF_NR_FK: '0.6', served_on: '2026/03/04' })]);
  await sequenceNow(database.pools, new Date());
});

test('a record shows every version, what held and since when we knew', async () => {
  const record = await getRecord(bureau.clerk, id);
  expect(record.history.map(({ version, action, facts }) => [version, action, facts.CF_NR_FK])).toEqual([
    [1, 'add', '0.5'],
    [2, 'correct', '0.6'],
  ]);
});

const today = day('2026-03-09');
const found = (ctx: Context, asked: Partial<RecordSearch>) => searchRecords(ctx, { limit: 10, ...asked }, today);
const numbers = async (asked: Partial<RecordSearch>) =>
  (await found(bureau.clerk, asked)).map(({ documentNumber }) => documentNumber);

test.each<[string, Partial<RecordSearch>, readonly number[]]>([
  ['nothing in particular', {}, [1, 2, 3]],
  ['the beginning of the document number', { number: '虚司罚决字〔2026〕第2' }, [2]],
  ['a code', { code: usccFor('411100', '91', 1) }, [1]],
  ['the beginning of a name', { name: '漯河虚构2' }, [2]],
  ['a name that nobody bears', { name: '漯河虚构9' }, []],
  ['a day of decision', { from: day('2026-03-03') }, []],
  ['another item', { item: 'licence' }, []],
  ['what waits for publication', { state: 'waiting' }, [2]],
  ['what is public', { state: 'public' }, [1]],
  ['what has ended', { state: 'ended' }, []],
  ['an unknown class', { state: 'class_unknown' }, [3]],
])('records are found by %s', async (_, asked, serials) => {
  expect((await numbers(asked)).toSorted()).toEqual(serials.map((serial) => `虚司罚决字〔2026〕第${serial}号`));
});

test('pages of a search follow each other without loss, records of one day too', async () => {
  const [first] = await found(bureau.clerk, { limit: 1 });
  const rest = await found(bureau.clerk, { after: { day: day(first!.decidedOn), id: first!.id } });
  expect(new Set([first!.id, ...rest.map((row) => row.id)]).size).toBe(3);
});

test('of each value that was corrected the page tells which version brought it, and what stood before', async () => {
  const { fields, history } = shownRecord(await getRecord(bureau.clerk, id), bureau.law, today);
  const changed = new Map(fields.map(({ code, changed }) => [code, changed]));
  expect(changed.get('CF_NR_FK')).toEqual({ version: 2, before: '0.5' });
  expect(changed.get('served_on')).toEqual({ version: 2, before: null });
  expect(changed.get('CF_WSH')).toBeNull();
  expect(history.find(({ version }) => version === 2)!.provenance.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('each column of the file is told by the name of its field, one that held nothing too', async () => {
  const record = await getRecord(bureau.clerk, id);
  const columns = ['CF_WSH', 'suit_outcome'].map((field, at) => ({ at, field, heading: field }));
  const layout = { headerRow: 1, columns };
  const history = record.history.map((version) => ({ ...version, layout }));
  const { fields, history: shown } = shownRecord({ ...record, history }, bureau.law, today);
  expect(fields.map(({ code }) => code)).not.toContain('suit_outcome');
  expect(shown[0]!.provenance.columns.map(({ name }) => name)).toEqual([
    { zh: '行政处罚决定书文号', en: 'Document number of the decision' },
    { zh: '行政诉讼结果', en: 'Outcome of the suit' },
  ]);
});

test('the line of time tells what happened in the world apart from when it was known', async () => {
  const moments = timelineOf(await getRecord(bureau.clerk, id), bureau.law.item('penalty', today), bureau.law);
  const told = moments.map(({ kind, heldOn, version }) => [kind, heldOn, version]);
  expect(told).toEqual([
    ['decided', '2026-03-02', 1],
    ['added', null, 1],
    ['classified_by_rule', null, 1],
    ['corrected', null, 2],
    ['fact', '2026-03-04', 2],
  ]);
  const correction = moments.find(({ kind }) => kind === 'corrected')!;
  expect(correction.changes.map(({ code, before, after }) => [code, before, after])).toEqual([
    ['CF_NR_FK', '0.5', '0.6'],
    ['served_on', null, '2026-03-04'],
  ]);
  expect(moments[2]).toMatchObject({ value: 'general', rule: { code: 'general.fine' } });
  expect(moments[2]!.articles.length).toBeGreaterThan(0);
});

test('another organ sees neither records nor journal', async () => {
  expect(await found(stranger, {})).toEqual([]);
  await expect(getRecord(stranger, id)).rejects.toThrow('record.none');
  expect(await listJournal(stranger, { limit: 10 })).toEqual([]);
});

test('the journal tells what became of one object, newest first', async () => {
  const lines = await listJournal(bureau.clerk, { limit: 10, objectId: id });
  expect(lines.map(({ deed }) => deed)).toEqual(['record.correct', 'publication.review', 'record.add']);
});
