import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { sequenceNow } from '../../ground/audit/index.ts';
import { Spool } from '../../ground/reading/index.ts';
import { Vault } from '../../ground/vault/index.ts';
import { ALL_SUBJECTS, SubjectIndex, screenWaiting } from './index.ts';
import { openAnswered, readList, submitList } from './list-commands.ts';

const NAME = '漯河市虚构名单建筑有限公司';
const WHY = { matter: '公共资源交易资格审查', purpose: '核对投标人身份' };
const database = testDatabase();
const home = mkdtempSync(path.join(tmpdir(), 'zhengming-lists-'));
let bureau: TestBureau;
let index: SubjectIndex;
let vault: Vault;
const spool = new Spool(path.join(home, 'spool'));
beforeAll(async () => {
  bureau = await testBureau(database);
  const { clock } = bureau;
  vault = await Vault.open(database.pools, bureau.masterKey, clock.now);
  index = new SubjectIndex(ALL_SUBJECTS, { pools: database.pools, now: () => clock.now, log: () => undefined, home });
  await bureau.send([penaltyRow(1, { CF_XDR_MC: NAME })]);
  await sequenceNow(database.pools, clock.now);
  index.start();
  await vi.waitFor(() => expect(index.position).toBeGreaterThan(0), { timeout: 20_000 });
}, 60_000);
afterAll(async () => {
  await index.stop();
  rmSync(home, { recursive: true, force: true });
});

const deps = () => {
  const { law, clock } = bureau;
  const shared = { pools: database.pools, now: () => clock.now, law: () => law };
  return { ...shared, vault, spool, names: { all: index }, log: () => undefined };
};
async function send(name: string, bytes: Uint8Array): Promise<string> {
  const file = await spool.keep(Readable.from([Buffer.from(bytes)]));
  const { result } = await submitList(bureau.clerk, { vault, spool }, { file, name, ...WHY });
  await spool.drop(file);
  return result.id;
}
async function answered(id: string): Promise<{ kind: string; bytes: Buffer }> {
  const { kind, bytes, done } = await openAnswered(bureau.clerk, { vault, spool }, id);
  const all: Uint8Array[] = [];
  for await (const piece of bytes) all.push(piece);
  await done();
  return { kind, bytes: Buffer.concat(all) };
}
const csvRow = (bytes: Buffer, at: number) => bytes.toString('utf8').replace('\ufeff', '').split('\r\n')[at];

test('a csv comes back with its own columns and the answers behind them', async () => {
  const text = ['序号,单位名称,备注', '1,漯河市虚构名单建筑公司,"甲,乙"', '2,南阳无有水泥厂,', `3,,`].join('\n');
  const id = await send('投标人.csv', Buffer.from(text));
  expect(await readList(bureau.clerk, id)).toMatchObject({ state: 'waiting', rowsDone: 0 });
  await expect(answered(id)).rejects.toThrow('matching.list_not_done');
  await screenWaiting(deps());
  expect(await readList(bureau.clerk, id)).toMatchObject({ state: 'done', rowsDone: 2 });
  const { kind, bytes } = await answered(id);
  expect(kind).toBe('csv');
  expect(csvRow(bytes, 0)).toBe('序号,单位名称,备注,比对结果,比对类别,名单中的名称,名单中的代码,名称相似度,如何核实');
  expect(csvRow(bytes, 1)).toMatch(
    new RegExp(`^1,漯河市虚构名单建筑公司,"甲,乙",须人工核对,.*,${NAME},${usccFor('411100', '91', 1)},0[.]\\d\\d,`),
  );
  expect(csvRow(bytes, 2)).toBe('2,南阳无有水泥厂,,未找到,,,,,');
  expect(csvRow(bytes, 3)).toBe('3,,');
});

