import { Refusal } from '../../kernel/refusal.ts';
import { HASH_BYTES, type Hash } from './merkle.ts';
import { isSignedBy, type Note, readNote, type Signer, signatureLine, signText, type VerifierKey } from './note.ts';

/** The head of a log's tree (c2sp.org/tlog-checkpoint): which log, how many leaves, the hash over them all. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Hash };

/** The text that is signed; it ends in a line end. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** The checkpoint as a signed note. */
export function signedCheckpoint(checkpoint: Checkpoint, signer: Signer): string {
  const text = checkpointText(checkpoint);
  return `${text}\n${signatureLine(signer, signText(signer, text))}\n`;
}

/** A hash in base64 as it must stand, with nothing before or after. @throws {Refusal} invalid `proof.malformed` */
export function readHash(text: string): Hash {
  const hash = Buffer.from(text, 'base64');
  if (hash.length !== HASH_BYTES || hash.toString('base64') !== text) {
    throw new Refusal('invalid', 'proof.malformed', { what: 'hash' });
  }
  return hash;
}

/** A count in digits, without leading zeros, that a number holds exactly. @throws {Refusal} invalid `proof.malformed` */
export function readCount(text: string): number {
  const count = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(count)) throw new Refusal('invalid', 'proof.malformed', { what: 'count' });
  return count;
}

/** What the text of a note says as a checkpoint; lines after the third are kept in the text and say nothing to us. */
export function readCheckpointText(text: string): Checkpoint {
  const [origin, size, root, ...more] = text.slice(0, -1).split('\n');
  if (!origin || size === undefined || root === undefined || more.includes('')) {
    throw new Refusal('invalid', 'proof.malformed', { what: 'checkpoint' });
  }
  return { origin, size: readCount(size), root: readHash(root) };
}

export type OpenCheckpoint = Checkpoint & { readonly note: Note };

/** A checkpoint whose signature nobody has looked at yet. @throws {Refusal} invalid `proof.malformed` */
export function readCheckpoint(text: string): OpenCheckpoint {
  const note = readNote(text);
  return { ...readCheckpointText(note.text), note };
}

/**
 * A checkpoint that the log of `key` signed.
 * @throws {Refusal} rule `proof.not_signed`; invalid `proof.malformed`
 */
export function openCheckpoint(text: string, key: VerifierKey): OpenCheckpoint {
  const found = readCheckpoint(text);
  if (!isSignedBy(found.note, key)) throw new Refusal('rule', 'proof.not_signed', { key: key.name });
  return found;
}
