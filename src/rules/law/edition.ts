import { createHash } from 'node:crypto';
import { canonical, deepFreeze } from './canonical.ts';
import { Law } from './law.ts';
import { diffLaws, type RuleChange } from './law-diff.ts';
import type { Stack } from './pack.ts';

/**
 * A stack laid before the three who adopt it (design §2): its hash, its whole content, and what it would change. The content
 * is kept with the adoption, so that "what would we have answered then" has the law of then.
 */
export type EditionProposal = {
  readonly edition: string;
  readonly packs: readonly string[];
  /** Canonical JSON of the stack; its sha-256 is the edition. */
  readonly content: string;
  /** Against the edition in use; empty where there is none. */
  readonly changes: readonly RuleChange[];
};

export function proposeEdition(law: Law, inUse?: Law): EditionProposal {
  const packs = law.packs.map(({ pack }) => pack);
  return {
    edition: law.edition,
    packs,
    content: canonical(law.stack),
    changes: inUse === undefined ? [] : diffLaws(inUse.stack, law.stack),
  };
}

/** The law of an edition that is or was in use, by its hash; undefined where none of that name was. */
export type LawOf = (edition: string) => Promise<Law | undefined>;

/** The law of an adopted edition from its kept content; the hash is computed again and is the law's own. */
export function lawOfEdition(content: string): Law {
  const edition = createHash('sha256').update(content).digest('hex');
  return new Law(deepFreeze(JSON.parse(content) as Stack), { edition });
}
