import type { RawBuilder } from 'kysely';
import { type DbContext, inContext, type Tx } from '../platform/db.ts';
import { insertSeal } from '../platform/seal-store.ts';
import type { Context } from './context.ts';
import { appendEntries, appendEntry, type Entry } from './journal-store.ts';
import { earlierAnswer, saveAnswer } from './request-store.ts';
import { refuseIfChanged } from './revision-store.ts';

/** The answer of a command: what it made, and the journal entry that tells of it. Its position follows within a second. */
export type Acted<T> = { readonly result: T; readonly entryId: string };

/** Objects that a query names, each of which has an entry of its own. */
export type Changes = {
  readonly deed: string;
  readonly objectKind: string;
  readonly basis?: readonly string[];
  readonly changes: RawBuilder<unknown>;
};

/** What a command answers, and the account of it; with `each`, one entry more for every object that its queries name. */
export type Account<T> = Entry & {
  readonly result: T;
  readonly each?: readonly Changes[];
  /** What the author looked at, where it is not the object of the entry: a record is read, its publication is made. */
  readonly lookedAt?: readonly string[];
};

async function once<T>(ctx: Context, tx: Tx, work: () => Promise<Acted<T>>): Promise<Acted<T>> {
  if (!ctx.request) return work();
  const earlier = await earlierAnswer(tx, ctx.actor.accountId, ctx.request);
  if (earlier !== undefined) return earlier as Acted<T>;
  const acted = await work();
  await saveAnswer(tx, ctx.actor.accountId, ctx.request, acted, ctx.now());
  return acted;
}

/** What the actor may see: an officer the own organ and what is below it, a party what is about itself. */
export const workContext = ({ actor: { accountId, organPath, kind, subjectId } }: Context): DbContext =>
  kind === 'party'
    ? { purpose: 'party', accountId, organPath, ...(subjectId === undefined ? {} : { subjectId }) }
    : { purpose: 'work', accountId, organPath };

async function accounted<T>(ctx: Context, tx: Tx, work: (tx: Tx) => Promise<Account<T>>): Promise<Acted<T>> {
  const { result, each = [], lookedAt, ...entry } = await work(tx);
  if (ctx.seen) await refuseIfChanged(tx, lookedAt ?? [entry.object.id], ctx.seen);
  for (const changes of each) await appendEntries(tx, ctx, changes);
  const { id: entryId, tx: number } = await appendEntry(tx, ctx, entry);
  await insertSeal(tx, ctx.pools.origin, number);
  return { result, entryId };
}

/**
 * The one way to change one thing. `work` locks, asks whether the actor may, decides and saves; change and journal entry
 * commit together or not at all. With `ctx.request`, the same key gives the first answer again: `result` must be JSON.
 */
export function act<T>(ctx: Context, work: (tx: Tx) => Promise<Account<T>>): Promise<Acted<T>> {
  return inContext(ctx.pools.app, workContext(ctx), (tx) => once(ctx, tx, () => accounted(ctx, tx, work)));
}

/**
 * The same door for sets: runs as the intake role, which can move staged rows and cannot decide. Entries are written by one
 * statement per query in `each`.
 */
export function actOnMany<T>(ctx: Context, work: (tx: Tx) => Promise<Account<T>>): Promise<Acted<T>> {
  return inContext(ctx.pools.intake, workContext(ctx), (tx) => once(ctx, tx, () => accounted(ctx, tx, work)));
}
