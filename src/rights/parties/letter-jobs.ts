import { LETTERS } from '../../../web/portal/letter-words.ts';
import { followJournal } from '../../ground/audit/index.ts';
import type { Pools } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import { sealTransaction } from '../../ground/platform/seal-store.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import { insertEarlierLetters, insertLetters } from './letter-store.ts';

export type LetterDeps = { readonly pools: Pools; readonly now: () => Date; readonly log: Log };

const CONSUMER = 'party-letters';
/** The code of an invitation was used: from now on somebody reads the mailbox. */
const JOINED = 'party.join';
const ENTRIES_AT_ONCE = 2_000;
const PAUSE_MS = 1_000;

/** Reads on in the journal and writes a letter for everything that a party is to hear of. Answers how many entries it read. */
export function writeLetters({ pools, now }: LetterDeps): Promise<number> {
  return followJournal(pools.intake, CONSUMER, ENTRIES_AT_ONCE, now(), async (tx, entries) => {
    const made = await insertLetters(
      tx,
      entries.filter(({ deed, subjectId }) => subjectId !== null && deed in LETTERS),
    );
    const joined = entries.flatMap(({ deed, subjectId }) => (deed === JOINED && subjectId ? [subjectId] : []));
    const earlier = await insertEarlierLetters(tx, joined);
    if (made + earlier > 0) await sealTransaction(tx, pools.origin);
  });
}

/** Keeps the mailboxes of parties up to date while the program runs. */
export function startLetterWorker(deps: LetterDeps): Worker {
  return startWorker(
    PAUSE_MS,
    () => writeLetters(deps),
    (failure) => deps.log('writing letters to parties failed', { error: String(failure) }),
  );
}
