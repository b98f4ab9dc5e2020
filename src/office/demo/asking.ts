import { randomUUID } from 'node:crypto';
import { askChecks, CheckDesk } from '../../facts/checks/index.ts';
import { addDays, chinaDate } from '../../ground/kernel/plain-date.ts';
import { acknowledgeRecall, appointOfficer } from '../../together/recalls/index.ts';
import { keptLaws } from '../editions/index.ts';
import { contextOf, type DemoDeps, onDay } from './deliveries.ts';
import { listCodesOf, listOpenNotices } from './demo-queries.ts';
import type { Office } from './office.ts';

/** Before every story begins. */
const ASKED_DAYS_AGO = 30;
/** The partner's counter is quick: it answers on the next day. */
const ANSWERED_AFTER = 1;

/**
 * The partner's counter asked about these parties before their stories begin, so that it hears of what becomes of the records; at the
 * city somebody is named who is asked where a receiver keeps silent.
 */
export async function askBefore(deps: DemoDeps, { actors }: Office, recordIds: readonly string[]): Promise<string> {
  const then = onDay(deps, addDays(chinaDate(deps.now()), -ASKED_DAYS_AGO));
  const reviewer = actors['reviewer.city']!;
  const { id } = await appointOfficer(contextOf(then, reviewer), reviewer.accountId);
  const about = { matter: '律师事务所设立许可', purpose: '核对申请人的信用状况' };
  const codes = await listCodesOf(deps.pools, actors['clerk.city']!, recordIds);
  const kit = { law: deps.law(), lawOf: keptLaws(deps.pools), vault: deps.vault, desk: new CheckDesk(deps.pools) };
  const request = { key: randomUUID(), digest: Buffer.alloc(32) };
  const ctx = { ...contextOf(then, actors['counter.partner']!), request };
  await askChecks(
    ctx,
    kit,
    codes.map((code) => ({ ...about, code })),
  );
  return id;
}

/** It has acted on all that it was told of these records so far. */
export async function acknowledgeAll(deps: DemoDeps, { actors }: Office, recordId: string): Promise<number> {
  const counter = actors['counter.partner']!;
  const open = await listOpenNotices(deps.pools, counter, recordId);
  for (const { id, madeAt } of open) {
    const then = onDay(deps, addDays(chinaDate(madeAt), ANSWERED_AFTER));
    await acknowledgeRecall(contextOf(then, counter), id);
  }
  return open.length;
}
