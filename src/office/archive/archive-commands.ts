import { unzipSync, zipSync } from 'fflate';
import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context, workContext } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import { type BundleDeps, makeBundle } from '../../rights/bundles/index.ts';
import { type Runnable, runnableOf } from '../../rights/procedures/index.ts';
import { type ArchivedCase, packageOf, sha256Of } from './archive-package.ts';
import { listClosed } from './archive-queries.ts';
import { getOpenHandover, insertHandover, insertReceipt } from './archive-store.ts';

/** Cases in one package: it is made in memory. */
export const MOST_CASES = 50;
const BASIS = ['xzcf:47'];

export type HandoverGiven = { readonly caseIds: readonly string[]; readonly receiver: string; readonly reason: string };
export type HandoverMade = {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
  readonly bytes: Buffer;
};

/**
 * Makes the package by which closed cases go to the archive (移交包): each case whole, with its proofs and metadata, and the list. Each
 * sealed text that goes into it is a look of its own.
 * @throws {Refusal} absent `procedure.absent`; conflict `archive.case_open`, `archive.handed_over`; forbidden; busy `log.not_yet`
 */
export async function makeHandover(
  ctx: Context,
  deps: BundleDeps,
  runnables: readonly Runnable[],
  { caseIds, receiver, reason }: HandoverGiven,
): Promise<HandoverMade> {
  const { organPath, accountId } = ctx.actor;
  mayOrRefuse(ctx.actor, 'archive.hand_over', { kind: 'archive', organPath });
  const closed = await inContext(ctx.pools.app, workContext(ctx), (tx) => listClosed(tx, MOST_CASES, caseIds));
  const open = caseIds.filter((id) => !closed.some((one) => one.id === id));
  if (open.length > 0) throw new Refusal('conflict', 'archive.case_open', { cases: open });
  const again = closed.filter(({ handedOver }) => handedOver).map(({ id }) => id);
  if (again.length > 0) throw new Refusal('conflict', 'archive.handed_over', { cases: again });
  const cases: ArchivedCase[] = [];
  for (const { id, procedure, documentNumber, organ, openedOn, closedOn } of closed) {
    const { bytes } = await makeBundle(ctx, deps, runnables, { caseId: id, reason, matter: 'archive' });
    const { table } = runnableOf(runnables, procedure);
    const title = `${table.name.zh}案卷（${documentNumber}）`;
    cases.push({ id, title, organ, openedOn, closedOn, files: new Map(Object.entries(unzipSync(bytes))) });
  }
  const id = newId(ctx.now().getTime());
  const organ = closed[0]!.organ;
  const files = packageOf({ id, organ, receiver, madeAt: ctx.now().toISOString(), edition: ctx.edition }, cases);
  const bytes = Buffer.from(zipSync(Object.fromEntries(files), { mtime: ctx.now() }));
  const sha256 = sha256Of(bytes);
  await act(ctx, async (tx) => {
    const { edition } = ctx;
    await insertHandover(tx, { id, receiver, sha256, edition, caseIds }, { accountId, at: ctx.now(), organPath });
    const object = { kind: 'archive_handover', id };
    return {
      result: null,
      deed: 'archive.hand_over',
      object,
      basis: BASIS,
      reason,
      after: { sha256, caseIds, receiver },
    };
  });
  return { id, sha256, name: `档案移交包-${id.slice(-12)}.zip`, bytes };
}

export type ReceiptGiven = {
  readonly id: string;
  readonly sha256: string;
  readonly number: string;
  readonly receivedOn: PlainDate;
};

/**
 * Enters the receipt of the archive (接收回执), by another than who made the package. From then on what the cases hold sealed goes by its
 * retention day; before, it stays whatever the day.
 * @throws {Refusal} absent `archive.absent`; conflict `archive.acknowledged`; invalid `archive.other_package`, `archive.day_out_of_order`
 */
export function confirmReceipt(ctx: Context, given: ReceiptGiven): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { sha256, madeBy, organPath } = await getOpenHandover(tx, given.id);
    mayOrRefuse(ctx.actor, 'archive.confirm', { kind: 'archive', organPath, history: { draftedBy: madeBy } });
    if (given.sha256 !== sha256) throw new Refusal('invalid', 'archive.other_package');
    if (given.receivedOn > chinaDate(ctx.now())) throw new Refusal('invalid', 'archive.day_out_of_order');
    await insertReceipt(tx, { ...given, madeBy }, { accountId: ctx.actor.accountId, at: ctx.now(), organPath });
    const { number, receivedOn } = given;
    return {
      result: null,
      deed: 'archive.confirm',
      object: { kind: 'archive_handover', id: given.id },
      basis: BASIS,
      after: { sha256, number, receivedOn },
    };
  });
}
