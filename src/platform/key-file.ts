import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { Refusal } from '../kernel/refusal.ts';

const KEY_BYTES = 32;

/**
 * A secret of 32 bytes from its file (base64url), made at the first start and readable by nobody else. It never stands in the
 * database.
 * @throws {Refusal} busy `missing`: the file is gone, and something rests on what was in it; `start.key_unreadable`
 */
export function secretFile(file: string, inUse: boolean, missing: string): Buffer {
  if (!existsSync(file)) {
    if (inUse) throw new Refusal('busy', missing, { file });
    const made = openSync(file, 'wx', 0o600);
    writeSync(made, `${randomBytes(KEY_BYTES).toString('base64url')}\n`);
    fsyncSync(made);
    closeSync(made);
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new Refusal('busy', 'start.key_unreadable', { file, reason: 'readable by others' });
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
  if (key.length !== KEY_BYTES) throw new Refusal('busy', 'start.key_unreadable', { file, reason: 'not 32 bytes' });
  return key;
}

/**
 * The vault's master key. Where anything is sealed a new key would make it unreadable for ever, and nobody would notice until
 * the first look: so it is refused.
 * @throws {Refusal} busy `start.key_missing`, `start.key_unreadable`
 */
export function masterKey(file: string, sealedDataExists: boolean): Buffer {
  return secretFile(file, sealedDataExists, 'start.key_missing');
}
