import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDemoFiles } from '../../../scripts/make-demo-files.ts';
import { ownerOf, testDatabase } from '../../../test/support/database.ts';
import { diceOf } from '../../../test/support/dice.ts';
import { testLaw } from '../../../test/support/law.ts';
import { sequenceAll, takeNow, testGrower, testLogHome, verifyAsOwner } from '../../../test/support/log.ts';
import { randomEdits } from '../../../test/support/random-edits.ts';
import { readAll, readAt } from '../../facts/checks/check-queries.ts';
import type { KnownRecord } from '../../facts/checks/fact-in-force.ts';
import { rowGate } from '../../facts/intake/row-gate.ts';
import { readConfig } from '../../ground/config/config.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Spool } from '../../ground/reading/index.ts';
import { Vault } from '../../ground/vault/index.ts';
import { parseUscc, residentIdPasses } from '../../names/subjects/identifiers/index.ts';
import type { DemoDeps } from './deliveries.ts';
import { demoFiles, recentFile } from './demo-files.ts';
import { faultyRows } from './faulty-rows.ts';
import { loadDemo } from './index.ts';
import type { Row } from './invented-parties.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const COMMITTED = path.resolve(import.meta.dirname, '../../../demo');
const NOW = new Date('2026-11-24T02:00:00Z');

const rows: Row[] = [...demoFiles().flatMap((file) => file.rows), ...recentFile('2027-03-01' as PlainDate).rows];
const valuesOf = (...codes: string[]) => rows.flatMap((row) => codes.flatMap((code) => row[code] || []));

describe('the files of demo/', () => {
  it('carry only codes that pass both checks', () => {
    const codes = valuesOf('uscc', 'CF_XDR_SHXYM', 'CF_CFJGDM', 'CF_SJLYDM', 'XK_XDR_SHXYM', 'XK_XKJGDM', 'XK_LYDWDM');
    expect(codes.length).toBeGreaterThan(1_500);
    for (const code of new Set(codes)) expect(() => parseUscc(code), code).not.toThrow();
  });

  it('name nobody who exists: every name says that it is invented', () => {
    const names = valuesOf(
      'name',
      'CF_XDR_MC',
      'CF_CFJG',
      'CF_SJLY',
      'XK_XDR_MC',
      'XK_XKJG',
      'XK_LYDW',
      'competent_organ',
    );
    for (const name of new Set(names)) expect(name).toMatch(/虚构|^虚某/);
    for (const person of valuesOf('CF_FRDB', 'XK_FRDB', 'legal_representative')) expect(person).toMatch(/^虚某/);
    for (const { row } of faultyRows()) expect(String(row.CF_XDR_MC)).toContain('虚构');
  });

  it('hold no decision of an organ that may not make it', () => {
    const gate = rowGate(testLaw(), '2026-11-24' as PlainDate);
    const penalties = rows.filter((row) => row.CF_CFLB !== undefined);
    expect(penalties.length).toBeGreaterThan(400);
    for (const row of penalties) {
      const party = row.CF_XDR_LB === '自然人' ? 'person' : 'organisation';
      const told = gate('penalty', { ...row, legal_service_kind: row.legal_service_kind && 'lawyer' }, party);
      expect(told, JSON.stringify(row)).toEqual([]);
    }
  });

  it('know natural persons only with numbers of a birth before 1900', () => {
    const numbers = [
      ...valuesOf('CF_XDR_ZJHM'),
      ...valuesOf('CF_SY').flatMap((text) => text.match(/\d{17}[\dX]/g) ?? []),
    ];
    expect(numbers.length).toBeGreaterThanOrEqual(3);
    for (const number of numbers) {
      expect(residentIdPasses(number), number).toBe(true);
      expect(Number(number.slice(6, 10))).toBeLessThan(1900);
    }
  });

  it('give two different parties two different codes', () => {
    const roster = rows.filter((row) => row.uscc !== undefined);
    expect(roster).toHaveLength(460);
    expect(new Set(roster.map((row) => row.uscc)).size).toBe(460);
    expect(new Set(roster.map((row) => row.name)).size).toBe(460);
  });

  it('are what the script makes: text to the byte, and no file more or less', async () => {
    const made = await makeDemoFiles(folder);
    expect(readdirSync(COMMITTED).sort()).toEqual([...made].sort());
    for (const name of made.filter((one) => !one.endsWith('.xlsx'))) {
      const [ours, anew] = [COMMITTED, folder].map((place) => readFileSync(path.join(place, name)));
      expect(anew!.equals(ours!), name).toBe(true);
    }
  });
});

