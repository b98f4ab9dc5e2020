import type { Actor } from '../../ground/access/index.ts';
import { act, type Context, followJournal, type JournalLine } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools, type Tx } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import type { Answer, Law } from '../../rules/law/index.ts';
import { askLaw, findingOf } from './candidate-queries.ts';
import { insertTerm, insertTermProposal, lockRecord } from './publication-store.ts';
import type { PublicationInHand, RecordInHand } from './record-in-hand.ts';
import { listPublic, listPublished } from './record-queries.ts';
import { listProposedDays, lockOutstandingRun, saveRun } from './term-run-store.ts';

export type TermDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly law: () => Law;
  readonly log: Log;
};

const CONSUMER = 'publication-terms';
const ENTRIES_AT_ONCE = 2_000;
const RECORDS_AT_ONCE = 200;
const PAUSE_MS = 1_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** The program itself, as the journal names it. No such account can sign in. */
const PROGRAM = '00000000-0000-8000-8000-00000000ce11';

const FACTS_ARRIVED = new Set(['record.correct', 'record.classify']);

/** What recomputing an end comes to. `later` waits for a person (design §1.2). */
export type Recomputed = {
  readonly outcome: 'same' | 'earlier' | 'later';
  readonly lastDay: PlainDate;
  readonly answer: Answer;
};

/**
 * The last day as known now against the one that counts. A record that may not be public at all keeps its day: it is hidden on
 * every question already (`publication_stands`), and a person withdraws it with a public reason.
 */
export function recompute(
  record: RecordInHand,
  publication: PublicationInHand,
  law: Law,
  today: PlainDate,
): Recomputed {
  const answer = askLaw(record, findingOf(publication.influenceFinding), law, today);
  const isOver = answer.reasons.every((reason) => reason === 'publication.ended');
  const lastDay = isOver && answer.until !== undefined ? answer.until : publication.lastDay;
  const outcome = lastDay === publication.lastDay ? 'same' : lastDay < publication.lastDay ? 'earlier' : 'later';
  return { outcome, lastDay, answer };
}

function contextOf({ pools, now, law }: TermDeps, record: RecordInHand): Context {
  const actor: Actor = {
    accountId: PROGRAM,
    kind: 'program',
    postId: PROGRAM,
    role: 'clerk',
    organId: record.organId,
    organPath: record.organPath,
    organKind: 'section',
  };
  return { actor, pools, now, edition: law().edition };
}

/** Writes what moved, each in its own transaction; a later day that was proposed before, decided about or not, is not again. */
async function bringUpToDate(deps: TermDeps, tx: Tx, records: readonly RecordInHand[]): Promise<void> {
  const today = chinaDate(deps.now());
  const moved = records.flatMap((record) => {
    const { publication: known } = record;
    if (!known || known.withdrawn || known.lastDay < today) return [];
    const { outcome, lastDay } = recompute(record, known, deps.law(), today);
    return outcome === 'same' ? [] : [{ record, outcome, publicationId: known.id, lastDay }];
  });
  const proposed = await listProposedDays(
    tx,
    moved.filter(({ outcome }) => outcome === 'later').map(({ publicationId }) => publicationId),
  );
  for (const { record, outcome, publicationId, lastDay } of moved) {
    if (outcome === 'earlier' || !proposed.has(`${publicationId} ${lastDay}`))
      await saveRecomputed(deps, record, today);
  }
}

/** In a transaction of its own, through the one door: what was read a moment ago is read again under the lock. */
async function saveRecomputed(deps: TermDeps, seen: RecordInHand, today: PlainDate): Promise<void> {
  const ctx = contextOf(deps, seen);
  await act(ctx, async (tx) => {
    const record = await lockRecord(tx, seen.id);
    const publication = record.publication!;
    const { outcome, lastDay, answer } = recompute(record, publication, deps.law(), today);
    const { organPath } = record;
    const term = {
      publicationId: publication.id,
      lastDay,
      derivation: answer.derivation,
      edition: ctx.edition,
      organPath,
    };
    const at = deps.now();
    if (outcome === 'earlier') await insertTerm(tx, { ...term, at, version: publication.termVersion + 1 });
    if (outcome === 'later') await insertTermProposal(tx, { ...term, at, version: publication.termVersion });
    return {
      result: null,
      deed: outcome === 'later' ? 'publication.propose_term' : 'publication.shorten',
      object: { kind: 'publication', id: publication.id },
      subjectId: record.subjectId,
      basis: answer.articles,
      before: { lastDay: publication.lastDay },
      after: { lastDay },
    };
  });
}

async function recomputeAll(deps: TermDeps, tx: Tx): Promise<void> {
  const today = chinaDate(deps.now());
  for (let after = FIRST_ID; ; ) {
    const records = await listPublic(tx, today, after, RECORDS_AT_ONCE);
    await bringUpToDate(deps, tx, records);
    const last = records.at(-1);
    if (last?.publication === undefined) return;
    after = last.publication.id;
  }
}

async function deal(deps: TermDeps, tx: Tx, entries: readonly JournalLine[]): Promise<void> {
  const touched = entries.filter(({ deed }) => FACTS_ARRIVED.has(deed)).map(({ object }) => object.id);
  if (touched.length === 0) return;
  await bringUpToDate(deps, tx, await listPublished(tx, [...new Set(touched)]));
}

/** Reads on in the journal and brings ends up to date: each entry at least once, and twice does nothing more. Answers how many entries. */
export function followFacts(deps: TermDeps): Promise<number> {
  return followJournal(deps.pools.intake, CONSUMER, ENTRIES_AT_ONCE, deps.now(), (tx, entries) =>
    deal(deps, tx, entries),
  );
}

/**
 * Every end anew under the edition adopted last, once for each adoption, whichever process comes first: also for one that was
 * adopted while nothing ran. Answers whether it was done. A process that still serves the edition before leaves it to others.
 */
export function recomputeForAdoption(deps: TermDeps): Promise<boolean> {
  return inContext(deps.pools.intake, { purpose: 'system' }, async (tx) => {
    const outstanding = await lockOutstandingRun(tx);
    if (outstanding?.edition !== deps.law().edition) return false;
    await recomputeAll(deps, tx);
    await saveRun(tx, outstanding.adoption, deps.now());
    return true;
  });
}

/** Keeps the ends of publications up to date while the program runs. */
export function startTermWorker(deps: TermDeps): Worker {
  const round = async () => {
    const read = await followFacts(deps);
    return (await recomputeForAdoption(deps)) ? read + 1 : read;
  };
  const tell = (failure: unknown) => deps.log('computing ends of publications failed', { error: String(failure) });
  return startWorker(PAUSE_MS, round, tell);
}
