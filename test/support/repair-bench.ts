import { beforeAll } from 'vitest';
import { readAll } from '../../src/facts/checks/check-queries.ts';
import { inContext } from '../../src/ground/platform/db.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import type { Outcome } from '../../src/rights/procedures/index.ts';
import { beginRepair, REPAIR_PROCEDURE } from '../../src/rights/repairs/index.ts';
import type { RepairGround } from '../../src/rights/repairs/materials.ts';
import { caseSteps } from './cases.ts';
import { testDatabase } from './database.ts';
import { day } from './law.ts';
import { penaltyRow } from './penalties.ts';
import { type TestBureau, testBureau } from './publications.ts';

/** What whoever has done the duties brings. */
export const BOTH = ['commitment_letter', 'performance_proof'];
/** Why an officer takes a step against somebody, where nothing rests on the words. */
export const REASON = { reason: '理由和依据如下。' };

/** A bureau with penalties to repair, and the ways of an application up to its decision. Made once for a file of tests. */
export function repairBench() {
  const database = testDatabase();
  let bureau: TestBureau;
  let vault: Vault;
  beforeAll(async () => {
    bureau = await testBureau(database);
    vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  }, 60_000);

  const at = (text: string) => {
    bureau.clock.now = new Date(`${text}T02:00:00Z`);
  };
  const deps = () => ({ law: bureau.law, vault });
  const steps = () => caseSteps(deps(), [REPAIR_PROCEDURE]);
  /** A fine of class general decided on 7 April 2026, the first Tuesday under order 36, and published on the 8th. */
  async function published(serial: number, change = {}): Promise<{ recordId: string; publicationId: string }> {
    at('2026-04-08');
    const row = penaltyRow(serial, { CF_JDRQ: '2026/04/07', ...change });
    const recordId = [...(await bureau.send([row])).values()][0]!;
    return { recordId, publicationId: (await bureau.publish(recordId)).id };
  }
  const begin = async (recordId: string, ground: RepairGround = 'term', by = bureau.clerk) =>
    (
      await beginRepair(by, deps(), {
        recordId,
        appliedOn: day('2026-04-08'),
        ground,
        channel: 'paper',
        materials: [{ text: '缴款凭证', sha256: '5'.repeat(64) }],
      })
    ).result;
  async function accepted(recordId: string, ground: RepairGround = 'term', documents = BOTH): Promise<string> {
    const { id } = await begin(recordId, ground);
    await steps().take(bureau.clerk, id, 'submit', { documents });
    await steps().take(bureau.clerk, id, 'accept', { documents: ['acceptance_notice'] });
    await steps().take(bureau.clerk, id, 'verify');
    return id;
  }
  async function decided(id: string, decision: string, outcome: Outcome = 'sufficient') {
    await steps().dispose(bureau.clerk, id, 1, outcome);
    return steps().reply(bureau, id, decision, 'decision');
  }
  const isPublic = (publicationId: string, today = '2026-07-08') =>
    inContext(database.pools.app, { purpose: 'portal', today: day(today) }, (tx) =>
      tx.selectFrom('publications as p').select('p.id').where('p.id', '=', publicationId).execute(),
    ).then((rows) => rows.length > 0);
  async function isToldInChecks(recordId: string): Promise<boolean> {
    const [subject] = await bureau.asOwner<{ id: string }>('select subject_id as id from records where id = $1', [
      recordId,
    ]);
    const [found] = await readAll(database.pools, [{ kind: 'subject', key: subject!.id }], '-infinity');
    return found!.records.some((record) => record.recordId === recordId);
  }
  return {
    database,
    get bureau() {
      return bureau;
    },
    at,
    deps,
    steps,
    published,
    begin,
    accepted,
    decided,
    isPublic,
    isToldInChecks,
  };
}
