import { type RawBuilder, sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { inContext, type Tx } from '../../platform/db.ts';
import { TABLE_OF } from '../verify/coverage-queries.ts';
import { ENTERED } from './row-source-queries.ts';
import type { RowSource } from './row-tie-queries.ts';

const database = testDatabase();

/** Tables with as many rows as people, organs and posts, or as decisions of the bureau about its own affairs: read whole, they cost nothing. */
const SMALL =
  /^(organs|accounts|users|credentials|posts?|post_holding.*|departures|access_.*|duty_.*|interest_.*|recall_.*|calendar_.*|reminder_.*|law_.*|list_domain.*|outage.*|privacy_.*|archive_.*|erasure.*|log_removals|master_key_.*|setting_.*|vault_.*|party_accounts|party_account_ends|party_identities|identit.*|program_.*|service_consents|service_consent_ends|publication_term_.*|subject_ends|subject_pair_.*|subject_merges|subject_partings|passkeys|totp_secrets)$/;

type Node = {
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly Plans?: readonly Node[];
};
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Whether the keeper finds the rows of an entry by an index, as the role that it is. An index read from end to end has no condition. */
async function isFound(tx: Tx, source: RowSource, tie: RawBuilder<boolean>): Promise<boolean> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`explain (format json)
    select r.key from journal_positions as p join journal as j on j.id = p.entry_id join (${source.rows}) as r on ${tie}
    where p.position > 10 and p.position <= 20`.execute(tx);
  const table = TABLE_OF[source.name] ?? source.name;
  const reads = nodesOf(rows[0]!['QUERY PLAN'][0].Plan).filter((node) => node['Relation Name'] === table);
  return reads.length > 0 && reads.every((node) => node['Index Cond'] ?? node['Recheck Cond']);
}

test('of whatever grows with parties, records and cases the log finds the rows of an entry by an index', async () => {
  const whole = await inContext(database.pools.app, { purpose: 'system' }, async (tx) => {
    // Nearly empty tables are read whole where they may be; here the question is whether they must.
    await sql`select set_config('enable_seqscan', 'off', true)`.execute(tx);
    const found: string[] = [];
    for (const source of ENTERED.filter(({ name }) => !SMALL.test(name))) {
      for (const tie of [source.tie, ...(source.orTie ? [source.orTie] : [])]) {
        if (!(await isFound(tx, source, tie))) found.push(source.name);
      }
    }
    return found;
  });
  expect(whole).toEqual([]);
});
