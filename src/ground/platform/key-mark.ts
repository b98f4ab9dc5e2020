import { hkdfSync } from 'node:crypto';

/**
 * By what persons compare master keys without showing them, and by which what lies under one tells which: printed at each backup, so that
 * the copy in the safe can be compared before it is needed. 64 bits of a one-way function of 256 random ones.
 */
export function keyMark(masterKey: Buffer): string {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'zhengming key mark', 8)).toString('hex');
}
