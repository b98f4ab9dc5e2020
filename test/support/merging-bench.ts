import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { askChecks, CheckDesk } from '../../src/facts/checks/check-commands.ts';
import { type Context, sequenceNow } from '../../src/ground/audit/index.ts';
import { inContext } from '../../src/ground/platform/db.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { ALL_SUBJECTS, PUBLIC_SUBJECTS, SubjectIndex } from '../../src/names/matching/index.ts';
import { findPairs, judgePair, settleMerge } from '../../src/names/merging/index.ts';
import { listOpenPairs } from '../../src/names/merging/pair-queries.ts';
import { keptLaws } from '../../src/office/editions/index.ts';
import { followTouchedRecords } from '../../src/together/recalls/index.ts';
import { makeActor, makeOrgan } from './actors.ts';
import { testDatabase } from './database.ts';
import { codeWithSlip, sendWithFaultyCode } from './faulty-codes.ts';
import { usccFor } from './identifiers.ts';
import { day } from './law.ts';
import { type PenaltyRow, penaltyRow } from './penalties.ts';
import { type TestBureau, testBureau } from './publications.ts';

/** The same firm under two codes: what was sent of it, and under which subjects it is held. */
export type Twice = {
  readonly old: string;
  readonly now: string;
  readonly successorId: string;
  readonly mergedId: string;
  readonly records: { readonly own: string; readonly other: string };
  readonly numbers: readonly string[];
};

