import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import { KEY_BYTES } from './suite.ts';

/**
 * The master key, which wraps all others: 32 bytes in base64 in a file that only the program's user can read. Made on
 * first use. It never stands in the database, so a copy of the data is unreadable without it, and losing it loses what is sealed.
 * @throws {Refusal} invalid `vault.bad_key_file`
 */
export function readMasterKey(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES)
    throw new Refusal('invalid', 'vault.bad_key_file', { neededBytes: KEY_BYTES, foundBytes: key.length });
  return key;
}
