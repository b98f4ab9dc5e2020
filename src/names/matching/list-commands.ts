import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { Spool } from '../../ground/reading/index.ts';
import { openFile, openSealedValue, storeFile, type Vault } from '../../ground/vault/index.ts';
import { addSpan } from '../../rules/law/index.ts';
import { AnswerCursor, type AnsweredRow } from './list-answer.ts';
import { answeredList, type ListOutput } from './list-output-jobs.ts';
import { findPiece, getList, insertList, type List } from './list-store.ts';
import { mayScreen } from './screening-commands.ts';

/** How long a list and its answers are kept for whoever sent it. Our choice. */
const KEPT = { count: 14, unit: 'day' } as const;

export type ListSent = {
  readonly file: string;
  readonly name: string;
  readonly matter: string;
  readonly purpose: string;
};
const own = ({ actor }: Context) => ({
  purpose: 'work' as const,
  accountId: actor.accountId,
  organPath: actor.organPath,
});

/** Takes a list in, sealed, to be screened beside the requests. @throws {Refusal} forbidden `access.denied` */
export function submitList(
  ctx: Context,
  { vault, spool }: { readonly vault: Vault; readonly spool: Spool },
  sent: ListSent,
): Promise<Acted<{ id: string }>> {
  return act(ctx, async (tx) => {
    mayScreen(ctx, [sent.matter]);
    const { organPath } = ctx.actor;
    const retainUntil = addSpan(chinaDate(ctx.now()), KEPT);
    const body = spool.read(sent.file);
    const file = await storeFile(tx, vault, { organPath, kind: 'raw', name: sent.name, body, retainUntil });
    const id = newId(ctx.now().getTime());
    const { matter, purpose } = sent;
    await insertList(tx, {
      id,
      fileId: file.id,
      matter,
      purpose,
      receivedAt: ctx.now(),
      retainUntil,
      actor: ctx.actor,
    });
    return {
      result: { id },
      deed: 'screening.submit',
      object: { kind: 'screening_list', id },
      after: { sha256: file.sha256.toString('hex'), bytes: file.sizeBytes },
    };
  });
}

/** How far a list of the own organ is. @throws {Refusal} absent `matching.list_absent`; forbidden `access.denied` */
export async function readList(ctx: Context, id: string): Promise<List> {
  mayScreen(ctx, []);
  const list = await inContext(ctx.pools.app, own(ctx), (tx) => getList(tx, id));
  mayScreen(ctx, [list.matter]);
  return list;
}

/**
 * The list again with its answers. Made when it is asked for; the plain copy that it is made from is dropped with `done`.
 * @throws {Refusal} absent `matching.list_absent`; conflict `matching.list_not_done`; forbidden `access.denied`
 */
export async function openAnswered(
  ctx: Context,
  { vault, spool }: { readonly vault: Vault; readonly spool: Spool },
  id: string,
): Promise<ListOutput & { readonly name: string; readonly done: () => Promise<void> }> {
  const list = await readList(ctx, id);
  if (list.state !== 'done' || list.layout === null) {
    throw new Refusal('conflict', 'matching.list_not_done', { rowsDone: list.rowsDone });
  }
  // Screened beside the requests, and counted when the answers go out: there is no other way to them.
  await ctx.meter?.({ matters: [list.matter], subjects: list.rowsDone });
  const { name, file } = await inContext(ctx.pools.app, own(ctx), async (tx) => {
    const opened = await openFile(tx, vault, list.fileId);
    return { name: opened.name, file: await spool.keep(opened.body) };
  });
  const output = await answeredList(file, list.layout, new AnswerCursor(answersOf(ctx, vault, id)));
  return { ...output, name, done: () => spool.drop(file) };
}

async function* answersOf(ctx: Context, vault: Vault, id: string): AsyncGenerator<AnsweredRow> {
  for (let piece = 0; ; piece += 1) {
    const plain = await inContext(ctx.pools.app, own(ctx), async (tx) => {
      const sealedId = await findPiece(tx, id, piece);
      return sealedId === undefined ? undefined : openSealedValue(tx, vault, sealedId);
    });
    if (plain === undefined) return;
    yield* JSON.parse(plain) as AnsweredRow[];
  }
}
