import { type Deed, mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { type LookReason, lookAtValue, openSealedValue } from '../../ground/vault/index.ts';
import type { SeverityClass } from '../../rules/law/index.ts';
import { changesOf, moveStagedRows } from './acceptance-store.ts';
import { acceptanceOf, type IntakeDeps, settle } from './batch-commands.ts';
import { getBatch } from './batch-store.ts';
import { publicityDueOn } from './intake-law.ts';
import type { Waiting } from './quarantine-queries.ts';
import {
  acceptFaultyKey,
  addName,
  findDecidedOn,
  lockWaiting,
  nameChange,
  saveClassification,
  saveDecision,
  savePublicationDue,
} from './quarantine-store.ts';
import { WAYS } from './quarantine-ways.ts';
import { type SealedRow, sealIfAny } from './sealed-row.ts';
import { deleteStagedRows, restage } from './staging-store.ts';
import { mayNameSomebody, withholdName } from './withheld-names.ts';

/** What a person decides about a waiting row. `accepted` records it; `returned` sends it back to be mended and sent again. */
export type Settlement =
  | { readonly outcome: 'accepted' | 'returned'; readonly reason: string }
  | {
      readonly outcome: 'classified';
      readonly class: SeverityClass;
      readonly basis: readonly string[];
      readonly reason: string;
    };
export type Settled = { readonly id: string; readonly outcome: Settlement['outcome']; readonly recorded: boolean };

const matter = (waiting: Waiting) => ({
  kind: 'quarantine',
  organPath: waiting.organPath,
  item: waiting.item,
  history: { submittedBy: waiting.submittedBy },
});

/** What waits, in full, for an officer who says why they look. The look is recorded. */
export async function lookAtWaiting(
  ctx: Context,
  deps: IntakeDeps,
  sealedId: string,
  why: LookReason,
): Promise<SealedRow> {
  return JSON.parse(await lookAtValue(ctx, deps.vault, sealedId, why)) as SealedRow;
}

/**
 * A person settles what a machine should not: another name for a known code, another day for a known number, a code that fails its check, an organ that may not
 * have been competent, a class that the table does not give.
 * @throws {Refusal} absent `quarantine.absent`, rule `quarantine.cannot_accept`, forbidden `access.denied`
 */
export function settleQuarantine(
  ctx: Context,
  deps: IntakeDeps,
  id: string,
  settlement: Settlement,
): Promise<Acted<Settled>> {
  return act(ctx, async (tx) => {
    const waiting = await lockWaiting(tx, id);
    mayOrRefuse(ctx.actor, deedOf(waiting, settlement), matter(waiting));
    const { outcome, reason } = settlement;
    // First: the database lets a record of an organ in that was not competent only behind this decision.
    await saveDecision(tx, {
      id,
      outcome,
      reason,
      by: ctx.actor.accountId,
      at: ctx.now(),
      organPath: ctx.actor.organPath,
    });
    const each = await carryOut(tx, ctx, deps, waiting, settlement);
    const result = { id, outcome, recorded: each.some(({ objectKind }) => objectKind === 'record') };
    return { result, deed: `quarantine.${outcome}`, object: { kind: 'quarantine', id }, reason, after: result, each };
  });
}

/** @throws {Refusal} rule `quarantine.cannot_accept`, `quarantine.cannot_classify`: not a way for rows of this kind */
function deedOf({ kind }: Waiting, { outcome }: Settlement): Deed {
  const way = WAYS[kind].find((one) => one.outcome === outcome);
  if (way) return way.deed;
  throw new Refusal('rule', outcome === 'classified' ? 'quarantine.cannot_classify' : 'quarantine.cannot_accept', {
    kind,
  });
}

type Changes = ReturnType<typeof changesOf>;

async function carryOut(
  tx: Tx,
  ctx: Context,
  deps: IntakeDeps,
  waiting: Waiting,
  settlement: Settlement,
): Promise<Changes> {
  if (settlement.outcome === 'returned') return [];
  if (settlement.outcome === 'classified') {
    await classify(tx, ctx, deps, waiting, settlement);
    return [];
  }
  return record(tx, ctx, deps, waiting, settlement.reason);
}

async function classify(
  tx: Tx,
  ctx: Context,
  { law }: IntakeDeps,
  { kind, subjectId, recordId, item, batchId }: Waiting,
  settlement: Extract<Settlement, { outcome: 'classified' }>,
): Promise<void> {
  if (kind !== 'class_unknown' || subjectId === null || recordId === null)
    throw new Refusal('rule', 'quarantine.cannot_classify', { kind });
  const { actor } = ctx;
  const found = { class: settlement.class, basis: settlement.basis, reason: settlement.reason };
  await saveClassification(tx, {
    id: newId(),
    subjectId,
    recordId,
    ...found,
    by: actor.accountId,
    at: ctx.now(),
    organPath: actor.organPath,
  });
  if (settlement.class === 'minor') return; // not published
  // A class found late makes no duty of the past: nothing of an old year falls due or is published anew.
  if ((await getBatch(tx, batchId)).history) return;
  const decidedOn = (await findDecidedOn(tx, subjectId, recordId)) as PlainDate;
  await savePublicationDue(tx, subjectId, recordId, publicityDueOn(law)(item, decidedOn)?.due);
}

/** The waiting row goes the way of all rows, alone. Which kinds can: those whose row says whose record it is. */
async function record(tx: Tx, ctx: Context, deps: IntakeDeps, waiting: Waiting, reason: string): Promise<Changes> {
  const sealed = waiting.sealedId === null ? undefined : await openSealedValue(tx, deps.vault, waiting.sealedId);
  const { content, fields } = (sealed === undefined ? {} : JSON.parse(sealed)) as SealedRow;
  if (content?.subject_id == null) throw new Refusal('rule', 'quarantine.cannot_accept', { kind: waiting.kind });
  const party = { kind: content.key_kind, key: content.subject_key, subjectId: content.subject_id };
  const name = { name: content.name, folded: content.folded };
  if (waiting.kind === 'identifier_fault') {
    const accepted = { by: ctx.actor.accountId, reason, at: ctx.now() };
    await acceptFaultyKey(tx, { ...party, ...name, subjectKind: content.subject_kind }, accepted);
  } else if (waiting.kind === 'name_contradicts_code') await addName(tx, party, { ...name, at: ctx.now() });
  await deleteStagedRows(tx, waiting.batchId);
  const isUnsure = mayNameSomebody(content.subject_kind, content.name);
  const { shown, withheld } = isUnsure ? withholdName(deps.vault, content) : { shown: content };
  await restage(tx, shown, sealIfAny(deps.vault, { fields, content: withheld }));
  // One doubt less may leave another: the row then waits again, sealed, for whoever settles that one.
  const counts = await settle(tx, ctx, deps.vault, { id: waiting.batchId, item: waiting.item });
  const acceptance = acceptanceOf(ctx, deps, await getBatch(tx, waiting.batchId), counts);
  await moveStagedRows(tx, deps.vault, acceptance);
  const isNamed = waiting.kind === 'name_contradicts_code' || waiting.kind === 'identifier_fault';
  const named = isNamed ? [nameChange(party, name.folded)] : [];
  return [...named, ...changesOf(acceptance)];
}
