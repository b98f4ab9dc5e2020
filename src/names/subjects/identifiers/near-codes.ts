import { inspect } from './inspect.ts';
import type { OrganisationKey } from './organisation-key.ts';

/** Every character that may stand in a code of organisations. */
const CHARACTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const passes = ({ kind, key }: OrganisationKey): boolean => inspect(key, kind).valid;

/** True where the check character, or a character that the standard does not know, shows that this code was given to nobody. */
export const cannotExist = (code: OrganisationKey): boolean => !passes(code);

/**
 * What a code that cannot exist may have been meant as: the right codes that differ from it by one character, the check character recomputed
 * among them, or by one exchange of neighbours. At most some forty, whatever was typed; whether one of them exists is not known here.
 */
export function nearCodes({ kind, key }: OrganisationKey): OrganisationKey[] {
  const near = new Set<string>();
  for (let at = 0; at < key.length; at += 1) {
    const [before, here, after] = [key.slice(0, at), key[at]!, key.slice(at + 1)];
    for (const other of CHARACTERS) near.add(before + other + after);
    if (after !== '') near.add(before + after[0] + here + after.slice(1));
  }
  near.delete(key);
  return [...near].map((other) => ({ kind, key: other })).filter(passes);
}
