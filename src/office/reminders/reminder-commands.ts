import { hash, randomBytes } from 'node:crypto';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { addDays, chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { insertFeed, insertFeedEnd, insertWish } from './reminder-store.ts';

/** How long an address is kept unless it is given anew. Days. */
const KEPT_DAYS = 366 * 3;
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** @throws {Refusal} rule `reminder.persons_only`: a program reads the API, and a party has its mailbox */
function refuseUnlessPerson({ actor }: Context): void {
  if (actor.kind !== 'person') throw new Refusal('rule', 'reminder.persons_only');
}

/** Where the own reminders go by mail; null: nowhere any more. The address is sealed. @throws {Refusal} rule `reminder.persons_only` */
export function wishForMail(ctx: Context, vault: Vault, address: string | null): Promise<Acted<null>> {
  refuseUnlessPerson(ctx);
  return act(ctx, async (tx) => {
    const { accountId, organPath } = ctx.actor;
    const retainUntil = addDays(chinaDate(ctx.now()), KEPT_DAYS);
    const sealed = { scopeId: accountId, organPath, kind: 'text', retainUntil } as const;
    const addressId = address === null ? null : await vault.store(tx, { ...sealed, plain: address });
    await insertWish(tx, accountId, addressId, ctx.now());
    return { result: null, deed: 'reminder.wish', object: { kind: 'account', id: accountId } };
  });
}

/** The digest under which a secret address is kept; undefined for what cannot be one. */
export const feedHash = (secret: string): Buffer | undefined =>
  SECRET.test(secret) ? hash('sha256', `calendar ${secret}`, 'buffer') : undefined;

/** A secret address at which a calendar program reads what is due. Shown once; whoever has it reads kinds, days and articles only. */
export async function openCalendar(ctx: Context): Promise<{ id: string; secret: string | null }> {
  refuseUnlessPerson(ctx);
  const secret = randomBytes(32).toString('base64url');
  const id = newId(ctx.now().getTime());
  const { accountId } = ctx.actor;
  const { result } = await act(ctx, async (tx) => {
    await insertFeed(tx, { id, accountId, hash: feedHash(secret)! }, ctx.now());
    return { result: { id }, deed: 'reminder.open_calendar', object: { kind: 'account', id: accountId } };
  });
  // The same request again answers what it did first; that secret is known to nobody any more.
  return { id: result.id, secret: result.id === id ? secret : null };
}

/** From now on the address answers nothing. @throws {Refusal} absent `reminder.no_calendar` */
export function closeCalendar(ctx: Context, id: string): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { accountId } = ctx.actor;
    const there = await insertFeedEnd(tx, id, accountId, ctx.now());
    if (!there) throw new Refusal('absent', 'reminder.no_calendar', { id });
    return { result: null, deed: 'reminder.close_calendar', object: { kind: 'account', id: accountId } };
  });
}
