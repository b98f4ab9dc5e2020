// Tries to cross each line that the product does not cross (docs/lines.md). Where a line is tried elsewhere already, that page
// names the place, and the last tests here see to it that the page names nothing that is not there.
import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONDITION_FIELDS } from '../src/rules/law/facts.ts';
import { makeActor, makeOrgan } from './support/actors.ts';
import { testDatabase } from './support/database.ts';
import { usccFor } from './support/identifiers.ts';
import { penaltyRow } from './support/penalties.ts';
import { type TestBureau, testBureau } from './support/publications.ts';

const root = path.resolve(import.meta.dirname, '..');
const database = testDatabase();
let bureau: TestBureau;
let recordId: string;
let subjectId: string;
let program: string;
const clients = {} as Record<'owner' | 'intake', pg.Client>;

beforeAll(async () => {
  bureau = await testBureau(database);
  const sent = await bureau.send([penaltyRow(1)]);
  recordId = [...sent.values()][0]!;
  const [record] = await bureau.asOwner<{ subject_id: string }>('select subject_id from records where id = $1', [
    recordId,
  ]);
  subjectId = record!.subject_id;
  const organ = await makeOrgan(database.urls.owner, '9.');
  program = (await makeActor(database.urls.owner, organ, 'clerk', 'program')).accountId;
  for (const role of ['owner', 'intake'] as const) {
    clients[role] = new pg.Client({ connectionString: database.urls[role] });
    await clients[role].connect();
  }
});
afterAll(() => Promise.all(Object.values(clients).map((client) => client.end())));

type Outcome = 'done' | { code: string; constraint: string | undefined };

/** One statement, rolled back: done, or the SQLSTATE and the constraint that refused it. */
async function attempt(role: 'owner' | 'intake', text: string, values: unknown[] = []): Promise<Outcome> {
  const client = clients[role];
  await client.query('begin');
  try {
    await client.query(
      `select set_config('zhengming.purpose', 'work', true), set_config('zhengming.organ_path', '1.1.', true),
         set_config('zhengming.account', $1, true)`,
      [bureau.reviewer.actor.accountId],
    );
    await client.query(text, values);
    return 'done';
  } catch (error) {
    const { code, constraint } = error as { code: string; constraint?: string };
    return { code, constraint };
  } finally {
    await client.query('rollback');
  }
}

