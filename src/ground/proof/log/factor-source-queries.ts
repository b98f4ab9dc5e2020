import { sql } from 'kysely';
import { orElse } from '../../platform/or-else.ts';
import type { RowSource } from './row-tie-queries.ts';

/**
 * The enrolment's entry vouches for the very bytes (`after` in src/ground/access/factor-vouching.ts): what is put in beside it, or swapped before the
 * log has it, is adopted by no entry.
 */
const VOUCHED = sql<boolean>`r.account_id = j.object_id and j.after_digest = sha256((select s.salt from vault_scopes as s
  where s.id = ${orElse('j.subject_id', 'j.organ_id')}) || uuid_send(j.id) || convert_to(r.content::text, 'UTF8'))`;

/** Second factors by what never changes of them; how often one was used does. What their owner gave up stands in `log_removals`. */
export const FACTORS: readonly RowSource[] = [
  {
    name: 'passkeys',
    deeds: /^factor[.]enrol$/,
    since: 3,
    rows: sql`select t.id::text as key, t.xmin as tx, t.account_id, jsonb_build_object('passkey', t.id, 'account', t.account_id,
      'credential', t.credential_id, 'publicKey', encode(t.public_key, 'hex'), 'rpId', t.rp_id) as content from auth.passkeys as t`,
    tie: VOUCHED,
  },
  {
    name: 'totp_secrets',
    deeds: /^factor[.]enrol$/,
    since: 3,
    rows: sql`select t.account_id || '/' || extract(epoch from t.created_at) as key, t.xmin as tx, t.account_id,
      jsonb_build_object('account', t.account_id, 'mark', encode(t.mark, 'hex')) as content from auth.totp_secrets as t where t.confirmed_at is not null`,
    tie: VOUCHED,
  },
];