test('a workbook comes back whole: other sheets, formats and formulas stay, cells are added', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('名单');
  sheet.addRow(['投标人名单']);
  sheet.addRow(['单位名称', '金额', '统一社会信用代码']);
  sheet.addRow([NAME, 12.5, '']);
  sheet.addRow(['随便写的', { formula: 'B3*2', result: 25 }, usccFor('411100', '91', 1)]);
  sheet.getCell('B3').numFmt = '#,##0.00';
  sheet.getColumn(1).width = 40;
  book.addWorksheet('说明').addRow(['别动我']);
  const id = await send('投标人.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
  await screenWaiting(deps());
  const { kind, bytes } = await answered(id);
  expect(kind).toBe('xlsx');
  const back = new ExcelJS.Workbook();
  await back.xlsx.load(bytes as never);
  const told = back.getWorksheet('名单')!;
  expect(told.getRow(2).values).toEqual([
    undefined,
    '单位名称',
    '金额',
    '统一社会信用代码',
    '比对结果',
    '比对类别',
    '名单中的名称',
    '名单中的代码',
    '名称相似度',
    '如何核实',
  ]);
  expect([told.getCell('D3').text, told.getCell('F3').text]).toEqual(['高度吻合', NAME]);
  expect([told.getCell('E4').text, told.getCell('G4').text]).toEqual([
    '统一社会信用代码相同',
    usccFor('411100', '91', 1),
  ]);
  expect([told.getCell('B3').numFmt, told.getCell('B4').formula, told.getColumn(1).width]).toEqual([
    '#,##0.00',
    'B3*2',
    40,
  ]);
  expect(back.getWorksheet('说明')!.getCell('A1').text).toBe('别动我');
});

test('a run that was broken off goes on behind the last piece, and every piece left one row in the use log', async () => {
  const rows = Array.from({ length: 2_500 }, (_, n) => (n % 500 === 7 ? NAME : `南阳无有${n}号水泥厂`));
  const id = await send('长名单.csv', Buffer.from(['单位名称', ...rows].join('\n')));
  let pieces = 0;
  const broken = {
    ...deps(),
    names: {
      all: {
        screen: (...asked: Parameters<SubjectIndex['screen']>) => {
          pieces += 1;
          return pieces === 3 ? Promise.reject(new Error('the power went')) : index.screen(...asked);
        },
      } as SubjectIndex,
    },
  };
  await expect(screenWaiting(broken)).rejects.toThrow('the power went');
  expect(await readList(bureau.clerk, id)).toMatchObject({ state: 'waiting', rowsDone: 2_000, piecesDone: 2 });
  await screenWaiting(broken);
  expect(pieces).toBe(4);
  expect(await readList(bureau.clerk, id)).toMatchObject({ state: 'done', rowsDone: 2_500 });
  const lines = (await answered(id)).bytes.toString('utf8').split('\r\n');
  expect(lines.filter((line) => line.includes(`,高度吻合,`)).length).toBe(5);
  const uses = await bureau.asOwner<{ asked: number }>(
    "select asked from screening_uses where way = 'file' and asked >= 500 order by asked",
  );
  expect(uses.map(({ asked }) => asked)).toEqual([500, 1_000, 1_000]);
}, 30_000);

test('what is no table is told as such; what was sent lies nowhere in the open; a stranger sees nothing of it', async () => {
  const id = await send('坏.xlsx', Buffer.from('PK\u0003\u0004 nothing'));
  await screenWaiting(deps());
  expect(await readList(bureau.clerk, id)).toMatchObject({
    state: 'unreadable',
    refusal: { code: expect.stringMatching(/^file[.]/) },
  });
  const secret = await send('名单.csv', Buffer.from(`单位名称\n${NAME}`));
  await screenWaiting(deps());
  const tables = ['screening_files', 'screening_file_answers', 'screening_uses', 'sealed_values', 'sealed_files'];
  for (const table of tables) {
    const rows = await bureau.asOwner(`select row_to_json(t)::text as text from ${table} as t`);
    expect([table, JSON.stringify(rows).includes(NAME)]).toEqual([table, false]);
  }
  const organ = await makeOrgan(database.urls.owner, '1.9.');
  const stranger = { ...bureau.clerk, actor: await makeActor(database.urls.owner, organ, 'clerk') };
  await expect(readList(stranger, secret)).rejects.toThrow('matching.list_absent');
  await expect(openAnswered(bureau.publisher, { vault, spool }, secret)).rejects.toThrow('access.denied');
});

test('a name that begins like a formula is none in the csv, and the headings may be missing', async () => {
  await bureau.send([penaltyRow(5, { CF_XDR_MC: '=虚构算式商贸有限公司' })]);
  await sequenceNow(database.pools, bureau.clock.now);
  await vi.waitFor(
    async () => expect((await index.screen([{ name: '虚构算式商贸有限公司' }], 1))[0]!.hits).toHaveLength(1),
    { timeout: 20_000 },
  );
  const id = await send('无表头.csv', Buffer.from('虚构算式商贸有限公司\n南阳无有厂'));
  await screenWaiting(deps());
  expect(csvRow((await answered(id)).bytes, 0)).toContain(",'=虚构算式商贸有限公司,");
});