type Column = { table: string; column: string; type: string };
const columns = () =>
  bureau.asOwner<Column>(
    `select c.table_name as table, c.column_name as column, c.data_type as type
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
  );

test('line 1: no table about subjects has a column that could hold a score, and no table anywhere a grade', async () => {
  const all = await columns();
  const about = all.filter(({ table }) => /^subjects?(_|$)/.test(table));
  expect(new Set(about.map(({ table }) => table))).toEqual(
    new Set([
      'subjects',
      'subject_keys',
      'subject_names',
      'subject_ends',
      'subject_pairs',
      'subject_pair_judgements',
      'subject_merges',
      'subject_partings',
    ]),
  );
  const numeric = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision', 'money'];
  expect(about.filter(({ type }) => numeric.includes(type))).toEqual([]);
  expect(
    all.filter(({ column }) => /(^|_)(score|points?|grade|rank(ing)?|rating|level|stars?)(_|$)/.test(column)),
  ).toEqual([]);
});

/** Who takes its own consent back is the party as well as whoever brings its word: it decides about nobody but itself. */
const OF_THE_PARTY = 'service_consent_ends';

test('line 2: whoever is written down as deciding must be a person, in every table that holds decisions', async () => {
  const kinds = (await columns()).filter(
    ({ table, column }) =>
      table !== OF_THE_PARTY &&
      /_kind$/.test(column) &&
      /^(decided|reviewed|released|entered|accepted|drafted|adopted)_/.test(column),
  );
  expect(kinds.length).toBeGreaterThanOrEqual(8);
  for (const { table, column } of kinds) {
    const constraints = await bureau.asOwner<{ text: string }>(
      'select pg_get_constraintdef(oid) as text from pg_constraint where conrelid = $1::regclass',
      [table],
    );
    const texts = constraints.map(({ text }) => text);
    expect([table, texts.some((text) => text.includes(`(${column} = 'person'::text)`))]).toEqual([table, true]);
    const by = column.replace('_kind', '_by');
    const held = texts.some((text) => text.startsWith(`FOREIGN KEY (${by}, ${column}) REFERENCES accounts(id, kind)`));
    expect([table, held]).toEqual([table, true]);
  }
});

const CLASSIFY = `insert into record_classifications
  (id, subject_id, record_id, version, class, basis, reason, decided_by, decided_kind, decided_at, organ_path)
  values ($1, $2, $3, 1, 'serious', $4, '理由理由', $5, $6, now(), '1.1.')`;
const PUBLISH = `insert into publications (id, subject_id, record_id, address, begins_on, confidentiality_checked, basis,
  submitted_by, decided_by, decided_kind, decided_at, organ_path)
  values ($1, $2, $3, gen_random_uuid(), '2026-03-09', true, $4, gen_random_uuid(), $5, $6, now(), '1.1.')`;

test.each([
  ['classifies a record', CLASSIFY],
  ['publishes a record', PUBLISH],
])('line 2: a program that %s is refused by the database, whatever it calls itself', async (_, statement) => {
  const by = (account: string, kind: string) =>
    attempt('owner', statement, [randomUUID(), subjectId, recordId, ['xzcf:48'], account, kind]);
  expect(await by(bureau.reviewer.actor.accountId, 'person')).toBe('done');
  expect(await by(program, 'program')).toMatchObject({
    code: '23514',
    constraint: expect.stringContaining('decided_kind'),
  });
  expect(await by(program, 'person')).toMatchObject({
    code: '23503',
    constraint: expect.stringContaining('decided_by'),
  });
});

test.each([
  'record_classifications',
  'objection_marks',
  'match_judgements',
  'match_objections',
  'subject_ends',
  'subject_pair_judgements',
  'subject_merges',
  'subject_partings',
  'publications',
  'publication_reviews',
  'publication_redactions',
  'publication_releases',
  'publication_refusals',
  'publication_withdrawals',
  'quarantine_decisions',
  'law_editions',
  'law_proposals',
  'law_reviews',
  'law_adoptions',
  'procedure_cases',
  'procedure_steps',
  'procedure_points',
  'procedure_dispositions',
  'procedure_recusals',
  'procedure_notices',
])('line 2: the role that moves rows cannot write into %s', async (table) => {
  expect(await attempt('intake', `insert into ${table} default values`)).toMatchObject({ code: '42501' });
  expect(await attempt('intake', `delete from ${table}`)).toMatchObject({ code: '42501' });
});

test.each([
  ['classification', CLASSIFY],
  ['publication', PUBLISH],
])('line 3: a %s without a basis is refused by the database', async (_, statement) => {
  const resting = (basis: string[] | null) =>
    attempt('owner', statement, [randomUUID(), subjectId, recordId, basis, bureau.reviewer.actor.accountId, 'person']);
  expect(await resting(['xzcf:48'])).toBe('done');
  expect(await resting([])).toMatchObject({ code: '23514', constraint: expect.stringContaining('basis') });
  expect(await resting(null)).toMatchObject({ code: '23502' });
});

test('lines 4, 7 and 9: there is no place yet for a measure or a lead, and no list is open', async () => {
  const tables = new Set((await columns()).map(({ table }) => table));
  const ours = ['list_domain_proposals', 'list_domain_reviews', 'list_domains'];
  const found = [...tables].filter((table) => /list|measure|lead|sanction|exit|consumption/.test(table));
  expect(found.sort()).toEqual(ours);
  for (const table of ours) expect(await bureau.asOwner(`select from ${table}`)).toEqual([]);
  expect(bureau.law.stack.flatMap(({ listDomains }) => listDomains)).toEqual([]);
  const modules = ['measures', 'leads'].flatMap((name) => globSync(`src/**/${name}`, { cwd: root }));
  expect(modules).toEqual([]);
});

test('line 5: a decision about a firm touches the firm alone, though it names the head', async () => {
  const touched = await bureau.asOwner<{ kind: string; n: number }>(
    'select kind, count(*)::int as n from subjects group by kind',
  );
  expect(touched).toEqual([{ kind: 'organisation', n: 1 }]);
  const linking = Object.entries(Object.groupBy(await columns(), ({ table }) => table)).filter(
    ([, own]) => own!.filter(({ column }) => /subject_id$/.test(column)).length > 1,
  );
  expect(linking.map(([table]) => table)).toEqual([]);
});

test('line 6: no table outside the vault has a column for an identity number, a telephone or a home', async () => {
  const named = (await columns()).filter(({ column }) =>
    /resident|identity|id_number|id_card|certificate|phone|mobile|(^|_)address|birth|email/.test(column),
  );
  // The one address is that of a public page: random, no place.
  expect(named.map(({ table, column, type }) => `${table}.${column} ${type}`)).toEqual(['publications.address uuid']);
});

test('line 8: a condition of a pack can name no count, no other record and no expression', () => {
  expect(
    Object.keys(CONDITION_FIELDS).filter((name) => /count|prior|previous|times|number|repeat|history/i.test(name)),
  ).toEqual([]);
  const schema = readFileSync(path.join(root, 'law/schema/pack.schema.json'), 'utf8');
  const operators = [...schema.matchAll(/"enum":\s*\[([^\]]*"atLeast"[^\]]*)\]/g)].map(([, list]) =>
    JSON.parse(`[${list}]`).sort(),
  );
  expect(operators.length).toBeGreaterThan(0);
  const allowed = ['absent', 'atLeast', 'atMost', 'before', 'in', 'includes', 'is', 'isNot', 'onOrAfter', 'present'];
  for (const found of operators) expect(found).toEqual(allowed);
});

test('line 8: twelve minor penalties on one firm stay twelve minor penalties, and none is to be published', async () => {
  const minor = (serial: number) =>
    penaltyRow(serial, {
      CF_XDR_MC: '漯河虚构屡犯商贸有限公司',
      CF_XDR_SHXYM: usccFor('411100', '91', 900),
      ...WARNING,
    });
  await bureau.send(Array.from({ length: 12 }, (_, at) => minor(100 + at)));
  const found = await bureau.asOwner<{ class: string; due: string | null; n: number }>(
    `select v.class, r.publication_due_on::text as due, count(*)::int as n from records r
     join record_versions v on v.record_id = r.id join subject_keys k on k.subject_id = r.subject_id
     where k.key = $1 group by 1, 2`,
    [usccFor('411100', '91', 900)],
  );
  expect(found).toEqual([{ class: 'minor', due: null, n: 12 }]);
  for (const table of ['procedure_cases', 'determination_contents', 'determination_terms', 'list_domains']) {
    expect([table, await bureau.asOwner(`select from ${table}`)]).toEqual([table, []]);
  }
});
/** A warning and nothing else: the mildest row of the severity table. */
const WARNING = { CF_CFLB: '警告', CF_NR: '警告', CF_NR_FK: '', procedure: 'simple' };

const page = () => readFileSync(path.join(root, 'docs/lines.md'), 'utf8');

test('docs/lines.md names only files that exist', () => {
  const files = [...page().matchAll(/`((?:src|test|law|migrations|web|docs|scripts)\/[\w./*-]+)`/g)].map(
    ([, file]) => file!,
  );
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => globSync(file, { cwd: root }).length === 0)).toEqual([]);
});

test('docs/lines.md names only tests that exist', () => {
  const cited = [...page().matchAll(/`((?:src|test)\/[\w./-]+[.]test[.]ts)`: “([^”]+)”/g)];
  expect(cited.length).toBeGreaterThan(20);
  const missing = cited.filter(([, file, name]) => !readFileSync(path.join(root, file!), 'utf8').includes(`${name}`));
  expect(missing.map(([, file, name]) => `${file}: ${name}`)).toEqual([]);
});

test('docs/lines.md speaks of each of the nine lines', () => {
  const numbers = [...page().matchAll(/^## (\d)\. /gm)].map(([, number]) => Number(number));
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
