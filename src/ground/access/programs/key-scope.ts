import type { Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Deed } from '../deeds.ts';

/** Asking about parties: bound by the matter and not by the item, since an answer cut by items would read as a clean one. */
const ASKING: ReadonlySet<Deed> = new Set(['check.ask', 'party.screen']);
/** What ends must reach every receiver, whatever its key is for. */
const FREE: ReadonlySet<Deed> = new Set(['procedure.acknowledge']);

/** What a call says of itself. */
type Said = { readonly item?: string; readonly cut?: true; readonly matters?: readonly string[] };

/** The items to which a list is cut for a program's key; null: all that the post allows. */
export const itemsOf = ({ key }: Actor): readonly string[] | null => key?.items ?? null;

const WHY = {
  item: {
    zh: '该密钥只可用于所列目录事项；本次事项不在其列，或者没有写明。',
    en: 'This key is for the catalogue items that are listed; the item of this call is none of them, or was not said.',
  },
  matter: {
    zh: '该密钥只可在所列办理事项中查询；本次事项不在其列，或者没有写明。',
    en: 'This key asks in the matters that are listed; the matter of this call is none of them, or was not said.',
  },
} as const;

/**
 * What the post allows and the key does not. What a call does not say counts as outside, unless its answer is cut to what the key is for.
 * @throws {Refusal} forbidden `access.key_scope`: with deed, rule, what was asked for and what the key is for
 */
export function refuseOutsideKey({ key }: Actor, deed: Deed, { item, cut, matters }: Said): void {
  if (key === undefined || FREE.has(deed)) return;
  const rule = ASKING.has(deed) ? 'matter' : 'item';
  const isFor = rule === 'matter' ? key.matters : key.items;
  if (isFor === null) return;
  if (rule === 'item' && item === undefined && cut && isFor.length > 0) return;
  const asked = rule === 'matter' ? matters : item === undefined ? undefined : [item];
  const outside = asked?.find((one) => !isFor.includes(one));
  if (asked !== undefined && outside === undefined) return;
  const facts = { deed, rule: `key-${rule}`, [rule]: outside ?? null, isFor, why: WHY[rule] };
  throw new Refusal('forbidden', 'access.key_scope', facts);
}
