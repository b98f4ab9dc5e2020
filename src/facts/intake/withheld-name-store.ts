import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { openSealedRow, type SealedRow, sealIfAny } from './sealed-row.ts';
import type { Sealed } from './staged-row.ts';
import { RECORDED } from './staging-store.ts';
import type { Said } from './withheld-names.ts';

/** A staged row of which the name is withheld. */
type Withheld = {
  readonly rowNumber: number;
  readonly keyKind: string;
  readonly subjectKey: string;
  readonly sealed: Sealed;
  /** Sealed as a whole, since a person must look at it: it stays so whatever is told. */
  readonly whole: boolean;
};
type Opened = Withheld & { readonly kept: SealedRow };

/** Opened at once and no more than this many in memory. */
const OPENED_AT_ONCE = 1_000;

/** Of whoever is new here no name is known: nothing of them has to be opened. */
const OF_KNOWN = sql`exists (select from subject_keys as k where k.kind = s.key_kind and k.key = s.subject_key)`;

/** Tells the names under which the organisation of their row is known, or which a person has said to be its own: they stand in the open. */
export function tellKnownNames(tx: Tx, vault: Vault, batchId: string, today: PlainDate): Promise<void> {
  return tellNames(tx, vault, batchId, OF_KNOWN, (rows) => knownAmong(tx, rows, today));
}

/** Tells the names of the rows that are about to be recorded. */
export function tellRecordedNames(tx: Tx, vault: Vault, batchId: string): Promise<void> {
  return tellNames(tx, vault, batchId, RECORDED, async (rows) => rows);
}

async function tellNames(
  tx: Tx,
  vault: Vault,
  batchId: string,
  among: RawBuilder<unknown>,
  told: (rows: readonly Opened[]) => Promise<readonly Opened[]>,
): Promise<void> {
  let after = -1;
  for (;;) {
    const rows = await withheldRows(tx, batchId, among, after);
    if (rows.length === 0) return;
    after = rows.at(-1)!.rowNumber;
    const opened = rows.map((row) => ({ ...row, kept: openSealedRow(vault, row.sealed) }));
    await saveTold(tx, vault, batchId, await told(opened));
  }
}

async function withheldRows(tx: Tx, batchId: string, among: RawBuilder<unknown>, after: number): Promise<Withheld[]> {
  const { rows } = await sql<Omit<Withheld, 'sealed'> & Sealed>`
    select s.row_number as "rowNumber", s.key_kind as "keyKind", s.subject_key as "subjectKey", s.sealed_whole as whole,
      s.sealed_id as id, s.sealed_salt as salt, s.sealed_key as "keyId", s.sealed as bytes
    from staged_rows as s
    where s.batch_id = ${batchId} and s.row_number > ${after} and s.facts is null and s.subject_id is not null and s.sealed_id is not null
      and ${among}
    order by s.row_number limit ${OPENED_AT_ONCE}`.execute(tx);
  return rows.map(({ id, salt, keyId, bytes, ...row }) => ({ ...row, sealed: { id, salt, keyId, bytes } }));
}

async function knownAmong(tx: Tx, rows: readonly Opened[], today: PlainDate): Promise<Opened[]> {
  const found = await sql<{ row: number }>`
    select n.row from unnest(${rows.map(({ rowNumber }) => rowNumber)}::int[], ${rows.map(({ keyKind }) => keyKind)}::text[],
      ${rows.map(({ subjectKey }) => subjectKey)}::text[], ${rows.map(({ kept }) => kept.content!.folded)}::text[]) as n (row, kind, key, folded)
    join subject_keys as k on k.kind = n.kind and k.key = n.key
    where exists (select from subject_names as s where s.subject_id = any (subject_group(k.subject_id)) and s.folded = n.folded)
      or judgement_in_use(k.subject_id, n.folded, ${today}::date) = 'same'`.execute(tx);
  const known = new Set(found.rows.map(({ row }) => row));
  return rows.filter(({ rowNumber }) => known.has(rowNumber));
}

async function saveTold(tx: Tx, vault: Vault, batchId: string, rows: readonly Opened[]): Promise<void> {
  if (rows.length === 0) return;
  const told = rows.map(({ rowNumber, whole, sealed, kept: { fields, content } }) => ({
    rowNumber,
    said: content as Said,
    sealed: whole ? sealed : sealIfAny(vault, { fields }),
  }));
  await sql`update staged_rows as s set name = n.name, folded = n.folded, facts = n.facts::jsonb,
      sealed_id = n.id, sealed_salt = n.salt, sealed = n.bytes, sealed_key = n.key_id
    from unnest(${told.map(({ rowNumber }) => rowNumber)}::int[], ${told.map(({ said }) => said.name)}::text[],
      ${told.map(({ said }) => said.folded)}::text[], ${told.map(({ said }) => JSON.stringify(said.facts))}::text[],
      ${told.map(({ sealed }) => sealed?.id ?? null)}::uuid[], ${told.map(({ sealed }) => sealed?.salt ?? null)}::bytea[],
      ${told.map(({ sealed }) => sealed?.bytes ?? null)}::bytea[], ${told.map(({ sealed }) => sealed?.keyId ?? null)}::smallint[])
      as n (row_number, name, folded, facts, id, salt, bytes, key_id)
    where s.batch_id = ${batchId} and s.row_number = n.row_number`.execute(tx);
}
