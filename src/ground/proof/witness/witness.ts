import { Refusal } from '../../kernel/refusal.ts';
import { checkpointText, type OpenCheckpoint, readCheckpoint, readCount, readHash } from '../tlog/checkpoint.ts';
import { cosign } from '../tlog/cosignature.ts';
import type { Hash } from '../tlog/merkle.ts';
import { isSignedBy, type Signer, type VerifierKey } from '../tlog/note.ts';
import { extendsTree } from '../tlog/proof-check.ts';

/** What a log asks of a witness (c2sp.org/tlog-witness): to cosign a checkpoint that grew out of one it knows. */
export type AddCheckpoint = {
  readonly old: number;
  readonly proof: readonly Hash[];
  readonly checkpoint: OpenCheckpoint;
};
/** The largest tree of a log that this witness has cosigned. */
export type Seen = { readonly size: number; readonly root: Hash };
/** An answer in the protocol's own status codes; with `keep`, the checkpoint must be lasting before it is sent. */
export type WitnessAnswer = {
  readonly status: 200 | 403 | 404 | 400 | 409 | 422;
  readonly body: string;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly keep?: Seen;
};

const MOST_HASHES = 63;

/** @throws {Refusal} invalid `proof.malformed` */
export function readAddCheckpoint(body: string): AddCheckpoint {
  const end = body.indexOf('\n\n');
  const [old, ...proof] = body.slice(0, Math.max(end, 0)).split('\n');
  if (!old?.startsWith('old ') || proof.length > MOST_HASHES) {
    throw new Refusal('invalid', 'proof.malformed', { what: 'add-checkpoint' });
  }
  const checkpoint = readCheckpoint(body.slice(end + 2));
  return { old: readCount(old.slice('old '.length)), proof: proof.map(readHash), checkpoint };
}

const text = (status: WitnessAnswer['status'], body: string): WitnessAnswer => ({
  status,
  body: `${body}\n`,
  type: 'text/plain; charset=utf-8',
});
const conflict = (size: number): WitnessAnswer => ({ status: 409, body: `${size}\n`, type: 'text/x.tlog.size' });

function isConsistent({ old, proof, checkpoint }: AddCheckpoint, seen: Seen | undefined): boolean {
  // Of a tree without leaves there is nothing to prove, and nothing may be sent.
  if (old === 0 || seen === undefined) return proof.length === 0;
  return extendsTree(seen, checkpoint, proof);
}

/**
 * What the witness answers. It cosigns only what grew out of the largest tree that it has seen: a log that shows two faces, or
 * goes back, gets no cosignature for one of them.
 * @param seconds now, since the epoch
 */
export function answerTo(
  request: AddCheckpoint,
  log: VerifierKey | undefined,
  seen: Seen | undefined,
  signer: Signer,
  seconds: number,
): WitnessAnswer {
  const { old, checkpoint } = request;
  if (!log) return text(404, 'unknown log');
  if (!isSignedBy(checkpoint.note, log)) return text(403, 'not signed by that log');
  if (old > checkpoint.size) return text(400, 'old size is larger than the checkpoint');
  const latest = seen?.size ?? 0;
  if (old !== latest) return conflict(latest);
  if (seen && old === checkpoint.size && !seen.root.equals(checkpoint.root)) return conflict(latest);
  if (!isConsistent(request, seen)) return text(422, 'the consistency proof does not hold');
  const { size, root } = checkpoint;
  return { ...text(200, cosign(checkpoint.note.text, signer, seconds)), keep: { size, root } };
}

/** How a witness keeps what it has seen of a log. */
export const printSeen = (origin: string, { size, root }: Seen): string => checkpointText({ origin, size, root });
