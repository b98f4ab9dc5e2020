import { newId } from '../../ground/kernel/id.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { ifAlone } from '../../ground/platform/alone.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';
import { sweptOften } from '../../ground/platform/heap-growth.ts';
import type { Log } from '../../ground/platform/log.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import type { Spool } from '../../ground/reading/index.ts';
import { readRows } from '../../ground/reading/index.ts';
import { openFile, type Vault } from '../../ground/vault/index.ts';
import { type AnsweredRow, listAnswer } from './list-answer.ts';
import { type ListPiece, ListReading } from './list-rows.ts';
import { deleteOutlivedLists, endList, getList, insertPiece, type List, listWaiting } from './list-store.ts';
import { readKnown } from './party-queries.ts';
import { insertScreeningUse } from './screening-use-store.ts';
import type { SubjectIndex } from './subject-index-jobs.ts';

export type ListDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => { readonly edition: string };
  readonly vault: Vault;
  readonly spool: Spool;
  readonly names: { readonly all: SubjectIndex };
  readonly log: Log;
};

const PAUSE_MS = 400;
/** Locks of lists under work: the first half of an advisory lock's key. */
const LIST_LOCKS = 7_301_080;

/** Screens lists that wait, one at a time in this process; several processes share the work. */
export function startListWorker(deps: ListDeps): Worker {
  return startWorker(
    PAUSE_MS,
    () => screenWaiting(deps),
    (failure) => deps.log('screening a list failed', { error: String(failure) }),
  );
}

/** Screens the lists that wait now; answers how many it took. */
export async function screenWaiting(deps: ListDeps): Promise<number> {
  const waiting = await inContext(deps.pools.app, { purpose: 'system' }, listWaiting);
  let taken = 0;
  const failures: unknown[] = [];
  for (const { id } of waiting) {
    try {
      taken += (await screenAlone(deps, id)) ? 1 : 0;
    } catch (failure) {
      failures.push(failure); // tried again in the next round; the lists behind it do not wait for it
    }
  }
  const today = chinaDate(deps.now());
  await inContext(deps.pools.intake, { purpose: 'system' }, (tx) => deleteOutlivedLists(tx, today));
  if (failures.length > 0) throw failures[0];
  return taken;
}

/** Screens a list unless somebody is at it, or was between the list of lists and now. Answers whether nobody was. */
function screenAlone(deps: ListDeps, id: string): Promise<boolean> {
  return ifAlone(deps.pools.appPool, { kind: LIST_LOCKS, id }, async () => {
    const list = await inContext(deps.pools.app, { purpose: 'system' }, (tx) => getList(tx, id));
    if (list.state === 'waiting') await screenList(deps, list);
  });
}

async function screenList(deps: ListDeps, list: List): Promise<void> {
  const { pools, vault, spool } = deps;
  const file = await inContext(pools.intake, { purpose: 'system' }, async (tx) => {
    const { body } = await openFile(tx, vault, list.fileId);
    return spool.keep(body);
  });
  const asSender = <T>(work: (tx: Tx) => Promise<T>) =>
    inContext(pools.app, { purpose: 'work', accountId: list.actor.accountId, organPath: list.actor.organPath }, work);
  try {
    const { sheetHeads } = await import('../screening/index.ts'); // large; the index needs it as well
    const reading = new ListReading(sheetHeads);
    await sweptOften(async () => {
      for await (const piece of reading.pieces(readRows(file))) {
        if (piece.number < list.piecesDone) continue;
        const answered = await answerPiece(deps, piece);
        await asSender((tx) => savePiece(tx, deps, list, answered));
      }
    });
    await asSender((tx) => endList(tx, list.id, { state: 'done', layout: reading.layout }));
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'busy') throw error;
    const { code, facts } = error;
    await asSender((tx) => endList(tx, list.id, { state: 'unreadable', refusal: { code, facts } }));
  } finally {
    await spool.drop(file);
  }
}

type AnsweredPiece = {
  readonly number: number;
  readonly rows: readonly AnsweredRow[];
  readonly asked: readonly string[];
  readonly candidateIds: readonly string[];
};

/** Equal questions are asked once a piece. */
async function answerPiece({ names, pools, now }: ListDeps, piece: ListPiece): Promise<AnsweredPiece> {
  const asked = piece.questions.map(({ name = '', code = '' }) => `${name}\n${code}`);
  const distinct = new Map(asked.map((key, at) => [key, piece.questions[at]!]));
  const queries = [...distinct.values()].map(({ row: _row, ...query }) => query);
  const findings = await names.all.screen(queries, 1);
  const candidateIds = [...new Set(findings.flatMap(({ hits }) => hits.map(({ id }) => id)))];
  const { parties } = await readKnown(pools, { subjectIds: candidateIds }, chinaDate(now()));
  const answers = new Map(
    [...distinct.keys()].map((key, at) => {
      const { hits, code } = findings[at]!;
      const party = hits[0] && parties.get(hits[0].id);
      return [key, listAnswer(party && hits[0], party?.code ?? '', code)];
    }),
  );
  const rows = piece.questions.map(({ row }, at) => ({ row, answer: answers.get(asked[at]!)! }));
  return { number: piece.number, rows, asked, candidateIds };
}

/** The answers sealed, and the use of them written down: both or neither. */
async function savePiece(tx: Tx, deps: ListDeps, list: List, piece: AnsweredPiece): Promise<void> {
  const { vault, now, law } = deps;
  const { id, actor, retainUntil, matter, purpose } = list;
  const { number, rows, asked, candidateIds } = piece;
  const { accountId, postId, organId, organPath } = actor;
  const plain = JSON.stringify(rows);
  const sealedId = await vault.store(tx, { scopeId: id, organPath, kind: 'text', plain, retainUntil });
  await insertPiece(tx, id, { number, sealedId, rows: rows.length });
  await insertScreeningUse(tx, deps.pools.origin, {
    id: newId(now().getTime()),
    way: 'file',
    at: now(),
    organId,
    organPath,
    accountId,
    postId,
    askedHash: vault.lookupHash('screening', JSON.stringify(asked)),
    asked: asked.length,
    matter,
    purpose,
    edition: law().edition,
    candidateIds,
  });
}
