import type { Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { listPublicParties, type PublicParty } from './public-party-queries.ts';
import { mayScreen, rowOf } from './screening-commands.ts';
import { insertScreeningUse } from './screening-use-store.ts';
import type { SubjectIndex } from './subject-index-jobs.ts';

export type PrefixesAsked = {
  readonly matter: string;
  readonly purpose: string;
  readonly prefixes: readonly string[];
};
export type Bucket = {
  readonly prefix: string;
  readonly entries: readonly { readonly rest: string; readonly decisions: PublicParty['decisions'] }[];
};
export type Buckets = { readonly id: string; readonly digits: number; readonly buckets: readonly Bucket[] };

/** How long a prefix is at the moment: it grows with the list. @throws {Refusal} forbidden `access.denied` */
export async function prefixDigits(ctx: Context, names: SubjectIndex): Promise<number> {
  mayScreen(ctx, []);
  return (await names.codeBuckets()).digits;
}

/**
 * For each prefix every organisation whose code's SHA-256 begins so and about which something is public today, with the rest of the
 * hash and the addresses of its public pages. The asker compares at home; which code was meant stays unknown here, so the use is
 * logged for the organ and names nobody.
 * @throws {Refusal} forbidden `access.denied`; invalid `matching.prefix`; conflict `request.key_reused`; busy `matching.index_building`
 */
export async function readBuckets(
  ctx: Context,
  deps: { readonly names: SubjectIndex; readonly vault: Vault },
  asked: PrefixesAsked,
): Promise<Buckets> {
  const { matter, purpose, prefixes } = asked;
  mayScreen(ctx, [matter]);
  const codes = await deps.names.codeBuckets();
  const { digits } = codes;
  const shape = new RegExp(`^[0-9a-f]{${digits}}$`);
  if (!prefixes.every((prefix) => shape.test(prefix))) throw new Refusal('invalid', 'matching.prefix', { digits });
  await ctx.meter?.({ matters: [matter], subjects: prefixes.length });
  const found = prefixes.map((prefix) => ({ prefix, entries: codes.bucket(prefix) }));
  const ids = found.flatMap(({ entries }) => entries.map(({ id }) => id));
  const parties = await listPublicParties(ctx.pools, ids, chinaDate(ctx.now()));
  const askedHash = deps.vault.lookupHash('screening', JSON.stringify([matter, purpose, prefixes]));
  const use = rowOf(ctx);
  const { accountId, organPath } = ctx.actor;
  await inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, (tx) =>
    insertScreeningUse(tx, ctx.pools.origin, {
      ...use,
      way: 'prefixes',
      askedHash,
      asked: prefixes.length,
      matter,
      purpose,
      candidateIds: [],
    }),
  );
  const buckets = found.map(({ prefix, entries }) => ({
    prefix,
    entries: entries.flatMap(({ id, rest }) => {
      const party = parties.get(id);
      return party ? [{ rest, decisions: party.decisions }] : [];
    }),
  }));
  return { id: use.id, digits, buckets };
}
