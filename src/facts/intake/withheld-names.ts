import type { Vault } from '../../ground/vault/index.ts';
import { maskName } from '../../ground/vault/mask.ts';

/**
 * In the cell of an organisation's name somebody's own may stand by mistake, and such a row is sealed until a person has looked at it. What
 * may be one is therefore not told before it is recorded, or where that organisation is known by it: what is staged in the open reaches the
 * disk, and stays there after its row has gone.
 */

/** In characters. What is shorter may be somebody's own name; an individual business may be called so too. */
export const SHORTEST_ORGANISATION = 6;

/** What of a row may tell the name, by staging column. */
export type Said = { readonly name?: unknown; readonly folded?: unknown; readonly facts?: unknown };

/** Whether the name that a row gives its party may be that of somebody else: of a person it is masked anyway. */
export function mayNameSomebody(
  partyKind: unknown,
  name: unknown,
  problems: readonly { readonly code: string }[] = [],
): boolean {
  if (partyKind === 'person') return false;
  return (
    [...String(name)].length < SHORTEST_ORGANISATION || problems.some(({ code }) => code === 'text.several_parties')
  );
}

/** The row without its name, which is masked and can still be compared within a file, and what is to be sealed instead. */
export function withholdName<Content extends Said>(
  vault: Vault,
  content: Content,
): {
  readonly shown: Content & { readonly name: string; readonly folded: string; readonly facts: null };
  readonly withheld: Said & Readonly<Record<string, unknown>>;
} {
  const { name, folded, facts } = content;
  const hash = vault.lookupHash('name', String(folded)).toString('hex');
  return {
    shown: { ...content, name: maskName(String(name)), folded: hash, facts: null },
    withheld: { name, folded, facts },
  };
}
