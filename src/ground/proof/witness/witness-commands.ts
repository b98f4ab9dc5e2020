import { Refusal } from '../../kernel/refusal.ts';
import type { Signer, VerifierKey } from '../tlog/note.ts';
import { type AddCheckpoint, answerTo, readAddCheckpoint, type WitnessAnswer } from './witness.ts';
import type { WitnessStore } from './witness-store.ts';

export type WitnessDeps = {
  readonly signer: Signer;
  /** The logs that it watches. */
  readonly logs: readonly VerifierKey[];
  readonly store: WitnessStore;
  readonly now: () => Date;
};

/** One `add-checkpoint`: what was seen is compared, kept and only then cosigned to the outside. */
export async function addCheckpoint({ signer, logs, store, now }: WitnessDeps, body: string): Promise<WitnessAnswer> {
  let request: AddCheckpoint;
  try {
    request = readAddCheckpoint(body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: 400, body: 'malformed\n', type: 'text/plain; charset=utf-8' };
  }
  const { origin } = request.checkpoint;
  const log = logs.find(({ name }) => name === origin);
  const seconds = Math.floor(now().getTime() / 1000);
  // Nothing is kept of logs that nobody named, not even their turn.
  if (!log) return answerTo(request, log, undefined, signer, seconds);
  return store.inTurn(origin, async () => {
    const answer = answerTo(request, log, await store.findSeen(origin), signer, seconds);
    if (answer.keep) await store.keep(origin, answer.keep);
    return answer;
  });
}
