import { z } from 'zod';

/** The most that anybody can set, and what holds for a key from before there were terms. Ours, parameters. */
export const KEY_LIMITS = {
  requestsAMinute: { most: 100_000, usual: 600, ofOldKeys: 6_000 },
  subjectsADay: { most: 10_000_000, usual: 10_000, ofOldKeys: 1_000_000 },
  /** How long an old secret may answer beside the new one. Days. */
  overlapDays: 30,
} as const;

const PLAIN = /^[^\p{Cc}]+$/u;
const Items = z.array(z.string().regex(/^[a-z_]{1,40}$/)).max(100);
const Matters = z.array(z.string().trim().min(2).max(200).regex(PLAIN)).max(100);
const { requestsAMinute, subjectsADay } = KEY_LIMITS;

/** What two people agree on for a key. */
export const KeyTerms = z
  .strictObject({
    /** Catalogue items that it delivers and reads, matters in which it asks; null: all that its post allows. */
    items: Items.nullable().default(null),
    matters: Matters.nullable().default(null),
    requestsAMinute: z.number().int().min(1).max(requestsAMinute.most).default(requestsAMinute.usual),
    subjectsADay: z.number().int().min(0).max(subjectsADay.most).default(subjectsADay.usual),
    /** Ed25519 public key, base64url of its 32 bytes (the `x` of a JWK). */
    signingKey: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/)
      .nullable()
      .default(null),
    /** Every request must be signed with it (RFC 9421). */
    signed: z.boolean().default(false),
  })
  .refine(({ signed, signingKey }) => !signed || signingKey !== null, {
    path: ['signingKey'],
    error: 'field.signing_key',
  });
export type KeyTerms = z.output<typeof KeyTerms>;
