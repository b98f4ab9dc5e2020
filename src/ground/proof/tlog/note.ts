import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { Refusal } from '../../kernel/refusal.ts';
import { sha256 } from './merkle.ts';

/** Signature types of c2sp.org/signed-note that we know: Ed25519 over the text, and a timed cosignature of a witness. */
export const ED25519 = 1;
export const COSIGNATURE = 4;
type SignatureType = typeof ED25519 | typeof COSIGNATURE;

/** Who may have signed: a name, and the public key under it. `id` is the first 4 bytes of a hash over both. */
export type VerifierKey = {
  readonly name: string;
  readonly id: Buffer;
  readonly type: SignatureType;
  /** 32 bytes. */
  readonly raw: Buffer;
  readonly key: KeyObject;
};
export type Signer = VerifierKey & { readonly secret: KeyObject };

/** One line `— name base64(id || signature)` under a note, as it stands there, without its line end. */
export type Signature = { readonly name: string; readonly id: Buffer; readonly bytes: Buffer; readonly line: string };
/** A text that ends in a line end, and what is signed under it. Nothing is verified yet. */
export type Note = { readonly text: string; readonly signatures: readonly Signature[] };

/** What an Ed25519 key looks like in DER before its 32 bytes (RFC 8410): private, public. */
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex');
const NAME = /^[^\s+]+$/u;
/** No more than this, in all: a witness that answers without end fills no disk. Characters. */
const LONGEST_NOTE = 64 * 1024;

const malformed = (what: string) => new Refusal('invalid', 'proof.malformed', { what });

function keyOf(name: string, type: SignatureType, raw: Buffer): VerifierKey {
  if (!NAME.test(name) || raw.length !== 32) throw malformed('key');
  const id = sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), raw])).subarray(0, 4);
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_DER, raw]), format: 'der', type: 'spki' });
  return { name, id, type, raw, key };
}

/** The signer under `name` whose secret is `seed` (32 bytes). */
export function signerOf(name: string, type: SignatureType, seed: Buffer): Signer {
  const secret = createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_DER.length);
  return { ...keyOf(name, type, raw), secret };
}

/** `name+id+base64`: the form in which a public key is handed on (vkey). */
export function printKey({ name, id, type, raw }: VerifierKey): string {
  return `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(type), raw]).toString('base64')}`;
}

/** @throws {Refusal} invalid `proof.malformed`: no such form, another kind of key, or an id that is not its own */
export function readKey(text: string): VerifierKey {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u.exec(text.trim());
  if (!found) throw malformed('key');
  const bytes = Buffer.from(found[3]!, 'base64');
  const type = bytes[0];
  if (type !== ED25519 && type !== COSIGNATURE) throw malformed('key');
  const key = keyOf(found[1]!, type, bytes.subarray(1));
  if (key.id.toString('hex') !== found[2]) throw malformed('key');
  return key;
}

function signatureOf(line: string): Signature {
  const found = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u.exec(line);
  const bytes = Buffer.from(found?.[2] ?? '', 'base64');
  if (!found || bytes.length < 5 || bytes.toString('base64') !== found[2]) throw malformed('note');
  return { name: found[1]!, id: bytes.subarray(0, 4), bytes: bytes.subarray(4), line };
}

/** Lines of signatures, as a witness answers them. @throws {Refusal} invalid `proof.malformed` */
export function readSignatures(lines: string): Signature[] {
  if (lines.length > LONGEST_NOTE || !lines.endsWith('\n')) throw malformed('note');
  return lines.slice(0, -1).split('\n').map(signatureOf);
}

/** @throws {Refusal} invalid `proof.malformed` */
export function readNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a signed note must not hold any but the line end
  if (end < 0 || note.length > LONGEST_NOTE || /[\x00-\x09\x0b-\x1f\ufffd]/.test(note)) throw malformed('note');
  return { text: note.slice(0, end + 1), signatures: readSignatures(note.slice(end + 2)) };
}

/** A line under a note. */
export function signatureLine({ name, id }: Pick<VerifierKey, 'name' | 'id'>, bytes: Buffer): string {
  return `— ${name} ${Buffer.concat([id, bytes]).toString('base64')}`;
}

export const signText = ({ secret }: Signer, text: string): Buffer => sign(null, Buffer.from(text), secret);
export const isSigned = ({ key }: VerifierKey, text: string, signature: Buffer): boolean =>
  signature.length === 64 && verify(null, Buffer.from(text), key, signature);

/** Those signatures of a note that claim to be by `key`: same name and id. Others are none of our business. */
export function claimed({ signatures }: Note, key: Pick<VerifierKey, 'name' | 'id'>): Signature[] {
  return signatures.filter(({ name, id }) => name === key.name && id.equals(key.id));
}

/** Did `key` sign the text of the note? A wrong signature in its name spoils a right one beside it. */
export function isSignedBy(note: Note, key: VerifierKey): boolean {
  const own = key.type === ED25519 ? claimed(note, key) : [];
  return own.length > 0 && own.every(({ bytes }) => isSigned(key, note.text, bytes));
}
