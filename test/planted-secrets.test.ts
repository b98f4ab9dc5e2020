// Secrets are planted in every place where people bring personal data in; then everything that the program left behind is searched
// for them as somebody would who stole it: each column of each table read by a superuser, the database's own files, what the
// program logged, counted, published and spooled.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TEST_DATABASES } from './support/cluster.ts';
import { testDatabase } from './support/database.ts';
import { usccFor } from './support/identifiers.ts';
import { csvOf, type PenaltyRow, penaltyRow, personRow } from './support/penalties.ts';
import { METRICS_TOKEN, type WholeProgram, wholeProgram } from './support/whole-program.ts';

/** Samples of the standard or births before 1900; names, numbers and homes of nobody. */
const SECRETS = {
  partyNumber: '11010519491231002X',
  partyName: '欧阳虚密甲',
  headNumber: '440524188001010014',
  askedNumber: '411102189503070017',
  screenedNumber: '411121189604150015',
  refusedNumber: '411122189608220013',
  askedName: '司徒虚密乙',
  listedName: '慕容虚密丙',
  holderName: '尉迟虚密丁',
  holderPhone: '13800010001',
  objectorPhone: '13900020002',
  objectorHome: '虚构市无有街道密字胡同七号院',
  witnessName: '钟离虚密戊',
  answerPhone: '0395-7007007',
  statementPhone: '15900030003',
  fileName: '宇文虚密己',
} as const;
const WHY = { matter: '律师事务所设立许可', purpose: '核对设立条件' };
const REASON = '核对当事人身份';

const database = testDatabase();
let program: WholeProgram;

beforeAll(async () => {
  program = await wholeProgram(database);
  await plant();
}, 120_000);
afterAll(() => program?.stop());

async function post(
  role: Parameters<WholeProgram['ask']>[0],
  url: string,
  payload: object,
): Promise<Record<string, unknown>> {
  const answer = await program.ask(role, { method: 'POST', url, payload });
  expect([url, answer.statusCode, answer.statusCode < 300 ? '' : answer.body]).toEqual([url, answer.statusCode, '']);
  return answer.json();
}

async function upload(role: 'clerk' | 'counter', url: string, name: string, bytes: Buffer): Promise<string> {
  const boundary = 'planted';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const answer = await program.ask(role, { method: 'POST', url, payload, headers });
  expect([url, answer.statusCode]).toEqual([url, 202]);
  return (answer.json() as { id: string }).id;
}

const stateOf = async (role: 'clerk' | 'counter', url: string) =>
  ((await program.ask(role, { method: 'GET', url })).json() as { state: string }).state;
const patient = { timeout: 60_000, interval: 100 };

async function deliver(rows: readonly PenaltyRow[]): Promise<void> {
  const batch = await upload('clerk', '/api/v1/submissions?item=penalty', `${SECRETS.fileName}.csv`, csvOf(rows));
  await vi.waitFor(async () => expect(await stateOf('clerk', `/api/v1/batches/${batch}`)).toBe('previewed'), patient);
  await post('clerk', `/api/v1/batches/${batch}/steps`, { step: 'accept_good_rows' });
}

/** How papers, pictures, workbooks and packages begin. Their text is packed: a name inside would not be found by looking for it. */
const FILE_STARTS = {
  pdf: '%PDF-',
  zip: 'PK\u0003\u0004',
  jpeg: '\u00ff\u00d8\u00ff\u00e0',
  png: '\u0089PNG',
};

/** The kinds of files that begin in some bytes, or in the hexadecimal in which a row as text has them. */
function filesIn(bytes: Buffer, isRow = false): string[] {
  return Object.entries(FILE_STARTS).flatMap(([name, start]) => {
    const plain = Buffer.from(start, 'latin1');
    const begins = isRow
      ? bytes.includes(`\\x${plain.toString('hex')}`)
      : bytes.subarray(0, plain.length).equals(plain);
    return begins ? [name] : [];
  });
}

