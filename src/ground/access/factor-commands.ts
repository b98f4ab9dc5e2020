import type { z } from 'zod';
import { act, type Context, noteRemoved } from '../audit/index.ts';
import { newId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';
import { inContext, type Tx } from '../platform/db.ts';
import { type FactorProof, type FreshFactor, freshSecondFactor, type Proving } from './factor-proof.ts';
import { backupCodeHash, factorMark, openMarked, sealFactor } from './factor-seal.ts';
import {
  deletePasskey,
  deleteTotp,
  factorsOf,
  insertPasskey,
  listPasskeys,
  lockTotp,
  saveBackupCodes,
  saveChallenge,
  saveNewTotp,
  saveTotpStep,
  takeChallenge,
} from './factor-store.ts';
import { vouchedPasskey, vouchedTotp } from './factor-vouching.ts';
import { askForPasskey, askForProof, type PasskeyMade, type PasskeyPlace, passkeyMade } from './passkey.ts';
import { newBackupCode, newTotpSecret } from './secret-code.ts';
import { matchingStep, totpAddress } from './totp.ts';

/** A command's surroundings with what opens a sealed factor. */
export type FactorContext = Context & Proving;

const ISSUER = '正名 Zhengming';
const BACKUP_CODES = 10;
/** How long a page may wait for an authenticator. Minutes. */
const CHALLENGE_MINUTES = 5;

const own = (ctx: Context) =>
  ({ purpose: 'work', accountId: ctx.actor.accountId, organPath: ctx.actor.organPath }) as const;
const object = (ctx: Context) => ({ kind: 'account', id: ctx.actor.accountId });

/** What the actor has enrolled. */
export function ownFactors(ctx: Context) {
  return inContext(ctx.pools.app, own(ctx), (tx) => factorsOf(tx, ctx.actor.accountId));
}

/**
 * A secret for the application on the telephone, shown now and never again; it counts after the first right code.
 * @throws {Refusal} conflict `access.factor_there`
 */
export async function beginTotp(ctx: FactorContext, name: string): Promise<{ address: string; typed: string }> {
  const secret = newTotpSecret();
  const { accountId } = ctx.actor;
  await act(ctx, async (tx) => {
    const known = await lockTotp(tx, accountId);
    if (known?.confirmed_at) throw new Refusal('conflict', 'access.factor_there');
    const sealed = sealFactor(ctx.masterKey, accountId, secret);
    await saveNewTotp(tx, accountId, { sealed, mark: factorMark(accountId, secret) }, ctx.now());
    return { result: null, deed: 'factor.begin', object: object(ctx) };
  });
  return totpAddress(secret, ISSUER, name);
}

/** Codes for paper in place of all earlier ones. */
async function freshCodes(ctx: FactorContext, tx: Tx): Promise<string[]> {
  const codes = Array.from({ length: BACKUP_CODES }, newBackupCode);
  const hashes = codes.map((code) => backupCodeHash(ctx.masterKey, ctx.actor.accountId, code));
  await saveBackupCodes(tx, ctx.actor.accountId, hashes, ctx.now());
  return codes;
}

/** The first factor comes with codes for paper; a second one leaves those that there are. */
async function firstCodes(ctx: FactorContext, tx: Tx): Promise<string[]> {
  const { backupCodesLeft } = await factorsOf(tx, ctx.actor.accountId);
  return backupCodesLeft === 0 ? freshCodes(ctx, tx) : [];
}

/** The first right code. Answers codes for paper, shown once. @throws {Refusal} unauthenticated `access.factor_refused` */
export async function confirmTotp(ctx: FactorContext, code: string): Promise<string[]> {
  const { accountId } = ctx.actor;
  let codes: string[] = [];
  await act(ctx, async (tx) => {
    const known = await lockTotp(tx, accountId);
    if (!known || known.confirmed_at) throw new Refusal('conflict', 'access.factor_not_begun');
    const secret = openMarked(ctx.masterKey, accountId, known);
    const step = secret && (await matchingStep(secret, code, { at: ctx.now(), after: known.last_step }));
    if (step === undefined) throw new Refusal('rule', 'access.factor_refused');
    await saveTotpStep(tx, accountId, step, ctx.now());
    codes = await firstCodes(ctx, tx);
    const after = vouchedTotp(accountId, known.mark);
    return { result: null, deed: 'factor.enrol', object: object(ctx), reasonCode: 'totp', after };
  });
  return codes;
}

/** What a browser needs to make a passkey. */
export async function beginPasskey(ctx: FactorContext, place: PasskeyPlace, name: string) {
  const { accountId } = ctx.actor;
  return inContext(ctx.pools.app, own(ctx), async (tx) => {
    const known = await listPasskeys(tx, accountId, place.rpId);
    const options = await askForPasskey(place, { accountId, name, known });
    await saveChallenge(tx, challengeOf(ctx, 'register', options.challenge, place), ctx.now());
    return options;
  });
}

function challengeOf(ctx: Context, purpose: 'register' | 'prove', challenge: string, { origin }: PasskeyPlace) {
  const expiresAt = new Date(ctx.now().getTime() + CHALLENGE_MINUTES * 60_000);
  return { challenge, accountId: ctx.actor.accountId, purpose, origin, expiresAt };
}

/** What a browser needs to use one. @throws {Refusal} conflict `access.no_passkey`: none was made at this address */
export async function beginProof(ctx: Context, place: PasskeyPlace) {
  return inContext(ctx.pools.app, own(ctx), async (tx) => {
    const known = await listPasskeys(tx, ctx.actor.accountId, place.rpId);
    if (known.length === 0) throw new Refusal('conflict', 'access.no_passkey');
    const options = await askForProof(place, known);
    await saveChallenge(tx, challengeOf(ctx, 'prove', options.challenge, place), ctx.now());
    return options;
  });
}

/** Keeps the passkey that a browser made. Answers codes for paper. @throws {Refusal} rule `access.factor_refused` */
export async function keepPasskey(
  ctx: FactorContext,
  label: string,
  challenge: string,
  answer: z.output<typeof PasskeyMade>,
): Promise<string[]> {
  const { accountId } = ctx.actor;
  let codes: string[] = [];
  await act(ctx, async (tx) => {
    const asked = await takeChallenge(tx, { challenge, accountId, purpose: 'register' }, ctx.now());
    const place = asked && { origin: asked.origin, rpId: new URL(asked.origin).hostname };
    const made = place && (await passkeyMade(answer, challenge, place));
    if (!made) throw new Refusal('rule', 'access.factor_refused');
    const id = newId();
    await insertPasskey(tx, { ...made, id, accountId, label, rpId: place.rpId }, ctx.now());
    codes = await firstCodes(ctx, tx);
    const after = vouchedPasskey(accountId, made, { id, rpId: place.rpId });
    return { result: null, deed: 'factor.enrol', object: object(ctx), reasonCode: 'passkey', after };
  });
  return codes;
}

/** Takes a factor away; a session that was left open cannot, since a factor must be shown for it. @throws {Refusal} absent `access.factor_absent` */
export async function removeFactor(ctx: FactorContext, which: 'totp' | { passkey: string }, proof: FactorProof) {
  const { method } = await freshSecondFactor(ctx, proof);
  const { accountId } = ctx.actor;
  await act(ctx, async (tx) => {
    const gone = which === 'totp' ? await deleteTotp(tx, accountId) : await deletePasskey(tx, accountId, which.passkey);
    if (!gone) throw new Refusal('absent', 'access.factor_absent');
    await noteRemoved(tx, ctx, gone);
    return { result: null, deed: 'factor.remove', object: object(ctx), reasonCode: method };
  });
}

/** New codes for paper; the old ones open nothing any more. */
export async function renewBackupCodes(ctx: FactorContext, proof: FactorProof): Promise<string[]> {
  await freshSecondFactor(ctx, proof);
  let codes: string[] = [];
  await act(ctx, async (tx) => {
    codes = await freshCodes(ctx, tx);
    return { result: null, deed: 'factor.renew_codes', object: object(ctx) };
  });
  return codes;
}

export type { FactorProof, FreshFactor };
