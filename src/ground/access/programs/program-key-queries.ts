import type { Tx } from '../../platform/db.ts';

/** A key as administrators see it, with its terms and its secrets; no secret can be read again. */
export type ListedKey = {
  readonly id: string;
  readonly account: { readonly id: string; readonly name: string };
  readonly post: { readonly id: string; readonly zh: string; readonly en: string };
  readonly organ: { readonly zh: string; readonly en: string };
  readonly label: string;
  readonly createdAt: Date;
  readonly expiresOn: string;
  readonly revokedAt: Date | null;
  readonly terms: {
    readonly since: Date;
    readonly items: readonly string[] | null;
    readonly matters: readonly string[] | null;
    readonly requestsAMinute: number;
    readonly subjectsADay: number;
    readonly signingKey: Buffer | null;
    readonly signed: boolean;
  } | null;
  readonly secrets: readonly {
    readonly createdAt: Date;
    readonly endsAt: Date | null;
    readonly lastUsedAt: Date | null;
  }[];
};

/** Keys at the organ and below, the newest first; of one account with `accountId`, one alone with `id`. */
export async function listKeys(
  tx: Tx,
  organPath: string,
  asked: { readonly accountId?: string | undefined; readonly id?: string | undefined; readonly most: number },
): Promise<ListedKey[]> {
  let query = tx
    .selectFrom('program_keys as k')
    .innerJoin('accounts as a', 'a.id', 'k.account_id')
    .innerJoin('posts as p', 'p.id', 'k.post_id')
    .innerJoin('organs as o', 'o.id', 'p.organ_id')
    .select(['k.id', 'k.account_id', 'k.post_id', 'k.label', 'k.created_at', 'k.expires_on', 'k.revoked_at'])
    .select(['a.display_name', 'p.title', 'p.title_en', 'o.name', 'o.name_en'])
    .where('o.path', 'like', `${organPath}%`);
  if (asked.accountId !== undefined) query = query.where('k.account_id', '=', asked.accountId);
  if (asked.id !== undefined) query = query.where('k.id', '=', asked.id);
  const keys = await query.orderBy('k.created_at', 'desc').orderBy('k.id').limit(asked.most).execute();
  const ids = keys.map(({ id }) => id);
  const [terms, secrets] = ids.length === 0 ? [[], []] : [await termsOf(tx, ids), await secretsOf(tx, ids)];
  return keys.map((key) => ({
    id: key.id,
    account: { id: key.account_id, name: key.display_name },
    post: { id: key.post_id, zh: key.title, en: key.title_en },
    organ: { zh: key.name, en: key.name_en },
    label: key.label,
    createdAt: key.created_at,
    expiresOn: key.expires_on,
    revokedAt: key.revoked_at,
    terms: terms.find(({ keyId }) => keyId === key.id) ?? null,
    secrets: secrets.filter(({ keyId }) => keyId === key.id),
  }));
}

async function termsOf(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('program_terms as t')
    .distinctOn('t.key_id')
    .select(['t.key_id as keyId', 't.since', 't.items', 't.matters', 't.signed', 't.signing_key as signingKey'])
    .select(['t.requests_a_minute as requestsAMinute', 't.subjects_a_day as subjectsADay'])
    .where('t.key_id', 'in', ids)
    .orderBy('t.key_id')
    .orderBy('t.number', 'desc')
    .execute();
}

async function secretsOf(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('program_secrets as s')
    .select(['s.key_id as keyId', 's.created_at as createdAt', 's.ends_at as endsAt', 's.last_used_at as lastUsedAt'])
    .where('s.key_id', 'in', ids)
    .orderBy('s.created_at', 'desc')
    .execute();
}
