// Every column of every table that the log answers for, changed by a superuser: found and named, or listed here as one that
// the program itself changes. One column in four in the suite, all of them in `npm run drills`.
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openPools } from '../../src/platform/db.ts';
import { TileStore } from '../../src/proof/log/tile-store.ts';
import type { Finding } from '../../src/proof/verify/finding.ts';
import { verifyLog } from '../../src/proof/verify/verify-commands.ts';
import { refusePublication, withdrawPublication } from '../../src/publication/index.ts';
import { testDatabase } from '../support/database.ts';
import { sequenceAll, testGrower, testLogHome } from '../support/log.ts';
import { penaltyRow } from '../support/penalties.ts';
import { type TestBureau, testBureau } from '../support/publications.ts';
import { tamper } from '../support/tampering.ts';

const STRIDE = Number(process.env.DRILL_STRIDE ?? 4);
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
  await sequenceAll(database);
  await testGrower(database, keys, path.join(home, 'log')).grower.grow();
});

async function verify(): Promise<Finding[]> {
  const pools = openPools({ app: database.urls.owner, intake: database.urls.owner }, { app: 1, intake: 1 });
  const findings: Finding[] = [];
  const tiles = new TileStore(path.join(home, 'log'));
  const tell = (finding: Finding) => findings.push(finding);
  await verifyLog({ db: pools.app, keys, tiles }, tell, () => undefined);
  await pools.close();
  // Put there by the tests' own hand.
  return findings.filter(({ table }) => table !== 'posts' && table !== 'post_holdings');
}

/** What the program changes itself, or what says nothing by itself. */
const FREE: Readonly<Record<string, readonly string[]>> = {
  journal_positions: [],
  journal: [],
  log_rows: [],
  log_checkpoints: ['at'],
  records: ['publication_due_on'],
  record_versions: [],
  subjects: [],
  batches: ['layout', 'rows_kept', 'state'],
  publications: ['confidentiality_checked', 'decided_kind'],
  publication_terms: ['organ_path'],
  publication_withdrawals: ['decided_kind', 'organ_path', 'organ_id', 'reference'],
  publication_reviews: ['confidentiality_checked', 'reviewed_kind', 'organ_path'],
  publication_releases: ['subject_id', 'released_kind', 'organ_path'],
  publication_refusals: ['decided_kind', 'organ_path'],
};

/** Another value of the same type. */
function otherThan(column: string, type: string): string {
  const known: Readonly<Record<string, string>> = {
    uuid: 'gen_random_uuid()',
    date: `coalesce(${column}, '2026-01-01') + 1`,
    'timestamp with time zone': `coalesce(${column}, 'epoch') + interval '1 second'`,
    integer: `coalesce(${column}, 0) + 1000`,
    bigint: `${column} + 1000`,
    bytea: `sha256(coalesce(${column}, ''))`,
    boolean: `not ${column}`,
    jsonb: `'{"another": 1}'::jsonb`,
    ARRAY: `array_append(${column}, 'another')`,
    xid8: `(${column}::text::bigint + 1)::text::xid8`,
  };
  return known[type] ?? `coalesce(${column}, '') || 'x'`;
}

test.each(Object.keys(FREE))(
  'each column of %s that a superuser changes is named',
  async (table) => {
    const columns = await bureau.asOwner<{ name: string; type: string }>(
      `select column_name as name, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [table],
    );
    let tried = 0;
    const silent: string[] = [];
    for (const { name, type } of columns.filter((_, at) => at % STRIDE === 0)) {
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
