import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readPaperCode } from '../kernel/paper-code.ts';

const SUITE = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

const keyFor = (masterKey: Buffer, use: string) => Buffer.from(hkdfSync('sha256', masterKey, '', use, 32));

/** Seals the secret of a second factor for one account: it opens for no other, and not without the master key. */
export function sealFactor(masterKey: Buffer, accountId: string, secret: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(SUITE, keyFor(masterKey, 'zhengming second factors'), nonce);
  cipher.setAAD(Buffer.from(accountId));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined when it does not open: another key or another account's. Then the factor is as good as lost. */
export function openFactor(masterKey: Buffer, accountId: string, sealed: Buffer): Buffer | undefined {
  const decipher = createDecipheriv(SUITE, keyFor(masterKey, 'zhengming second factors'), sealed.subarray(0, NONCE));
  decipher.setAAD(Buffer.from(accountId));
  decipher.setAuthTag(sealed.subarray(-TAG));
  const opened = decipher.update(sealed.subarray(NONCE, -TAG));
  try {
    return Buffer.concat([opened, decipher.final()]);
  } catch {
    return undefined;
  }
}

/**
 * A mark of the secret, which outlives the key that it is sealed under: made with the secret as the key, it tells nothing of it. By it an older
 * secret of the same account, put back into its row, is known for another.
 */
export const factorMark = (accountId: string, secret: Buffer): Buffer =>
  createHmac('sha256', secret).update(`zhengming factor/${accountId}`).digest();

/** Opens it, and sees that it is the one that was enrolled; one of before marks were made has none. */
export function openMarked(
  masterKey: Buffer,
  accountId: string,
  { sealed, mark }: { readonly sealed: Buffer; readonly mark: Buffer | null },
): Buffer | undefined {
  const secret = openFactor(masterKey, accountId, sealed);
  return secret && (mark === null || factorMark(accountId, secret).equals(mark)) ? secret : undefined;
}

/** Backup codes are short enough to be typed, so their hash is keyed: the table alone finds none. */
export function backupCodeHash(masterKey: Buffer, accountId: string, typed: string): Buffer {
  const signs = readPaperCode(typed);
  return createHmac('sha256', keyFor(masterKey, 'zhengming backup codes')).update(`${accountId}/${signs}`).digest();
}
