import { hash, randomBytes } from 'node:crypto';
import { grouped, paperCodeOf, readPaperCode } from '../kernel/paper-code.ts';
import { Refusal } from '../kernel/refusal.ts';

const CODE_SIGNS = 20;

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** A code for paper: 100 bits in five groups of four. Only the hash is kept, so nobody can read it again. */
export function newInvitationCode(): { code: string; hash: Buffer } {
  const signs = paperCodeOf(randomBytes(CODE_SIGNS));
  return { code: grouped(signs), hash: digest(signs) };
}

/**
 * The hash of a code as somebody typed it from paper: small letters, spaces and look-alikes are forgiven.
 * @throws {Refusal} invalid `access.invitation_unreadable`
 */
export function invitationHash(typed: string): Buffer {
  const signs = readPaperCode(typed);
  if (!/^[0-9A-HJKMNP-TV-Z]{20}$/.test(signs)) throw new Refusal('invalid', 'access.invitation_unreadable');
  return digest(signs);
}

/** How long a code on paper may lie about. Days. */
export const INVITATION_DAYS = 7;

/** What a request that came twice would show again is gone. @throws {Refusal} conflict `access.secret_shown_already` */
export function refuseShownAlready(given: string | undefined, kept: string): void {
  if (given !== kept) throw new Refusal('conflict', 'access.secret_shown_already');
}

const KEY = /^zm_[A-Za-z0-9_-]{43}$/;

/** A program's key: 256 bits, shown once. */
export function newProgramKey(): { key: string; hash: Buffer } {
  const key = `zm_${randomBytes(32).toString('base64url')}`;
  return { key, hash: digest(key) };
}

/** The hash under which a key is kept; undefined for what cannot be a key. */
export function programKeyHash(key: string): Buffer | undefined {
  return KEY.test(key) ? digest(key) : undefined;
}

/** Sign-in attempts are counted by this, so that the table does not list what people typed (a password, at times). */
export function nameDigest(username: string): Buffer {
  return digest(username.toLowerCase());
}

/** The secret that a telephone and we share (RFC 6238 names 160 bits for HMAC-SHA1). */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

/** A code for paper, for the day on which the telephone is lost: 60 bits in three groups. */
export function newBackupCode(): string {
  return grouped(paperCodeOf(randomBytes(12)));
}
