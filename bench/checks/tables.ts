/** A province's worth of invented subjects and penalties, made as finished rows by SQL, and a table for the peer beside it. */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { usccFor } from '../../test/support/identifiers.ts';

const SERIALS_AN_AREA = 900_000;
const AREAS = ['411102', '411103', '411104'];
/** Decisions of the last two years: about half of them still shown. */
const DAYS_BACK = 730;

/** The code of the nth subject, from 0: both check characters right. */
export function codeOf(n: number): string {
  return usccFor(AREAS[Math.floor(n / SERIALS_AN_AREA)]!, '91', n % SERIALS_AN_AREA);
}

async function* codeLines(subjects: number): AsyncIterable<string> {
  for (let n = 0; n < subjects; n += 10_000) {
    const block = Array.from({ length: Math.min(10_000, subjects - n) }, (_, i) => `${n + i}\t${codeOf(n + i)}\n`);
    yield block.join('');
  }
}

/** Every statement of the load, in order. `$r` is the number of records; what is copied of the one real record stays as it was. */
const STATEMENTS = (subjects: number, records: number): Readonly<Record<string, string>> => ({
  subjects: `insert into subjects (id, kind, known_at) select pg_temp.made('s', n), 'organisation', '2024-01-01' from seed`,
  keys: `insert into subject_keys (kind, key, subject_id, known_at) select 'uscc', code, pg_temp.made('s', n), '2024-01-01' from seed
    -- Of what stands there already.
    on conflict do nothing`,
  names: `insert into subject_names (subject_id, folded, name, known_at)
    select pg_temp.made('s', n), '漯河虚构' || n || '号商贸有限公司', '漯河虚构' || n || '号商贸有限公司', '2024-01-01' from seed`,
  drawn: `create temp table drawn as select r, pg_temp.made('r', r) as id,
      pg_temp.made('s', (hashint8extended(r, 7) & 2147483647) % ${subjects}) as subject_id,
      current_date - 2 - ((hashint8extended(r, 11) & 2147483647) % ${DAYS_BACK})::int as decided_on
    from generate_series(1, ${records}) as r`,
  records: `insert into records (subject_id, id, item, organ_id, organ_path, document_number, decided_on, known_at, publication_due_on, undecided)
    select d.subject_id, d.id, m.item, m.organ_id, m.organ_path, '虚司罚决字〔2025〕第' || d.r || '号', d.decided_on, d.decided_on + 3, d.decided_on + 9,
      case when d.r % 100 in (1, 3) then true when d.r % 5 > 0 then false end
    from drawn d, model m`,
  versions: `insert into record_versions (subject_id, record_id, version, known_at, action, facts, class, class_rule, edition, batch_id, row_number)
    select d.subject_id, d.id, 1, d.decided_on + 3, 'add', m.facts || jsonb_build_object('CF_JDRQ', d.decided_on, 'CF_WSH', '虚司罚决字〔2025〕第' || d.r || '号'),
      m.class, m.class_rule, m.edition, m.batch_id, d.r
    from drawn d, model m`,
  corrections: `insert into record_versions (subject_id, record_id, version, known_at, action, facts, class, class_rule, edition, batch_id, row_number)
    select d.subject_id, d.id, 2, d.decided_on + 20, 'correct', m.facts || jsonb_build_object('CF_JDRQ', d.decided_on, 'CF_NR_FK', '0.6'),
      m.class, m.class_rule, m.edition, m.batch_id, d.r
    from drawn d, model m where d.r % 100 = 1`,
  publications: `insert into publications (id, subject_id, record_id, address, begins_on, confidentiality_checked, basis, submitted_by, decided_by,
      decided_kind, decided_at, organ_path)
    select d.id, d.subject_id, d.id, pg_temp.made('a', d.r), least(d.decided_on + 9, current_date), true, '{xzcf:48}', m.submitted_by, pg_temp.made('p', 0), 'person',
      least(d.decided_on + 9, current_date), m.organ_path
    from drawn d, model m where d.r % 5 > 0`,
  terms: `insert into publication_terms (publication_id, version, last_day, derivation, edition, known_at, organ_path)
    select d.id, 1, d.decided_on + 365, '[]', m.edition, d.decided_on + 9, m.organ_path from drawn d, model m where d.r % 5 > 0`,
  withdrawals: `insert into publication_withdrawals (publication_id, withdrawn_on, ground, public_reason, basis, decided_by, decided_kind, decided_at, organ_path)
    select d.id, d.decided_on + 40, 'changed', '决定已变更', '{xzcf:48}', pg_temp.made('p', 0), 'person', d.decided_on + 40, m.organ_path
    from drawn d, model m where d.r % 100 = 2`,
  classifications: `insert into record_classifications (id, subject_id, record_id, version, class, basis, reason, decided_by, decided_kind, decided_at, organ_path)
    select pg_temp.made('c', d.r), d.subject_id, d.id, 1, 'general', '{xzcf:48}', '按裁量基准认定', pg_temp.made('p', 0), 'person', d.decided_on + 5, m.organ_path
    from drawn d, model m where d.r % 100 = 3`,
  sequels: `insert into record_sequels (subject_id, record_id, organ_path, decided_on, version, class, begins_on, last_day, withdrawn_on)
    select d.subject_id, d.id, m.organ_path, d.decided_on, case when d.r % 100 = 1 then 2 else 1 end, case when d.r % 100 = 3 then 'general' end,
      case when d.r % 5 > 0 then least(d.decided_on + 9, current_date) end, case when d.r % 5 > 0 then d.decided_on + 365 end,
      case when d.r % 100 = 2 then d.decided_on + 40 end
    from drawn d, model m where d.r % 5 > 0`,
  objections: `insert into objection_marks (id, subject_id, record_id, received_at, received_on, sealed_id, entered_by, entered_kind, organ_path)
    select pg_temp.made('o', d.r), d.subject_id, d.id, d.decided_on + 30, d.decided_on + 30, pg_temp.made('x', 0), pg_temp.made('p', 0), 'person', m.organ_path
    from drawn d, model m where d.r % 100 = 4`,
  heads: `insert into party_heads (subject_id, kind, name, code, eventful)
    select s.id, s.kind, n.name, k.key, exists (select from objection_marks as o where o.subject_id = s.id)
    from subjects s join subject_names n on n.subject_id = s.id join subject_keys k on k.subject_id = s.id
    on conflict do nothing`,
});

