import { sql } from 'kysely';
import { may, mayOrRefuse } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext, type Tx } from '../../ground/platform/db.ts';
import { type DocumentRef, getCase, matterOf, stateAfter } from '../procedures/index.ts';
import { OPEN_STATES } from './determination.ts';
import { DETERMINATION } from './determination-procedure.ts';
import { listContents, type Versioned } from './determination-queries.ts';

/**
 * What is to be determined in a case of the own organ or below, every version, and whether whoever asks may write another.
 * @throws {Refusal} absent `procedure.absent`; forbidden `access.denied`, `access.key_scope`
 */
export function readContents(
  ctx: Context,
  caseId: string,
): Promise<{ readonly versions: readonly Versioned[]; readonly mayRevise: boolean }> {
  const { accountId, organPath } = ctx.actor;
  return inContext(ctx.pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { record, taken } = await getCase(tx, caseId);
    const versions = await listContents(tx, caseId);
    // A case of another procedure has none, and its steps are not of this table.
    if (versions.length === 0) throw new Refusal('absent', 'procedure.absent', { id: caseId });
    const matter = matterOf(DETERMINATION, record, taken);
    mayOrRefuse(ctx.actor, 'procedure.read', matter);
    const isOpen = OPEN_STATES.includes(stateAfter(DETERMINATION, taken));
    const { allowed } = may(ctx.actor, 'determination.prepare', matter);
    return { versions, mayRevise: isOpen && allowed };
  });
}

/** Of the documents those whose text was written before the newest contents of the case. */
export async function olderThanContents(
  tx: Tx,
  caseId: string,
  documents: readonly DocumentRef[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ kind: string; sha256: string }>`
    select d.kind, encode(v.text_sha256, 'hex') as sha256 from case_documents as d
    join document_versions as v on v.document_id = d.id
    where d.case_id = ${caseId}
      and v.written_at < (select max(c.entered_at) from determination_contents as c where c.case_id = ${caseId})`.execute(
    tx,
  );
  return documents.flatMap(({ kind, sha256 }) =>
    rows.some((one) => one.kind === kind && one.sha256 === sha256) ? [kind] : [],
  );
}
