import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import { openSealedValue, recordLook, type Vault } from '../../ground/vault/index.ts';
import { redact, scanForPersonalData } from '../../names/personal-data/index.ts';
import { addSpan, type Law } from '../../rules/law/index.ts';
import { getRecordOfCase } from '../procedures/index.ts';
import { getSubject, type Sought } from './party-store.ts';
import { listEntries } from './statement-queries.ts';
import { insertStatement, insertStatementEnd, insertStatementReview, lockStatement } from './statement-store.ts';

export type StatementDeps = { readonly law: Law; readonly vault: Vault };
export const STATEMENT_LENGTH = { least: 4, most: 500 } as const;

/** About which entry: by its id, or as the counter knows it, by the party that stands there and the number on its decision. */
export type StatementGiven = { readonly text: string } & (
  | { readonly recordId: string }
  | { readonly sought: Sought; readonly documentNumber: string }
);

/** @throws {Refusal} absent `party.subject_absent`, `statement.entry_absent`; forbidden `access.denied` */
async function entryOf(ctx: Context, tx: Tx, given: StatementGiven): Promise<string> {
  if ('recordId' in given) return given.recordId;
  // Nobody without the right learns whether a party is known here.
  mayOrRefuse(ctx.actor, 'statement.enter', { kind: 'statement', organPath: ctx.actor.organPath });
  const { id } = await getSubject(tx, given.sought);
  const [entry, another] = await listEntries(tx, id, given.documentNumber);
  if (entry === undefined || another !== undefined) throw new Refusal('absent', 'statement.entry_absent');
  return entry;
}

/**
 * What a party says about an entry, in its own words; the newest one that was reviewed travels with the entry. Made by the party, or
 * entered by an officer from paper.
 * @throws {Refusal} absent `procedure.record_absent`; forbidden `access.denied`; invalid `statement.length`
 */
export function enterStatement(
  ctx: Context,
  { law, vault }: StatementDeps,
  given: StatementGiven,
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    const record = await getRecordOfCase(tx, await entryOf(ctx, tx, given));
    const { subjectId, organPath, item } = record;
    mayOrRefuse(ctx.actor, 'statement.enter', { kind: 'statement', organPath, item, subjectId });
    const text = given.text.trim();
    const { least, most } = STATEMENT_LENGTH;
    if (text.length < least || text.length > most) throw new Refusal('invalid', 'statement.length', { least, most });
    const retainUntil = addSpan(chinaDate(ctx.now()), law.item(item, chinaDate(ctx.now())).retention);
    const sealedId = await vault.store(tx, { scopeId: subjectId, organPath, kind: 'text', plain: text, retainUntil });
    const by = { accountId: ctx.actor.accountId, kind: ctx.actor.kind, at: ctx.now(), organPath };
    const id = await insertStatement(tx, { subjectId, recordId: record.id, sealedId }, by);
    return {
      result: { id },
      deed: 'statement.enter',
      object: { kind: 'statement', id },
      subjectId,
      basis: ['hnxy:40'],
      reason: text,
      after: { recordId: record.id },
    };
  });
}

export type StatementReview = { readonly statementId: string; readonly reason: string } & (
  | { readonly outcome: 'refused' }
  | {
      readonly outcome: 'released';
      /** Places of the text that nobody else may read: UTF-16 indexes, end not included. */
      readonly redactions: readonly { readonly start: number; readonly end: number }[];
    }
);

/**
 * Somebody who did not enter it reads a statement for personal data (个人信息保护法 arts. 6, 25): from then on it is told as reviewed,
 * or the party is told why it is not. Its opinion is never a reason to refuse it.
 * @throws {Refusal} absent `statement.absent`; conflict `statement.not_waiting`; rule `statement.personal_data`; forbidden `access.denied`
 */
export function reviewStatement(ctx: Context, vault: Vault, given: StatementReview): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const statement = await lockStatement(tx, given.statementId);
    const { organPath, item, subjectId, madeBy, state } = statement;
    const history = { draftedBy: madeBy };
    mayOrRefuse(ctx.actor, 'statement.review', { kind: 'statement', organPath, item, subjectId, history });
    if (state !== 'waiting') throw new Refusal('conflict', 'statement.not_waiting', { state });
    const told = given.outcome === 'refused' ? null : await toldText(vault, statement.sealedId, given.redactions, tx);
    const { outcome, reason } = given;
    const by = { accountId: ctx.actor.accountId, at: ctx.now(), organPath };
    await insertStatementReview(tx, statement, { outcome, told, reason }, by);
    return {
      result: null,
      deed: 'statement.review',
      object: { kind: 'statement', id: statement.id },
      subjectId,
      basis: ['grxx:6', 'hnxy:40'],
      reason,
      after: { outcome, told },
    };
  });
}

async function toldText(
  vault: Vault,
  sealedId: string,
  redactions: readonly { readonly start: number; readonly end: number }[],
  tx: Parameters<typeof openSealedValue>[0],
): Promise<string> {
  const text = await openSealedValue(tx, vault, sealedId);
  const inside = redactions.every(({ start, end }) => 0 <= start && start < end && end <= text.length);
  if (!inside) throw new Refusal('invalid', 'statement.place', { length: text.length });
  const told = redact(text, redactions);
  const left = scanForPersonalData(told);
  if (left.length > 0) {
    const places = left.map(({ kind, start, end }) => ({ kind, start, end }));
    throw new Refusal('rule', 'statement.personal_data', { places });
  }
  return told;
}

/** The party takes its statement back, reviewed or not. @throws {Refusal} absent; conflict `statement.ended` */
export function endStatement(ctx: Context, statementId: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { id, organPath, item, subjectId, state } = await lockStatement(tx, statementId);
    mayOrRefuse(ctx.actor, 'statement.enter', { kind: 'statement', organPath, item, subjectId });
    if (state === 'ended') throw new Refusal('conflict', 'statement.ended', { id });
    const by = { accountId: ctx.actor.accountId, kind: ctx.actor.kind, at: ctx.now(), organPath };
    await insertStatementEnd(tx, id, by);
    return { result: null, deed: 'statement.end', object: { kind: 'statement', id }, subjectId };
  });
}

/** Opens a statement that waits, for whoever is to review it: with a reason, and written down before the text leaves. */
export function lookAtStatement(
  ctx: Context,
  vault: Vault,
  given: { readonly statementId: string; readonly reason: string },
): Promise<string> {
  return inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const { sealedId, organPath, item, subjectId, madeBy } = await lockStatement(tx, given.statementId);
    const history = { draftedBy: madeBy };
    mayOrRefuse(ctx.actor, 'statement.review', { kind: 'statement', organPath, item, subjectId, history });
    await recordLook(tx, ctx, { kind: 'value', id: sealedId }, { reason: given.reason, matter: 'review' });
    return openSealedValue(tx, vault, sealedId);
  });
}