/** Everything that people do with the values, through the program's own door. */
async function plant(): Promise<void> {
  const { bureau } = program;
  const S = SECRETS;
  await deliver([
    personRow(1, S.partyNumber, { CF_XDR_MC: S.partyName, CF_SY: `${S.partyName}未取得许可执业。`, minor: 'false' }),
    penaltyRow(2, { CF_FR_ZJLX: '身份证', CF_FR_ZJHM: S.headNumber }),
    personRow(4, S.refusedNumber, { CF_XDR_MC: S.witnessName, CF_JDRQ: '不详' }),
  ]);
  // Another name for a known code waits for a person, the whole row sealed: here somebody's own name stands in the cell of the firm's.
  const CF_XDR_SHXYM = usccFor('411100', '91', 2);
  const named = { CF_XDR_SHXYM, CF_XDR_MC: S.witnessName, CF_FR_ZJHM: S.headNumber };
  // A second row leaves two doubts: a person settles one, and it waits in its turn for the other.
  await deliver([penaltyRow(3, named), penaltyRow(2, { ...named, CF_JDRQ: '2026/03/03' })]);
  const records = await bureau.asOwner<{ id: string; number: string }>(
    'select id, document_number as number from records order by document_number',
  );
  expect(records.map(({ number }) => number)).toEqual([1, 2].map((serial) => `虚司罚决字〔2026〕第${serial}号`));
  const waiting = () =>
    bureau.asOwner<{ id: string; kind: string }>('select id, kind from quarantine where open order by kind');
  const [onAnotherDay] = (await waiting()).filter(({ kind }) => kind === 'number_on_another_day');
  const settlement = { outcome: 'accepted', reason: '经核对案卷，确系两个决定共用一个文号' };
  await post('clerk', `/api/v1/quarantine/${onAnotherDay!.id}/decisions`, settlement);
  expect((await waiting()).map(({ kind }) => kind)).toEqual(['name_contradicts_code', 'name_contradicts_code']);
  const [ofPerson, ofFirm] = [records[0]!.id, records[1]!.id];

  await post('clerk', `/api/v1/records/${ofPerson}/looks`, { version: 1, reason: REASON, matter: 'review' });
  await post('counter', '/api/v1/checks', {
    questions: [
      { ...WHY, person: { number: S.partyNumber } },
      { ...WHY, person: { number: S.askedNumber } },
      { ...WHY, name: S.askedName },
    ],
  });
  await post('counter', '/api/v1/screening', {
    ...WHY,
    queries: [{ person: { number: S.screenedNumber } }, { name: S.askedName }, { name: S.partyName }],
  });
  await post('clerk', '/api/v1/records/searches', { name: S.askedName });

  const list = Buffer.from(`名称,身份证号\r\n${S.listedName},${S.screenedNumber}\r\n`);
  const url = `/api/v1/screening/lists?matter=${encodeURIComponent(WHY.matter)}&purpose=${encodeURIComponent(WHY.purpose)}`;
  const listId = await upload('counter', url, `${S.fileName}-名单.csv`, list);
  await vi.waitFor(
    async () => expect(await stateOf('counter', `/api/v1/screening/lists/${listId}`)).toBe('done'),
    patient,
  );

  const objection = await post('clerk', '/api/v1/objections', {
    recordId: ofFirm,
    receivedOn: '2026-03-06',
    points: [`处罚金额有误，请致电${S.objectorPhone}，或寄${S.objectorHome}。`, `证人${S.witnessName}可以说明。`],
    exhibits: [{ text: `${S.witnessName}的证言，证件${S.askedNumber}` }],
  });
  for (const number of [1, 2, 3]) {
    const reason = `已电话${S.answerPhone}向${S.witnessName}核实。`;
    await post('clerk', `/api/v1/cases/${objection.id}/dispositions`, { number, outcome: 'not_upheld', reason });
  }
  await post('clerk', `/api/v1/cases/${objection.id}/looks`, { reason: REASON });
  const shown = `身份证${S.askedNumber}，住${S.objectorHome}，电话${S.holderPhone}`;
  await post('counter', '/api/v1/parties', {
    recordId: ofFirm,
    capacity: 'representative',
    holder: S.holderName,
    shown,
  });
  await post('counter', '/api/v1/reports', { recordId: ofFirm, holder: S.holderName, shown, purpose: '本单位查询' });
  const statement = `情况说明：请与${S.witnessName}联系，电话${S.statementPhone}。`;
  await post('counter', '/api/v1/statements', { recordId: ofFirm, text: statement });

  // What is refused is not kept either: neither the value nor the sentence about it.
  await program.ask('counter', {
    method: 'POST',
    url: '/api/v1/checks',
    payload: { questions: [{ person: S.askedNumber }] },
  });
  await program.ask(undefined, {
    method: 'POST',
    url: '/api/v1/session',
    payload: { username: S.askedName, password: S.askedNumber },
  });
  await program.ask('counter', { method: 'GET', url: `/api/v1/checks/${S.askedNumber}` });
  await vi.waitFor(async () => {
    const [counted] = await bureau.asOwner<{ journal: number; logged: number }>(
      'select (select count(*)::int from journal) as journal, coalesce((select max(size)::int from log_checkpoints), 0) as logged',
    );
    expect(counted!.logged).toBe(counted!.journal);
  }, patient);
}

