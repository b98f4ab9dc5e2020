import { timingSafeEqual } from 'node:crypto';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';

/** RFC 6238 as every authenticator application has it: HMAC-SHA1, six digits, thirty seconds, one step of grace either way. */
const STEP_SECONDS = 30;
const GRACE_STEPS = 1;

const view = (secret: Buffer) => new Uint8Array(secret).buffer;

/** The code of a time step. */
export function totpCode(secret: Buffer, step: number): Promise<string> {
  return createOTP(view(secret)).hotp(step);
}

export function stepAt(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS);
}

/** The step whose code this is, at that time and later than `after`; undefined for a wrong code or one that was used. */
export async function matchingStep(
  secret: Buffer,
  code: string,
  { at, after }: { readonly at: Date; readonly after: number },
): Promise<number | undefined> {
  const now = stepAt(at);
  let found: number | undefined;
  // All of them, so that the time it takes says nothing about which it was.
  for (let step = now - GRACE_STEPS; step <= now + GRACE_STEPS; step += 1) {
    const due = Buffer.from(await totpCode(secret, step));
    const given = Buffer.from(code);
    if (given.length === due.length && timingSafeEqual(given, due) && step > after) found = step;
  }
  return found;
}

/** What the application on the telephone reads: the address in the square code, and the same secret to type. */
export function totpAddress(secret: Buffer, issuer: string, name: string): { address: string; typed: string } {
  const typed = base32.encode(new Uint8Array(secret), { padding: false });
  const query = new URLSearchParams({ secret: typed, issuer, digits: '6', period: String(STEP_SECONDS) });
  return { address: `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(name)}?${query}`, typed };
}
