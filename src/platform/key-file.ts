import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { Refusal } from '../kernel/refusal.ts';

const KEY_BYTES = 32;

/**
 * The vault's master key from its file (32 bytes, base64url), made at the first start. It never stands in the database.
 * @throws {Refusal} busy `start.key_missing`: there is sealed data and no key; `start.key_unreadable`
 */
export function masterKey(file: string, sealedDataExists: boolean): Buffer {
  if (!existsSync(file)) {
    // A new key here would make everything sealed unreadable for ever, and nobody would notice until the first look.
    if (sealedDataExists) throw new Refusal('busy', 'start.key_missing', { file });
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
