import { sm2 } from 'sm-crypto-v2';
import { Refusal } from '../../kernel/refusal.ts';
import { sha256 } from './merkle.ts';
import { claimed, type Note, signatureLine } from './note.ts';

/**
 * A line by SM2 with SM3 (GB/T 32918.2, with the Z value) beside the Ed25519 line of a note, for houses that must rely on national
 * algorithms. c2sp.org/signed-note leaves type 0xff for what it does not list, followed by what names it.
 */
const TYPE = Buffer.concat([Buffer.of(0xff), Buffer.from('zhengming sm2 v1\n')]);
/** The signer's ID where none is agreed upon (GM/T 0009). */
const DEFAULT_ID = '1234567812345678';
/** The order of the recommended curve. */
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const POINT_BYTES = 65;

export type Sm2Key = { readonly name: string; readonly id: Buffer; readonly publicHex: string };
export type Sm2Signer = Sm2Key & { readonly secretHex: string };

function keyOf(name: string, publicHex: string): Sm2Key {
  const bytes = Buffer.concat([Buffer.from(`${name}\n`), TYPE, Buffer.from(publicHex, 'hex')]);
  return { name, id: sha256(bytes).subarray(0, 4), publicHex };
}

/** The signer under `name` whose secret is made of `seed` (32 bytes): any seed gives a lawful one. */
export function sm2SignerOf(name: string, seed: Buffer): Sm2Signer {
  const secret = (BigInt(`0x${seed.toString('hex')}`) % (ORDER - 2n)) + 1n;
  const secretHex = secret.toString(16).padStart(64, '0');
  return { ...keyOf(name, sm2.getPublicKeyFromPrivateKey(secretHex)), secretHex };
}

/** `name+id+base64`, as other keys are handed on. */
export function printSm2Key({ name, id, publicHex }: Sm2Key): string {
  return `${name}+${id.toString('hex')}+${Buffer.concat([TYPE, Buffer.from(publicHex, 'hex')]).toString('base64')}`;
}

/** @throws {Refusal} invalid `proof.malformed` */
export function readSm2Key(text: string): Sm2Key {
  const [, name, id, data] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u.exec(text.trim()) ?? [];
  const bytes = Buffer.from(data ?? '', 'base64');
  const point = bytes.subarray(TYPE.length).toString('hex');
  const isKey = bytes.subarray(0, TYPE.length).equals(TYPE) && bytes.length === TYPE.length + POINT_BYTES;
  if (!name || !isKey || !sm2.verifyPublicKey(point)) throw new Refusal('invalid', 'proof.malformed', { what: 'key' });
  const key = keyOf(name, point);
  if (key.id.toString('hex') !== id) throw new Refusal('invalid', 'proof.malformed', { what: 'key' });
  return key;
}

/** The line that goes under the text of a note. */
export function sm2Line(signer: Sm2Signer, text: string): string {
  const { secretHex, publicHex } = signer;
  const options = { hash: true, publicKey: publicHex, userId: DEFAULT_ID };
  const signature = Buffer.from(sm2.doSignature(new Uint8Array(Buffer.from(text)), secretHex, options), 'hex');
  return signatureLine(signer, signature);
}

/** Did `key` sign the text of the note by SM2? A wrong line in its name spoils a right one beside it. */
export function isSignedBySm2(note: Note, key: Sm2Key): boolean {
  const text = new Uint8Array(Buffer.from(note.text));
  const own = claimed(note, key);
  const holds = (bytes: Buffer) =>
    sm2.doVerifySignature(text, bytes.toString('hex'), key.publicHex, { hash: true, userId: DEFAULT_ID });
  return own.length > 0 && own.every(({ bytes }) => bytes.length === 64 && holds(bytes));
}