/** An identifier of a number, in the form that answers are checked for (RFC 9562, version 8). */
const MADE = `create function pg_temp.made(kind text, n bigint) returns uuid language sql immutable as
  $$ select overlay(overlay(md5(kind || n) placing '8' from 13) placing '8' from 17)::uuid $$`;

/** A penalty that may be public as it stands: of other records there may be many. */
const MODEL = `create temp table model as
  select r.item, r.organ_id, r.organ_path, v.facts, v.class, v.class_rule, v.edition, v.batch_id, b.submitted_by
  from record_versions v join records r on (r.subject_id, r.id) = (v.subject_id, v.record_id) join batches b on b.id = v.batch_id
  where r.item = 'penalty' and v.version = 1 and v.class = 'general' and coalesce(v.facts->>'decision_status', 'standing') = 'standing'
  order by r.organ_path, r.id limit 1`;

/** Loads everything beside a real record that is there already; as the superuser, since finished rows need no checks. */
export async function loadTables(
  url: string,
  subjects: number,
  records: number,
  said: (line: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'`);
    await client.query(`create temp table seed (n int, code text)`);
    await pipeline(Readable.from(codeLines(subjects)), client.query(copyFrom('copy seed from stdin')));
    await client.query(MADE);
    await client.query(MODEL);
    for (const [name, statement] of Object.entries(STATEMENTS(subjects, records))) {
      const began = performance.now();
      const { rowCount } = await client.query(statement);
      said(`${name}: ${rowCount} rows in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** One row a subject, found by its number: answers that checks really gave, each as often as the others. Uses are written as checks write theirs. */
export async function loadPeer(url: string, subjects: number, answers: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // External: not compressed. Longer than a page, PostgreSQL keeps it beside the row, in a table with an index of its own.
    await client.query(`
      create unlogged table bench_peer (id integer primary key, answer text not null);
      alter table bench_peer alter answer set storage external;
      create table bench_peer_uses (like check_uses including all);
      grant select on bench_peer to zhengming_app;
      grant select, insert on bench_peer_uses to zhengming_app;
    `);
    await client.query(
      `insert into bench_peer select n, ($1::text[])[1 + n % cardinality($1::text[])] from generate_series(0, $2::int - 1) as n`,
      [answers, subjects],
    );
    await client.query('vacuum analyze bench_peer');
  } finally {
    await client.end();
  }
}
