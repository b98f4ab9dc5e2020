/** What must hold of batches and everything that came of them, at every moment: each query names what breaks its promise. */
import type pg from 'pg';

const ALWAYS: Readonly<Record<string, string>> = {
  'an accepted batch recorded what its receipt counts, no less and no more': `
    select b.id from batches b left join lateral (
      select count(*) filter (where v.action = 'add') as added, count(*) filter (where v.action = 'correct') as corrected,
        count(*) filter (where v.action = 'withdraw') as withdrawn
      from record_versions v where v.batch_id = b.id) v on true
    where b.state = 'accepted' and ((b.counts->>'good')::int, (b.counts->>'corrected')::int, (b.counts->>'withdrawn')::int)
      is distinct from (v.added::int, v.corrected::int, v.withdrawn::int)`,
  'a batch that is not accepted recorded nothing': `
    select b.id from batches b where b.state <> 'accepted' and (exists (select from record_versions v where v.batch_id = b.id)
      or exists (select from quarantine q where q.batch_id = b.id))`,
  'what came of a batch names a batch that is there': `
    select v.record_id from record_versions v where not exists (select from batches b where b.id = v.batch_id)`,
  'every record has its first version, its key and its subject': `
    select r.id from records r where not exists (select from record_versions v where (v.subject_id, v.record_id, v.version) = (r.subject_id, r.id, 1))
      or not exists (select from record_keys k where (k.record_id, k.subject_id) = (r.id, r.subject_id))
      or not exists (select from subject_keys k where k.subject_id = r.subject_id)`,
  'one decision is one record': `
    select min(r.id::text) from records r group by r.subject_id, r.document_number, r.decided_on, r.organ_id having count(*) > 1`,
  'every version of a record has one entry of the journal, and every such entry its version': `
    select v.record_id from record_versions v full join journal j
      on j.object_id = v.record_id and j.version = v.version and j.deed = 'record.' || v.action
    where (j.id is null or v.record_id is null) and (j.id is null or j.object_kind = 'record')
    union all select j.object_id from journal j where j.object_kind = 'record' group by j.object_id, j.version having count(*) > 1`,
  'every batch was submitted once, and accepted once if it is accepted': `
    select b.id from batches b left join lateral (
      select count(*) filter (where j.deed = 'batch.submit') as submitted, count(*) filter (where j.deed = 'batch.accept') as accepted
      from journal j where j.object_id = b.id) j on true
    where j.submitted <> 1 or j.accepted <> (b.state = 'accepted')::int`,
  'every sealed file is whole and belongs to a batch': `
    select f.id from sealed_files f left join lateral (
      select count(*) as chunks, coalesce(max(c.number) + 1, 0) as last from sealed_file_chunks c where c.file_id = f.id) c on true
    where c.chunks <> c.last or c.chunks <> ceil(f.size_bytes / 524288.0)
      or (f.kind = 'raw' and not exists (select from batches b where b.file_id = f.id))`,
  'no chunk of a sealed file lies about without its file': `
    select c.file_id from sealed_file_chunks c where not exists (select from sealed_files f where f.id = c.file_id)`,
  'every sealed row of a record opens with a salt': `
    select v.record_id from record_versions v where v.sealed_id is not null and not exists (
      select from sealed_values s join vault_scopes o on o.id = s.scope_id where s.id = v.sealed_id)`,
};

/** What holds once the workers have had their turn. */
const SOON: Readonly<Record<string, string>> = {
  'every entry of the journal has a position, and the positions have no gap': `
    select 1 from (select count(*) as n, coalesce(max(position), 0) as last from journal_positions) p,
      (select count(*) as n from journal) j where p.n <> p.last or p.n <> j.n`,
  'nothing is left in the staging table of a batch that ended': `
    select distinct s.batch_id from staged_rows s left join batches b on b.id = s.batch_id where b.id is null or b.ended_at is not null`,
};

async function broken(owner: pg.Client, promises: Readonly<Record<string, string>>): Promise<string[]> {
  const found: string[] = [];
  for (const [promise, breaks] of Object.entries(promises)) {
    const { rows, rowCount } = await owner.query(breaks);
    if (rowCount) found.push(`${promise}: ${rowCount} break it, ${JSON.stringify(rows[0])}`);
  }
  return found;
}

const SOON_MS = 15_000;

/** Every promise that does not hold, in words. */
export async function brokenPromises(owner: pg.Client): Promise<string[]> {
  const always = await broken(owner, ALWAYS);
  for (const end = performance.now() + SOON_MS; ; ) {
    const soon = await broken(owner, SOON);
    if (soon.length === 0 || performance.now() > end) return [...always, ...soon];
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
