import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../platform/db.ts';
import { openFile, type Vault } from '../../vault/index.ts';
import type { Finding } from './finding.ts';

type Paper = {
  readonly table: string;
  readonly key: string;
  readonly fileId: string;
  readonly sha256: Buffer;
  /** Neither erased by a decision nor gone by its retention day: it has to be there. */
  readonly isKept: boolean;
};

/** In the order of their files; a page at a time, so that memory does not grow with them. */
const PAPERS_AT_ONCE = 200;

/** Papers, sealed papers, proofs of service and exhibits, each with the digest that its row has, for which the log answers. */
async function listPapers(tx: Tx, after: string): Promise<Paper[]> {
  const { rows } = await sql<Paper>`
    select k."table", k.key, k."fileId", k.sha256,
      exists (select from sealed_files as f where f.id = k."fileId")
        or (awaits_archive(k."fileId") and not exists (select from vault_erased_scopes as e where e.scope_id = k."fileId")) as "isKept"
    from (
      select 'document_papers' as "table", document_id || '/' || paper as key, file_id as "fileId", paper_sha256 as sha256 from document_papers
      union all select 'document_seals', document_id::text, file_id, file_sha256 from document_seals
      union all select 'service_events', service_id || '/' || number, file_id, file_sha256 from service_events where file_id is not null
      union all select 'procedure_files', f.case_id || '/' || f.number, f.file_id, p.sha256
        from procedure_files as f join procedure_points as p on p.case_id = f.case_id and p.number = f.number
        where p.sha256 is not null) as k
    where k."fileId" > ${after} order by k."fileId" limit ${PAPERS_AT_ONCE}`.execute(tx);
  return rows;
}

/** Undefined: it is not there, or what lies there cannot be opened. */
async function digestOf(tx: Tx, vault: Vault, fileId: string): Promise<Buffer | undefined> {
  try {
    const { body } = await openFile(tx, vault, fileId);
    const hash = createHash('sha256');
    for await (const chunk of body) hash.update(chunk);
    return hash.digest();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return undefined;
  }
}

/** Opens every paper that is kept: its bytes are those that were signed, sealed and served, or it is named. */
export async function checkPapers(tx: Tx, vault: Vault): Promise<{ papers: number; findings: Finding[] }> {
  const findings: Finding[] = [];
  let papers = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await listPapers(tx, after);
    for (const { table, key, fileId, sha256, isKept } of page) {
      if (!isKept) continue;
      papers += 1;
      const found = await digestOf(tx, vault, fileId);
      if (!found?.equals(sha256)) findings.push({ finding: found ? 'changed' : 'removed', table, key });
    }
    const last = page.at(-1);
    if (last === undefined) return { papers, findings };
    after = last.fileId;
  }
}
