import { recordsInForce } from '../../facts/checks/index.ts';
import { followJournal } from '../../ground/audit/index.ts';
import { addDays, chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { sealTransaction } from '../../ground/platform/seal-store.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import { noticeDeadline } from '../../rules/law/index.ts';
import { PARTING_DEED, RECALL_PERIOD, RECALLING_DEEDS } from './recall.ts';
import type { RecallDeps } from './recall-deps.ts';
import { listSilent, listToldUnpublished } from './recall-queries.ts';
import {
  insertEndNotices,
  insertEscalation,
  insertLapseNotices,
  insertNoticesOf,
  insertNoticesOfPartings,
  insertNoticesOfSteps,
  type ToldBy,
} from './recall-store.ts';
import { auditVisibility } from './visibility-jobs.ts';

const CONSUMER = 'recalls';
const ENTRIES_AT_ONCE = 2_000;
const NOTICES_AT_ONCE = 500;
const RECORDS_AT_ONCE = 1_000;
const PAUSE_MS = 1_000;
/** What goes by the day is looked at once a minute. */
const CHORES_MS = 60_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const SYSTEM = { purpose: 'system' } as const;

function toldBy({ now, law }: RecallDeps): ToldBy {
  const at = now();
  const { due, provisional } = noticeDeadline(law(), RECALL_PERIOD, chinaDate(at));
  return { dueOn: due, provisional, edition: law().edition, at };
}

/** Reads on in the journal and tells whoever got a record that was touched. Answers how many entries it read. */
export function followTouchedRecords(deps: RecallDeps): Promise<number> {
  return followJournal(deps.pools.intake, CONSUMER, ENTRIES_AT_ONCE, deps.now(), async (tx, entries) => {
    const touched = entries.flatMap((line) => {
      const cause = RECALLING_DEEDS[line.deed];
      return cause === undefined || line.subjectId === null ? [] : [{ line, cause }];
    });
    let made = 0;
    if (touched.length > 0) made += await insertNoticesOf(tx, touched, toldBy(deps));
    const parted = entries.filter(({ deed }) => deed === PARTING_DEED);
    if (parted.length > 0) made += await insertNoticesOfPartings(tx, parted, toldBy(deps));
    const steps = entries.filter(({ object, subjectId }) => object.version !== null && subjectId !== null);
    if (steps.length > 0) made += await insertNoticesOfSteps(tx, steps, toldBy(deps));
    if (made > 0) await sealTransaction(tx, deps.pools.origin);
  });
}

/**
 * Tells whoever got what ended by lapse of time up to yesterday; once for each day. What was published ends by its term; what was only
 * told by checks ends when no check tells it any more. Answers whether there was a day to look at.
 */
export async function tellEnds(deps: RecallDeps): Promise<boolean> {
  const yesterday = addDays(chinaDate(deps.now()), -1);
  const { intake } = deps.pools;
  const told = await inContext(intake, SYSTEM, async (tx) => {
    const made = await insertEndNotices(tx, yesterday, toldBy(deps));
    if (made) await sealTransaction(tx, deps.pools.origin);
    return made;
  });
  if (told === undefined) return false;
  await tellLapsed(deps, yesterday);
  return true;
}

async function tellLapsed(deps: RecallDeps, lapsedOn: PlainDate): Promise<void> {
  const { pools, law, now } = deps;
  for (let after = FIRST_ID; ; ) {
    const told = await inContext(pools.intake, SYSTEM, (tx) => listToldUnpublished(tx, after, RECORDS_AT_ONCE));
    const last = told.at(-1);
    if (!last) return;
    after = last.subjectId;
    const subjects = [...new Set(told.map(({ subjectId }) => subjectId))];
    const inForce = await recordsInForce(pools, subjects, law(), chinaDate(now()));
    const lapsed = told.flatMap(({ recordId }) => (inForce.has(recordId) ? [] : [recordId]));
    if (lapsed.length > 0) {
      await inContext(pools.intake, SYSTEM, async (tx) => {
        await insertLapseNotices(tx, lapsed, lapsedOn, toldBy(deps));
        await sealTransaction(tx, pools.origin);
      });
    }
  }
}

/** Puts each notice that is past its day to the person appointed for it; nobody is asked twice. Answers how many. */
export function askAboutSilent(deps: RecallDeps): Promise<number> {
  return inContext(deps.pools.intake, SYSTEM, async (tx) => {
    const silent = await listSilent(tx, chinaDate(deps.now()), NOTICES_AT_ONCE);
    for (const one of silent) await insertEscalation(tx, one, null, deps.now());
    return silent.length;
  });
}

/** Keeps receivers told, silence followed up, and the nightly proof made while the program runs. */
export function startRecallWorker(deps: RecallDeps): Worker {
  const tell = (failure: unknown) => deps.log('recalling records failed', { error: String(failure) });
  const following = startWorker(PAUSE_MS, () => followTouchedRecords(deps), tell);
  const daily = async () => {
    const ended = await tellEnds(deps);
    const asked = await askAboutSilent(deps);
    const proved = await auditVisibility(deps);
    return asked + (ended ? 1 : 0) + (proved ? 1 : 0);
  };
  const chores = startWorker(CHORES_MS, daily, tell);
  return {
    async stop() {
      await Promise.all([following.stop(), chores.stop()]);
    },
  };
}
