import { execFileSync } from 'node:child_process';
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
  return keyOf(readFileSync(file, 'utf8'), file);
}

/** Where the vault's master key comes from: one of the three; the file where none is named. */
export type MasterKeySource = {
  readonly file: string;
  /** base64url, from the environment. */
  readonly inline: string | undefined;
  /** A program that prints it: of a key management service, a card, a second machine. */
  readonly command: string | undefined;
};

/** How long such a program may take, a person with a card included. Milliseconds. */
const COMMAND_MS = 60_000;

function fromCommand(command: string): string {
  try {
    // A shell, as the administrator wrote it; nothing of anybody else's comes into it.
    return execFileSync('/bin/sh', ['-c', command], {
      timeout: COMMAND_MS,
      stdio: ['ignore', 'pipe', 'inherit'],
    }).toString();
  } catch (error) {
    const { status, code } = error as { status?: number | null; code?: string };
    throw new Refusal('busy', 'start.key_unreadable', {
      file: 'ZHENGMING_KEY_COMMAND',
      reason: code ?? `exit ${status}`,
    });
  }
}

/** @throws {Refusal} busy `start.key_unreadable` */
function keyOf(text: string, file: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== KEY_BYTES) throw new Refusal('busy', 'start.key_unreadable', { file, reason: 'not 32 bytes' });
  return key;
}

/**
 * The vault's master key. Where anything is sealed a new key would make it unreadable for ever, and nobody would notice until
 * the first look: so it is refused.
 * @throws {Refusal} busy `start.key_missing`, `start.key_unreadable`
 */
export function masterKey({ file, inline, command }: MasterKeySource, sealedDataExists: boolean): Buffer {
  if (inline !== undefined) return keyOf(inline, 'ZHENGMING_KEY');
  if (command !== undefined) return keyOf(fromCommand(command), 'ZHENGMING_KEY_COMMAND');
  return secretFile(file, sealedDataExists, 'start.key_missing');
}
