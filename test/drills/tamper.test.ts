// Every column of every table that the log answers for, changed by a superuser: found and named, or listed here as one that
// the program itself changes. One column in four in the suite, all of them in `npm run drills`.
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { refusePublication, withdrawPublication } from '../../src/facts/publication/index.ts';
import { chinaDate } from '../../src/ground/kernel/plain-date.ts';
import type { Finding } from '../../src/ground/proof/verify/finding.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { proposeDetermination } from '../../src/rights/determinations/index.ts';
import { enterObjection, OBJECTION_PROCEDURE } from '../../src/rights/objections/index.ts';
import { caseSteps } from '../support/cases.ts';
import { testDatabase } from '../support/database.ts';
import { day } from '../support/law.ts';
import { sequenceAll, testGrower, testLogHome, verifyAsOwner } from '../support/log.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';
import { otherThan, tamper } from '../support/tampering.ts';

const STRIDE = Number(process.env.DRILL_STRIDE ?? 4);
/** Others of them each day; of a table that has fewer than the stride, one all the same. */
const SEED = Number(process.env.DRILL_SEED ?? 0);
const database = testDatabase();
const { home, keys } = testLogHome();
let bureau: TestBureau;

beforeAll(async () => {
  bureau = await testBureau(database);
  const sent = [...(await bureau.send([1, 2, 3].map((serial) => penaltyRow(serial)))).values()];
  await bureau.publish(sent[0]!);
  const { id } = await bureau.publish(sent[1]!);
  const publicReason = '录入有误，予以撤下';
  await withdrawPublication(bureau.publisher, bureau.law, { publicationId: id, ground: 'own_error', publicReason });
  await refusePublication(bureau.publisher, { recordId: sent[2]!, reason: '不予公示的理由' });
  await objected(sent[0]!);
  await proposed();
  await sequenceAll(database);
  await testGrower(database, keys, path.join(home, 'log')).grower.grow();
});

/** A case with a point that somebody disposed of, and one officer who stays out of it. */
async function objected(recordId: string): Promise<void> {
  const deps = { law: bureau.law, vault: await Vault.open(database.pools, bureau.masterKey, bureau.clock.now) };
  const said = { receivedOn: day('2026-03-06'), channel: 'paper', points: ['公示的金额有误。'], exhibits: [] } as const;
  const { id } = (await enterObjection(bureau.clerk, deps, { recordId, ...said })).result;
  const steps = caseSteps(deps, [OBJECTION_PROCEDURE]);
  await steps.recuse(bureau.reviewer, id, bureau.publisher.actor.accountId);
  await steps.dispose(bureau.clerk, id, 1, 'not_upheld');
}

/** A determination of the mildest kind, proposed. */
async function proposed(): Promise<void> {
  const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
  const [recordId] = [...(await bureau.send([penaltyRow(9, { CF_JDRQ: '2025/03/02', ...FINAL })])).values()];
  const deps = { law: bureau.law, vault: await Vault.open(database.pools, bureau.masterKey, bureau.clock.now) };
  const contents = { domain: null, termMonths: 12, measures: [], refs: ['hnxy:32'] };
  const supervision = { inspectionsBefore: 1, inspectionsDuring: 4, reviewMonths: 6 };
  await proposeDetermination(bureau.clerk, deps, {
    recordId: recordId!,
    use: 'key_supervision',
    contents: { ...contents, supervision, role: null, roleFrom: null, roleUntil: null },
    on: chinaDate(bureau.clock.now),
    reason: '提出认定建议。',
  });
}

async function verify(): Promise<Finding[]> {
  const { findings } = await verifyAsOwner(database, keys, path.join(home, 'log'));
  // Put there by the tests' own hand.
  return findings.filter(({ table }) => table !== 'posts' && table !== 'post_holdings');
}

/** What the program changes itself, or what says nothing by itself. */
const FREE: Readonly<Record<string, readonly string[]>> = {
  journal_positions: [],
  journal: [],
  log_rows: [],
  log_checkpoints: ['at'],
  records: ['publication_due_on', 'undecided'],
  record_versions: [],
  subjects: [],
  batches: ['layout', 'rows_kept', 'state'],
  publications: ['confidentiality_checked', 'decided_kind'],
  publication_terms: ['organ_path'],
  publication_withdrawals: ['decided_kind', 'organ_path', 'organ_id', 'reference'],
  publication_reviews: ['confidentiality_checked', 'reviewed_kind', 'organ_path'],
  publication_releases: ['subject_id', 'released_kind', 'organ_path'],
  publication_refusals: ['decided_kind', 'organ_path'],
  procedure_cases: ['organ_path'],
  procedure_points: ['organ_path'],
  procedure_dispositions: ['disposed_kind', 'organ_path'],
  procedure_recusals: ['entered_kind', 'organ_path'],
  procedure_steps: ['decides', 'organ_path'],
  determination_contents: ['entered_kind', 'procedure', 'organ_path'],
};

test.each(Object.keys(FREE))(
  'each column of %s that a superuser changes is named',
  async (table) => {
    const columns = await bureau.asOwner<{ name: string; type: string }>(
      `select column_name as name, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [table],
    );
    const isTried = (_: unknown, at: number) => at % STRIDE === SEED % Math.min(STRIDE, columns.length);
    let tried = 0;
    const silent: string[] = [];
    for (const { name, type } of columns.filter(isTried)) {
      const statement = `update ${table} set ${name} = ${otherThan(name, type)} where ctid = (select ctid from ${table} limit 1)`;
      try {
        const findings = await tamper(database, statement, verify);
        tried += 1;
        if (findings.length === 0) silent.push(name);
      } catch (error) {
        // The value does not pass the table's own checks: a superuser must drop those first.
        if (!/^(23514|23505|22\w{3})$/.test((error as { code?: string }).code ?? '')) throw error;
      }
    }
    expect(silent.filter((name) => !FREE[table]!.includes(name))).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  },
  600_000,
);
