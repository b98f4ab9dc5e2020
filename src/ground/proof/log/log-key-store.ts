import { createSecretKey, type KeyObject } from 'node:crypto';
import path from 'node:path';
import { secretFile } from '../../platform/key-file.ts';
import { sha256 } from '../tlog/merkle.ts';
import { ED25519, type Signer, signerOf } from '../tlog/note.ts';
import { type Sm2Signer, sm2SignerOf } from '../tlog/sm2.ts';

/** What makes a log this log: the key that signs its checkpoints, under its name, and the secret that salts its leaves. */
export type LogKeys = {
  readonly signer: Signer;
  readonly saltSecret: KeyObject;
  /** Signs beside it by SM2, where that is configured. */
  readonly sm2?: Sm2Signer;
};
export type LogKeyPlace = {
  readonly home: string;
  readonly keyFile: string | undefined;
  readonly origin: string | undefined;
  readonly sm2KeyFile?: string | undefined;
};

/** A name for a log that was given none: nobody else's, and the same at each start. */
function nameFor(seed: Buffer): string {
  const { raw } = signerOf('unnamed', ED25519, seed);
  return `zhengming.local/log/${sha256(raw).toString('hex', 0, 6)}`;
}

/**
 * The keys of the log from their two files, made where there are none and nothing was signed yet.
 * @throws {Refusal} busy `start.log_key_missing`, `start.key_unreadable`
 */
export function logKeys({ home, keyFile, origin, sm2KeyFile }: LogKeyPlace, inUse: boolean): LogKeys {
  const file = keyFile ?? path.join(home, 'log-key');
  const seed = secretFile(file, inUse, 'start.log_key_missing');
  // As a key object: bytes would be made into one for every leaf.
  const saltSecret = createSecretKey(secretFile(`${file}.salt`, inUse, 'start.log_key_missing'));
  const signer = signerOf(origin ?? nameFor(seed), ED25519, seed);
  if (sm2KeyFile === undefined) return { signer, saltSecret };
  // May be added to a log that has grown for years: from then on its heads carry both lines.
  const sm2 = sm2SignerOf(signer.name, secretFile(sm2KeyFile, false, 'start.log_key_missing'));
  return { signer, saltSecret, sm2 };
}
