import { sql } from 'kysely';
import { type RowSource, sameAct } from './row-tie-queries.ts';

/** Who may act: a post or key that somebody gives themselves behind the program's back is the first step to all else. */
export const ACCESS: readonly RowSource[] = [
  {
    name: 'posts',
    deeds: /^(post[.]create|account[.](found|appoint))$/,
    always: /^post[.]create$/,
    rows: sql`select t.xmin as tx, t.id::text as key, t.id, jsonb_build_array(t.id, t.organ_id, t.role) as content from posts as t`,
    tie: sql`${sameAct} and (r.id = j.object_id or (j.deed in ('account.found', 'account.appoint') and r.id = j.post_id))`,
  },
  {
    name: 'post_holdings',
    deeds: /^(post[.]assign|glass[.]open|account[.](found|appoint))$/,
    always: /^post[.]assign$/,
    writers: true,
    rows: sql`select array[t.xmin] as writers, t.account_id || '/' || t.post_id || '/' || t.since as key, t.account_id, jsonb_build_array(t.account_id,
      t.post_id, t.since) as content from post_holdings as t`,
    tie: sql`r.account_id = j.object_id`,
  },
  {
    name: 'program_keys',
    deeds: /^key[.]issue$/,
    always: /^key[.]issue$/,
    writers: true,
    rows: sql`select array[t.xmin] as writers, encode(t.hash, 'hex') as key, t.account_id, jsonb_build_array(encode(t.hash, 'hex'),
      t.account_id, t.post_id, t.created_at, t.expires_on) as content from program_keys as t`,
    tie: sql`r.account_id = j.object_id`,
  },
  {
    // The first secret of a key is its row above.
    name: 'program_secrets',
    deeds: /^key[.]rotate$/,
    always: /^key[.]rotate$/,
    writers: true,
    rows: sql`select array[t.xmin] as writers, encode(t.hash, 'hex') as key, k.account_id, jsonb_build_array(encode(t.hash, 'hex'),
      t.key_id, t.created_at, t.change_id) as content from program_secrets as t join program_keys as k on k.id = t.key_id
      where t.hash <> k.hash`,
    tie: sql`r.account_id = j.object_id`,
  },
  {
    name: 'program_terms',
    deeds: /^key[.](issue|terms)$/,
    always: /^key[.]terms$/,
    rows: sql`select t.xmin as tx, t.change_id::text as key, k.account_id, jsonb_build_array(t.change_id, t.key_id, t.since,
      t.items, t.matters, t.requests_a_minute, t.subjects_a_day, encode(t.signing_key, 'hex'), t.signed) as content
      from program_terms as t join program_keys as k on k.id = t.key_id`,
    tie: sql`r.account_id = j.object_id and ${sameAct}`,
  },
  {
    name: 'identities',
    deeds: /^identity[.]link$/,
    always: /^identity[.]link$/,
    writers: true,
    rows: sql`select array[t.xmin] as writers, t.change_id::text as key, t.account_id, jsonb_build_array(t.change_id, t.account_id,
      t.issuer, t.subject, t.linked_at) as content from auth.identities as t`,
    tie: sql`r.account_id = j.object_id`,
  },
  {
    name: 'party_identities',
    deeds: /^party[.]link_identity$/,
    always: /^party[.]link_identity$/,
    writers: true,
    rows: sql`select array[t.xmin] as writers, t.id::text as key, t.account_id, jsonb_build_array(t.id, t.account_id, t.issuer, t.subject,
      t.linked_at) as content from auth.party_identities as t`,
    tie: sql`r.account_id = j.object_id`,
  },
];
