import {
  COSIGNATURE,
  claimed,
  isSigned,
  type Note,
  type Signer,
  signatureLine,
  signText,
  type VerifierKey,
} from './note.ts';

/** What a witness signs (c2sp.org/tlog-cosignature, Ed25519): when it saw this as the largest tree of the log. */
const messageOf = (text: string, seconds: number) => `cosignature/v1\ntime ${seconds}\n${text}`;

/** The line that a witness puts under a checkpoint; `seconds` since the epoch. */
export function cosign(checkpointText: string, signer: Signer, seconds: number): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = signText(signer, messageOf(checkpointText, seconds));
  return signatureLine(signer, Buffer.concat([time, signature]));
}

/** When `witness` cosigned the note, seconds since the epoch, the latest time; undefined where it did not, or a claim is wrong. */
export function cosignedAt(note: Note, witness: VerifierKey): number | undefined {
  if (witness.type !== COSIGNATURE) return undefined;
  const times: number[] = [];
  for (const { bytes } of claimed(note, witness)) {
    const seconds = bytes.length === 72 ? Number(bytes.readBigUInt64BE(0)) : Number.NaN;
    if (!Number.isSafeInteger(seconds)) return undefined;
    if (!isSigned(witness, messageOf(note.text, seconds), bytes.subarray(8))) return undefined;
    times.push(seconds);
  }
  return times.length === 0 ? undefined : Math.max(...times);
}