/** An invented bureau in whose database subjects seem one, with its second person, a partner's counter and the indexes of names. */
export function mergingBench() {
  const database = testDatabase();
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-merging-'));
  let bureau: TestBureau;
  let vault: Vault;
  let second: Context;
  let counter: Context;
  let names: { readonly all: SubjectIndex; readonly public: SubjectIndex };

  beforeAll(async () => {
    bureau = await testBureau(database);
    vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
    const { organId: id, organPath, organKind: kind } = bureau.clerk.actor;
    const organ = { id, path: organPath, kind };
    second = { ...bureau.reviewer, actor: await makeActor(database.urls.owner, organ, 'reviewer') };
    const partner = await makeOrgan(database.urls.owner, '1.9.', 'partner');
    counter = { ...bureau.clerk, actor: await makeActor(database.urls.owner, partner, 'counter') };
    const deps = { pools: database.pools, now: () => bureau.clock.now, log: () => undefined, home };
    names = { all: new SubjectIndex(ALL_SUBJECTS, deps), public: new SubjectIndex(PUBLIC_SUBJECTS, deps) };
  }, 60_000);
  afterAll(async () => {
    await Promise.all([names.all.stop(), names.public.stop()]);
    rmSync(home, { recursive: true, force: true });
  });

  const UNTIL = day('2026-06-09');
  const reason = '经查登记档案，两个代码属于同一单位。';
  const code = (serial: number) => usccFor('411100', '91', serial);
  const later = () => {
    bureau.clock.now = new Date(bureau.clock.now.getTime() + 1_000);
  };
  const sendWithSlip = (serial: number, change: PenaltyRow) => {
    later();
    return sendWithFaultyCode(bureau, vault, serial, change);
  };
  async function subjectOf(key: string): Promise<string> {
    const [found] = await bureau.asOwner<{ id: string }>('select subject_id as id from subject_keys where key = $1', [
      key,
    ]);
    return found!.id;
  }
  async function lookForPairs(): Promise<void> {
    await sequenceNow(database.pools, bureau.clock.now);
    const deps = { pools: database.pools, now: () => bureau.clock.now, log: () => undefined, names };
    while ((await findPairs(deps)) > 0);
  }
  const inWork = <T>(work: Parameters<typeof inContext<T>>[2]) => {
    const { accountId, organPath } = bureau.clerk.actor;
    return inContext(database.pools.app, { purpose: 'work', accountId, organPath }, work);
  };
  const today = day('2026-03-09');
  const open = async () =>
    (await inWork((tx) => listOpenPairs(tx, today, 100))).map(({ one, other, class: found }) => ({
      ids: [one.id, other.id],
      class: found,
    }));
  const pairOf = async (a: string, b: string) =>
    (await open()).find(({ ids }) => ids.includes(a) && ids.includes(b))?.class;
  const upToDate = async () => {
    await sequenceNow(database.pools, bureau.clock.now);
    const [head] = await bureau.asOwner<{ n: number }>('select max(position)::int as n from journal_positions');
    await Promise.all([names.all.reached(head!.n), names.public.reached(head!.n)]);
  };
  const found = async (index: SubjectIndex, name: string) => {
    const [answer] = await index.screen([{ name }], 5);
    return answer!.hits.filter((hit) => hit.decision !== 'none').map((hit) => `${hit.id} ${hit.name} ${hit.nameKind}`);
  };
  const ask = async (asked: string) => {
    later();
    const ctx: Context = { ...counter, request: { key: randomUUID(), digest: Buffer.alloc(32) } };
    const deps = { law: bureau.law, lawOf: keptLaws(database.pools), vault, desk: new CheckDesk(database.pools) };
    const [answer] = await askChecks(ctx, deps, [
      { matter: '律师事务所设立许可', purpose: '核对设立条件', code: asked },
    ]);
    return answer!;
  };
  const documents = async (asked: string) =>
    (await ask(asked)).facts.map(({ documentNumber }) => documentNumber).sort();

  /** Of which records the counter's organ is told for that cause. */
  async function told(cause: string): Promise<string[]> {
    await sequenceNow(database.pools, bureau.clock.now);
    const deps = { pools: database.pools, now: () => bureau.clock.now, law: () => bureau.law, log: () => undefined };
    while ((await followTouchedRecords(deps)) > 0);
    const rows = await bureau.asOwner<{ id: string }>(
      'select record_id as id from record_notices where cause = $1 and receiver_path = $2 order by 1',
      [cause, counter.actor.organPath],
    );
    return rows.map(({ id }) => id);
  }

  /** A report that somebody fetched by authorisation now; who gave it and what it says is no matter here. */
  async function fetchedReport(subjectId: string, recordIds: readonly string[]): Promise<string> {
    const id = randomUUID();
    const client = new pg.Client({ connectionString: database.urls.owner });
    await client.connect();
    await client.query('set session_replication_role = replica'); // the account and the grant are not there
    await client.query(
      `insert into credit_reports (id, subject_id, number, code, as_of, verified_until, content_id, sha256, pages, edition, record_ids,
         grant_id, account_id, made_at, organ_id, organ_path)
       values ($1, $2, 'R20260309-ABCDEF', 'ABCDEFGH12345678', '2026-03-09', '2026-06-09', $1, sha256('x'), 1, repeat('0', 64), $3,
         $1, $1, $4, $1, '1.1.')`,
      [id, subjectId, recordIds, bureau.clock.now],
    );
    await client.end();
    return id;
  }

  /** The same firm twice: under its code, and under its former name with a slip in the code. */
  async function twice(serial: number) {
    const [old, now] = [`漯河市虚构旧牌${serial}印刷厂`, `漯河市虚构新牌${serial}印务有限公司`];
    const own = await bureau.send([penaltyRow(serial, { CF_XDR_MC: now })]);
    const [number, record] = await sendWithSlip(serial, { CF_XDR_MC: old });
    const [successorId, mergedId] = [await subjectOf(code(serial)), await subjectOf(codeWithSlip(serial))];
    const records = { own: [...own.values()][0]!, other: record };
    return { old, now, successorId, mergedId, records, numbers: [...own.keys(), number].sort() };
  }
  async function judged({ successorId, mergedId }: Twice): Promise<string> {
    later();
    const given = {
      subjectIds: [mergedId, successorId] as const,
      verdict: 'same' as const,
      successorId,
      until: UNTIL,
      reason,
    };
    return (await judgePair(bureau.clerk, given)).result.id;
  }
  async function merged(pair: Twice): Promise<string> {
    const judgementId = await judged(pair);
    later();
    return (await settleMerge(second, { judgementId, outcome: 'confirmed', reason })).result.id;
  }
  return {
    get bureau() {
      return bureau;
    },
    get second() {
      return second;
    },
    get counter() {
      return counter;
    },
    get names() {
      return names;
    },
    UNTIL,
    ask,
    code,
    database,
    documents,
    fetchedReport,
    found,
    inWork,
    judged,
    later,
    lookForPairs,
    merged,
    pairOf,
    reason,
    sendWithSlip,
    subjectOf,
    today,
    told,
    twice,
    upToDate,
  };
}
