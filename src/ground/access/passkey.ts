import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { boundedRecord } from '../platform/bounded-record.ts';

const Encoded = (most: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(most);
/** What a browser says of extensions; nothing here rests on it. */
const Flag = z.union([z.boolean(), z.string().max(2_000)]);
const Common = {
  id: Encoded(1366),
  rawId: Encoded(1366),
  type: z.literal('public-key'),
  clientExtensionResults: boundedRecord(z.union([Flag, boundedRecord(Flag, 10)]), 10).default({}),
  authenticatorAttachment: z.string().max(30).nullish(),
};
/** What a browser answers when a passkey was made (WebAuthn level 3, RegistrationResponseJSON). */
export const PasskeyMade = z.strictObject({
  ...Common,
  response: z.strictObject({
    clientDataJSON: Encoded(4_000),
    attestationObject: Encoded(16_000),
    authenticatorData: Encoded(8_000).optional(),
    publicKey: Encoded(8_000).nullish(),
    publicKeyAlgorithm: z.number().int().optional(),
    transports: z.array(z.string().max(30)).max(10).default([]),
  }),
});
/** What it answers when one was used. */
export const PasskeyUsed = z.strictObject({
  ...Common,
  response: z.strictObject({
    clientDataJSON: Encoded(4_000),
    authenticatorData: Encoded(8_000),
    // Browsers sign with ML-DSA where they can; its longest signature (FIPS 204, ML-DSA-87) has 4,627 bytes.
    signature: Encoded(8_000),
    userHandle: Encoded(200).nullish(),
  }),
});

/** The page that asks, as the browser names it. Passkeys are bound to its host. */
export type PasskeyPlace = { readonly origin: string; readonly rpId: string };
export type KnownPasskey = {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
};

export function askForPasskey(
  place: PasskeyPlace,
  person: { readonly accountId: string; readonly name: string; readonly known: readonly KnownPasskey[] },
) {
  return generateRegistrationOptions({
    rpName: '正名 Zhengming',
    rpID: place.rpId,
    userName: person.name,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(person.accountId),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    excludeCredentials: person.known.map(({ credentialId: id, transports }) => ({ id, transports: [...transports] })),
  });
}

export function askForProof(place: PasskeyPlace, known: readonly KnownPasskey[]) {
  return generateAuthenticationOptions({
    rpID: place.rpId,
    userVerification: 'required',
    allowCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports: [...transports] })),
  });
}

/** The new passkey, or undefined where the answer does not hold: wrong page, wrong challenge, a person not verified. */
export async function passkeyMade(
  answer: z.output<typeof PasskeyMade>,
  challenge: string,
  place: PasskeyPlace,
): Promise<KnownPasskey | undefined> {
  const verified = await verifyRegistrationResponse({
    response: answer as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.rpId,
    requireUserVerification: true,
  }).catch(() => undefined); // the library throws for an answer that does not hold as well as for one it cannot read
  if (!verified?.verified) return undefined;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports: answer.response.transports };
}

/** The authenticator's new counter, or undefined where the proof does not hold. */
export async function passkeyProved(
  answer: z.output<typeof PasskeyUsed>,
  challenge: string,
  place: PasskeyPlace,
  known: KnownPasskey,
): Promise<number | undefined> {
  const verified = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.rpId,
    requireUserVerification: true,
    credential: {
      id: known.credentialId,
      publicKey: new Uint8Array(known.publicKey),
      counter: known.counter,
    },
  }).catch(() => undefined);
  return verified?.verified ? verified.authenticationInfo.newCounter : undefined;
}
