import { sql } from 'kysely';
import type { Tx } from '../../ground/platform/db.ts';

type Person = { readonly id: string; readonly name: string };

/** Whom that keyed hash belongs to, with the newest name, masked. */
export async function findPerson(tx: Tx, key: string): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    select k.subject_id as id, (select n.name from subject_names as n where n.subject_id = k.subject_id
      order by n.known_at desc, n.folded limit 1) as name
    from subject_keys as k where k.kind = 'person' and k.key = ${key}`.execute(tx);
  return rows[0];
}

export async function insertPerson(
  tx: Tx,
  { id, key, name, folded }: Person & { readonly key: string; readonly folded: string },
  at: Date,
): Promise<void> {
  await sql`insert into subjects (id, kind, known_at) values (${id}, 'person', ${at})`.execute(tx);
  await sql`insert into subject_keys (kind, key, subject_id, known_at) values ('person', ${key}, ${id}, ${at})`.execute(
    tx,
  );
  await sql`insert into subject_names (subject_id, folded, name, known_at) values (${id}, ${folded}, ${name}, ${at})`.execute(
    tx,
  );
  await sql`insert into vault_scopes (id, salt) values (${id}, uuid_send(gen_random_uuid()))`.execute(tx);
}
