import type { Context } from '../audit/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import { startWorker } from '../platform/worker.ts';
import { findLogOfLate } from './log-of-late-queries.ts';
import {
  type Guarded,
  hadBy,
  isOfTheLog,
  isSame,
  missingFrom,
  type Relaxation,
  relaxationsOf,
  settingsInForce,
} from './relaxation.ts';
import { noteEnd, noteRelaxation } from './relaxation-commands.ts';
import { listOpenRelaxations, type OpenRelaxation } from './relaxation-store.ts';

/** How late a process goes over to what was confirmed or refused, at most. Milliseconds. */
const LOOK_MS = 2_000;

type Around = Pick<Context, 'pools' | 'now'> & { readonly law: () => { readonly edition: string }; readonly log: Log };

const contextOf = ({ pools, now, law }: Around) => ({ pools, now, edition: law().edition });
const listOpen = ({ pools }: Around) => inContext(pools.app, { purpose: 'system' }, listOpenRelaxations);

/** Several programs may find or end the same at once: that another was quicker is as good. */
async function unlessKnown(noting: Promise<unknown>): Promise<void> {
  try {
    await noting;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'relaxation.known')) throw error;
  }
}

/**
 * What weakens of all that this process is there for: whoever does not keep the log says nothing of its witnesses. One that is missed stays missed
 * until it is set again, or somebody has confirmed that it is gone.
 */
async function weakening(around: Around, given: Guarded, keepsLog: boolean): Promise<readonly Relaxation[]> {
  if (!keepsLog) return relaxationsOf(given);
  const ofLate = await inContext(around.pools.app, { purpose: 'system' }, findLogOfLate);
  const missed = hadBy((await listOpen(around)).filter(({ confirmed }) => !confirmed));
  const had = { witnesses: [...new Set([...ofLate.witnesses, ...missed.witnesses])], sm2: ofLate.sm2 || missed.sm2 };
  return [...relaxationsOf(given), ...missingFrom(given, had)];
}

const isSet = (given: readonly Relaxation[], one: Relaxation) => given.some((each) => isSame(each, one));

/** What is set and not written down yet gets its entry. Answers all that are open then. */
async function found(around: Around, given: readonly Relaxation[]): Promise<OpenRelaxation[]> {
  const open = await listOpen(around);
  const fresh = given.filter((each) => !isSet(open, each));
  for (const each of fresh) {
    await unlessKnown(noteRelaxation(contextOf(around), each));
    around.log('a setting that weakens a guard waits for the administrator of security', { setting: each.key });
  }
  return fresh.length === 0 ? open : listOpen(around);
}

/** A configuration in which what weakens counts only while it is confirmed. */
export type GuardedSettings<C extends Guarded> = { readonly config: C; stop(): Promise<void> };

/**
 * Compares what is set with what was confirmed: what is new is written down and does not count, what is gone ends. From then on confirmations and
 * refusals are followed while the program runs. Programs of one installation are to be set alike: a start without a setting ends it for all, and
 * whoever still has it writes it down anew, unconfirmed.
 */
export async function openGuardedSettings<C extends Guarded>(
  around: Around,
  given: C,
  keepsLog: boolean,
): Promise<GuardedSettings<C>> {
  const relaxations = await weakening(around, given, keepsLog);
  const judged = (await listOpen(around)).filter(({ key }) => keepsLog || !isOfTheLog(key));
  for (const gone of judged.filter((each) => !isSet(relaxations, each))) {
    await unlessKnown(noteEnd(contextOf(around), gone));
  }
  let inForce = settingsInForce(given, []);
  const look = async () => {
    const open = await found(around, relaxations);
    inForce = settingsInForce(
      given,
      open.filter(({ confirmed, refused }) => confirmed && !refused),
    );
    return 0;
  };
  await look();
  const config = Object.freeze({
    ...given,
    get secondFactor() {
      return inForce.secondFactor;
    },
    get publicQuestionsAMinute() {
      return inForce.publicQuestionsAMinute;
    },
  });
  if (relaxations.length === 0) return { config, stop: async () => undefined };
  const worker = startWorker(LOOK_MS, look, (failure) =>
    around.log('looking for what was confirmed of the settings failed; what counted goes on counting', {
      error: String(failure),
    }),
  );
  return { config, stop: worker.stop };
}