/** The secrets that stand in some bytes: as UTF-8, as UTF-16, in hexadecimal, or as an address has them. */
function secretsIn(bytes: Buffer): string[] {
  return Object.entries(SECRETS).flatMap(([name, secret]) => {
    const forms = [
      Buffer.from(secret),
      Buffer.from(secret, 'utf16le'),
      Buffer.from(Buffer.from(secret).toString('hex')),
      Buffer.from(encodeURIComponent(secret)),
    ];
    return forms.some((form) => bytes.includes(form)) ? [name] : [];
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Nothing where the database has taken the file away since it was listed, as it does with what it needed for a moment. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

const inFiles = (files: readonly string[]) =>
  files.flatMap((file) => secretsIn(contentOf(file)).map((name) => `${name} in ${file}`));

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('no column of any table holds a planted value, nor a paper or package in which one could be', async () => {
  const found = await asSuperuser(async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    expect(tables.length).toBeGreaterThan(40);
    const told: string[] = [];
    let rowsRead = 0;
    for (const { name } of tables) {
      // A row as text has its bytes in hexadecimal, which is one of the forms.
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} as t`);
      rowsRead += rows.length;
      const all = Buffer.from(rows.map(({ line }) => line).join('\n'));
      told.push(...[...secretsIn(all), ...filesIn(all, true)].map((found) => `${found} in ${name}`));
    }
    expect(rowsRead).toBeGreaterThan(100);
    return told;
  });
  expect(found).toEqual([]);
});

test('the files of the database hold none either, rows that were deleted included', async () => {
  const folder = await asSuperuser(async (client) => {
    // Unlike a checkpoint, a copy of files has all written first, what is unlogged included.
    const copy = `${TEST_DATABASES}flushed`;
    await client.query(`create database ${copy} template template0 strategy file_copy`);
    await client.query(`drop database ${copy}`);
    const { rows } = await client.query<{ folder: string }>(
      `select current_setting('data_directory') || '/base/' || oid as folder from pg_database where datname = current_database()`,
    );
    return rows[0]!.folder;
  });
  const files = filesBelow(folder);
  expect(files.length).toBeGreaterThan(200);
  expect(inFiles(files)).toEqual([]);
});

test('the data folder, the log’s tiles and what lies in the spool hold none', () => {
  const files = filesBelow(program.home);
  expect(files.some((file) => file.includes('tile'))).toBe(true);
  expect(inFiles(files)).toEqual([]);
  expect(files.flatMap((file) => filesIn(readFileSync(file)).map((kind) => `${kind}: ${file}`))).toEqual([]);
});

test('neither what was logged nor what is counted names anybody', async () => {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const { body } = await program.app.http.inject({ url: '/metrics', headers });
  expect(body).toContain('route="/api/v1/checks"');
  expect(secretsIn(Buffer.from([body, ...program.logged].join('\n')))).toEqual([]);
});

test('the search finds what does lie in the open: it is no empty promise', async () => {
  const [row] = await asSuperuser(async (client) => {
    await client.query('create temporary table open_value as select $1::text as plain, convert_to($2, $3) as bytes', [
      SECRETS.partyName,
      SECRETS.partyNumber,
      'UTF8',
    ]);
    return (await client.query<{ line: string }>('select t::text as line from open_value t')).rows;
  });
  expect(secretsIn(Buffer.from(row!.line)).sort()).toEqual(['partyName', 'partyNumber']);
  const asRow = `select t::text as line from (select convert_to('%PDF-1.7', 'UTF8')) as t`;
  const { rows } = await asSuperuser((client) => client.query<{ line: string }>(asRow));
  expect(filesIn(Buffer.from(rows[0]!.line), true)).toEqual(['pdf']);
});
