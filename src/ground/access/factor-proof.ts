import { z } from 'zod';
import type { Context } from '../audit/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Tx } from '../platform/db.ts';
import { backupCodeHash, openMarked } from './factor-seal.ts';
import {
  lockPasskey,
  lockTotp,
  saveBackupCodeUsed,
  savePasskeyUse,
  saveTotpStep,
  takeChallenge,
} from './factor-store.ts';
import { PasskeyUsed, passkeyProved } from './passkey.ts';
import { nameDigest } from './secret-code.ts';
import { countAttempt, forgetAttempts, type Lockout } from './sign-in-store.ts';
import { matchingStep } from './totp.ts';

/** A second factor shown now, as a body of a request. */
export const FactorProof = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('totp'), code: z.string().regex(/^\d{6}$/) }),
  z.strictObject({
    method: z.literal('passkey'),
    challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    answer: PasskeyUsed,
  }),
]);
export type FactorProof = z.output<typeof FactorProof>;
/** At sign-in a code from paper will do as well. */
export const SignInProof = z.union([
  FactorProof,
  z.strictObject({ method: z.literal('backup'), code: z.string().min(8).max(30) }),
]);
export type SignInProof = z.output<typeof SignInProof>;

export type FreshFactor = { readonly method: 'totp' | 'passkey'; readonly at: Date };

export type Proving = Pick<Context, 'pools' | 'now'> & {
  readonly masterKey: Buffer;
  /** After how many wrong ones the factor is locked, and for how long. */
  readonly lockout: Lockout;
};

async function totpHolds(tx: Tx, { now, masterKey }: Proving, accountId: string, code: string): Promise<boolean> {
  const known = await lockTotp(tx, accountId);
  const secret = known?.confirmed_at && openMarked(masterKey, accountId, known);
  const step = secret && (await matchingStep(secret, code, { at: now(), after: known.last_step }));
  if (!known?.confirmed_at || step === undefined || step === null) return false;
  await saveTotpStep(tx, accountId, Number(step), known.confirmed_at);
  return true;
}

async function passkeyHolds(
  tx: Tx,
  { now }: Proving,
  accountId: string,
  { challenge, answer }: Extract<FactorProof, { method: 'passkey' }>,
): Promise<boolean> {
  const asked = await takeChallenge(tx, { challenge, accountId, purpose: 'prove' }, now());
  if (!asked) return false;
  const place = { origin: asked.origin, rpId: new URL(asked.origin).hostname };
  const known = await lockPasskey(tx, accountId, answer.id, place.rpId);
  const counter = known && (await passkeyProved(answer, challenge, place, known));
  if (counter === undefined) return false;
  await savePasskeyUse(tx, answer.id, counter, now());
  return true;
}

/**
 * Looks at what somebody shows. Counted before it is looked at and for all factors of the account together, so that guessing
 * locks them as it locks a name.
 * @throws {Refusal} unauthenticated `access.factor_refused`, `access.factor_locked`
 */
export async function proveFactor(proving: Proving, accountId: string, proof: SignInProof): Promise<void> {
  const { pools, now, masterKey, lockout } = proving;
  const digest = nameDigest(`factor/${accountId}`);
  const { failures, lastAt } = await countAttempt(pools.appPool, digest, now(), lockout);
  if (failures > lockout.failures) {
    const lockedUntil = new Date(lastAt.getTime() + lockout.minutes * 60_000).toISOString();
    throw new Refusal('rule', 'access.factor_locked', { lockedUntil });
  }
  const holds = await inContext(pools.app, { purpose: 'system' }, (tx) => {
    if (proof.method === 'totp') return totpHolds(tx, proving, accountId, proof.code);
    if (proof.method === 'passkey') return passkeyHolds(tx, proving, accountId, proof);
    return saveBackupCodeUsed(tx, accountId, backupCodeHash(masterKey, accountId, proof.code), now());
  });
  if (!holds) throw new Refusal('rule', 'access.factor_refused');
  await forgetAttempts(pools.appPool, digest);
}

/**
 * The actor shows a second factor for this one act, a signature for instance. A code works once, a challenge is answered
 * once, and codes from paper do not count here.
 * @throws {Refusal} rule `access.factor_refused`, `access.factor_locked`; forbidden `access.persons_only`
 */
export async function freshSecondFactor(ctx: Context & Proving, proof: FactorProof): Promise<FreshFactor> {
  if (ctx.actor.kind !== 'person') throw new Refusal('forbidden', 'access.persons_only');
  await proveFactor(ctx, ctx.actor.accountId, proof);
  return { method: proof.method, at: ctx.now() };
}
