import type { KnownPasskey } from './passkey.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/**
 * What the entry of an enrolment vouches for: all that decides who can open the account. The log compares it with the row for as long as the
 * factor is there (src/ground/proof/log/factor-source-queries.ts), so that a key swapped in the database is named.
 */
export const vouchedPasskey = (
  account: string,
  { credentialId, publicKey }: KnownPasskey,
  at: { id: string; rpId: string },
) => ({
  passkey: at.id,
  account,
  credential: credentialId,
  publicKey: hex(publicKey),
  rpId: at.rpId,
});

/** By the mark of the secret, which stays the same whatever key it is sealed under. */
export const vouchedTotp = (account: string, mark: Buffer | null) => ({ account, mark: mark && hex(mark) });