describe('the demonstration', () => {
  const database = testDatabase();
  const { home, keys } = testLogHome();

  async function counts(): Promise<Record<string, number>> {
    const client = new pg.Client({ connectionString: database.urls.owner });
    await client.connect();
    const { rows: found } = await client.query(`
      select (select count(*)::int from organs) as organs, (select count(*)::int from accounts) as accounts,
        (select count(*)::int from batches) as batches, (select count(*)::int from records) as records,
        (select count(*)::int from batches where state = 'previewed') as previewed,
        (select count(*)::int from quarantine) as quarantine,
        (select count(*)::int from quarantine where open) as waiting,
        (select count(*)::int from publications) as publications,
        (select count(*)::int from publication_refusals) as refused,
        (select count(*)::int from publication_withdrawals) as withdrawn,
        (select count(*)::int from journal) as journal`);
    await client.end();
    return found[0];
  }

  /** How many cases stand where. */
  async function casesByState(): Promise<Record<string, number>> {
    const client = new pg.Client({ connectionString: database.urls.owner });
    await client.connect();
    const { rows: found } = await client.query<{ at: string; cases: number }>(`
      select c.procedure || ' ' || s.to_state as at, count(*)::int as cases from procedure_cases as c
      join lateral (select x.to_state from procedure_steps as x where x.case_id = c.id order by x.number desc limit 1) as s on true
      group by 1`);
    await client.end();
    return Object.fromEntries(found.map(({ at, cases }) => [at, cases]));
  }

  async function board() {
    const client = new pg.Client({ connectionString: database.urls.owner });
    await client.connect();
    const { rows: found } = await client.query(
      `select count(*) filter (where received_at is null)::int as open, count(*) filter (where received_at is not null)::int as received,
        count(*) filter (where received_at is null and due_on < $1::date)::int as late from receiver_notices`,
      [NOW],
    );
    await client.end();
    return found[0];
  }

  it('is loaded once, shows something in every state, and a second start changes nothing', async () => {
    const config = readConfig({ ZHENGMING_DEMO: 'true' });
    const { pools } = database;
    const vault = await Vault.open(pools, Buffer.alloc(32, 5), NOW);
    const deps: DemoDeps = {
      config,
      pools,
      now: () => NOW,
      law: testLaw,
      masterKey: Buffer.alloc(32, 5),
      vault,
      home: folder,
      spool: new Spool(path.join(folder, 'spool')),
      log: () => undefined,
    };
    // The log's keeper comes first, as in a new installation: nothing of what follows is adopted, each row needs an entry of its own.
    await takeNow(database, NOW);
    const printed = await loadDemo(deps);
    await takeNow(database, NOW);
    const first = await counts();
    expect(first).toMatchObject({ organs: 8, batches: 14, previewed: 1, withdrawn: 4 });
    expect(first.publications).toBeGreaterThan(180);
    expect(await casesByState()).toEqual({
      'annulment confirmed': 1,
      'annulment received': 1,
      'annulment under_review': 1,
      'annulment under_suit': 1,
      'annulment withdrawing': 1,
      'objection at_experts': 1,
      'objection at_provider': 1,
      'objection correcting': 1,
      'objection drafted': 1,
      'objection received': 2,
      'objection refusal_decided': 1,
      'objection reviewed': 1,
      'objection verified': 1,
      'repair accepted': 1,
      'repair draft': 1,
      'repair drafted': 1,
      'repair extended': 1,
      'repair refusal_drafted': 1,
      'repair rejected': 1,
      'repair returned': 1,
      'repair reviewed': 1,
      'repair submitted': 1,
      'repair syncing': 1,
      'repair verifying': 1,
    });
    // The board of recalls: some wait, at least one is past its day, what was acknowledged is gone from it.
    expect(await board()).toEqual({ open: 4, late: 2, received: 1 });
    await sequenceAll(database);
    await testGrower(database, keys, path.join(home, 'log')).grower.grow();
    const { told, findings } = await verifyAsOwner(database, keys, path.join(home, 'log'));
    expect(findings).toEqual([]);
    expect(told.entries).toBe(first.journal);
    expect(first.refused).toBeGreaterThan(0);
    expect(first.quarantine).toBeGreaterThan(80);
    // A bureau that does its work: a few wait, and not a wall of what is overdue.
    expect(first.waiting).toBeGreaterThan(5);
    expect(first.waiting).toBeLessThan(30);
    expect(new Set(printed.map(({ name }) => name.split('.')[0]))).toEqual(
      new Set([
        'administrator',
        'security',
        'clerk',
        'reviewer',
        'decider',
        'publisher',
        'counter',
        'auditor',
        'program',
      ]),
    );

    expect(await loadDemo(deps)).toEqual(printed);
    expect(await counts()).toEqual(first);
  }, 120_000);

  // What became of each record is kept; what was known at an instant is put together anew. At the last instant both are the same.
  it('is read by checks as what is known now and as what was known at the last instant alike', async () => {
    const { rows: subjects } = await ownerOf.get(database.pools)!.query<{ id: string }>('select id from subjects');
    const ids = subjects.map(({ id }) => id);
    const today = '2026-11-24' as PlainDate;
    const lookUps = ids.map((key) => ({ kind: 'subject', key }) as const);
    const now = await readAll(database.pools, lookUps, today);
    const then = await readAt(database.pools, ids, today, new Date('2100-01-01'));
    expect(now).toEqual(then);
    const records = now.flatMap((found) => found.records);
    expect(records.length).toBeGreaterThan(300);
    for (const isRare of [
      ({ version }) => version > 1,
      ({ withdrawnOn }) => withdrawnOn !== null,
      ({ question }) => question?.item === 'penalty' && question.facts.classified !== undefined,
      ({ lastPublicDay }) => lastPublicDay === null,
    ] satisfies ((record: KnownRecord) => boolean)[])
      expect(records.some(isRare), String(isRare)).toBe(true);
  });

  it('has every record of unknown class in quarantine, among which lists look for them', async () => {
    const { rows: unknown } = await ownerOf.get(database.pools)!.query<{ waits: boolean }>(
      `select exists (select from quarantine as q where q.kind = 'class_unknown' and q.record_id = r.id and q.subject_id = r.subject_id) as waits
       from records as r
       join lateral (select * from record_versions as x where x.subject_id = r.subject_id and x.record_id = r.id order by x.version desc limit 1) as v on true
       where r.item = 'penalty' and v.action <> 'withdraw' and v.class is null
         and not exists (select from record_classifications as c where c.subject_id = r.subject_id and c.record_id = r.id and c.version = v.version)`,
    );
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.every(({ waits }) => waits)).toBe(true);
  });

  // Last: it spoils the database.
  it('of a hundred edits by a superuser in all its tables each is found and named', async () => {
    const { edits, tables } = await randomEdits(database, 100, diceOf(630));
    expect(edits).toHaveLength(100);
    expect(tables.length).toBeGreaterThan(30);
    const { findings } = await verifyAsOwner(database, keys, path.join(home, 'log'));
    const named = new Set(findings.map(({ table, key }) => `${table} ${key}`));
    expect(edits.filter(({ rows: touched }) => !touched.every((row) => named.has(row)))).toEqual([]);
  }, 120_000);
});
