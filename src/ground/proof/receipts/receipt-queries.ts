import { sql } from 'kysely';
import type { Context } from '../../audit/index.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { inContext, type Pools, type Tx } from '../../platform/db.ts';
import { orElse } from '../../platform/or-else.ts';
import { leafSalt, leafText } from '../log/leaf.ts';
import type { LogKeys } from '../log/log-key-store.ts';
import { type CosignedHead, findHead, findJournalRow, findNewestCosigned, listRowDigests } from '../log/log-queries.ts';
import { fixForms } from '../log/log-store.ts';
import { ROW_SOURCES } from '../log/row-source-queries.ts';
import { tieOf } from '../log/row-tie-queries.ts';
import type { TileStore } from '../log/tile-store.ts';
import { inclusionProof } from '../tlog/merkle.ts';
import { printProof } from '../tlog/proof-file.ts';
import { tileReader } from '../tlog/tile.ts';
import type { Opening, OpenRow } from '../verify/receipt.ts';

export type ReceiptDeps = { readonly pools: Pools; readonly keys: LogKeys; readonly tiles: TileStore };

/** Which entry, as the actor's organ may see it: by its own id, or by deed and object. */
export type EntryWanted = { readonly id: string } | { readonly deed: string; readonly objectId: string };

/** The item of a batch that the actor's organ may see. */
export function findBatchItem({ actor, pools }: Context, id: string): Promise<string | undefined> {
  const { accountId, organPath } = actor;
  return inContext(pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { rows } = await sql<{ item: string }>`select b.item from batches as b where b.id = ${id}`.execute(tx);
    return rows[0]?.item;
  });
}

/** @throws {Refusal} absent `journal.entry_absent` */
function visibleEntry({ actor, pools }: Context, wanted: EntryWanted): Promise<string> {
  const { accountId, organPath } = actor;
  return inContext(pools.app, { purpose: 'work', accountId, organPath }, async (tx) => {
    const { rows } = await sql<{ id: string }>`select j.id from journal as j where ${
      'id' in wanted ? sql`j.id = ${wanted.id}` : sql`j.object_id = ${wanted.objectId} and j.deed = ${wanted.deed}`
    } order by j.id desc limit 1`.execute(tx);
    if (!rows[0]) throw new Refusal('absent', 'journal.entry_absent');
    return rows[0].id;
  });
}

/** The newest checkpoint that a witness cosigned and that holds the position; else the newest of all. */
async function headFor(tx: Tx, position: number): Promise<CosignedHead> {
  const cosigned = await findNewestCosigned(tx, position);
  if (cosigned) return cosigned;
  const head = await findHead(tx);
  if (!head || head.size < position) throw new Refusal('busy', 'log.not_yet');
  return { ...head, lines: [] };
}

async function openRows(tx: Tx, entryId: string, keys: readonly { source: string; key: string }[]): Promise<OpenRow[]> {
  await fixForms(tx);
  const open: OpenRow[] = [];
  for (const { source: name, key } of keys) {
    const source = ROW_SOURCES.find((one) => one.name === name)!;
    const { rows } = await sql<{ content: string }>`select r.content::text as content from (${source.rows}) as r
      join journal as j on j.id = ${entryId} and ${tieOf(source)} where r.key = ${key}`.execute(tx);
    open.push(...rows.map(({ content }) => ({ source: name, key, content })));
  }
  return open;
}

async function rowSaltOf(tx: Tx, entryId: string): Promise<string | null> {
  const { rows } = await sql<{ salt: string }>`
    select encode(sha256(s.salt || uuid_send(j.id)), 'hex') as salt
    from journal as j join vault_scopes as s on s.id = ${orElse('j.subject_id', 'j.organ_id')} where j.id = ${entryId}`.execute(
    tx,
  );
  return rows[0]?.salt ?? null;
}

/**
 * The receipt (回执) of one entry as a file that its holder can have checked anywhere: entry, proof, checkpoint. `sources` names
 * the rows that come with it in the open: those that whoever asks may see.
 * @throws {Refusal} absent `journal.entry_absent`; busy `log.not_yet`: it is in the log within a second of its commit
 */
export async function receiptOf(
  ctx: Context,
  { pools, keys, tiles }: ReceiptDeps,
  wanted: EntryWanted,
  sources: readonly string[],
): Promise<string> {
  const id = await visibleEntry(ctx, wanted);
  const found = await inContext(pools.app, { purpose: 'system' }, async (tx) => {
    const row = await findJournalRow(tx, id);
    if (!row) throw new Refusal('busy', 'log.not_yet');
    const head = await headFor(tx, row.position);
    const digests = (await listRowDigests(tx, row.position - 1, row.position)).get(row.position) ?? [];
    const rows = await openRows(
      tx,
      id,
      digests.filter(({ source }) => sources.includes(source)),
    );
    const rowSalt = rows.length === 0 ? null : await rowSaltOf(tx, id);
    const salt = leafSalt(keys.saltSecret, id).toString('hex');
    const opening: Opening = { entry: leafText(row, digests), salt, rowSalt, rows };
    return { opening, head, index: row.position - 1 };
  });
  const { opening, head, index } = found;
  const path = await inclusionProof(
    index,
    head.size,
    tileReader(head.size, (tile) => tiles.getTile(tile)),
  );
  const checkpoint = `${head.note}${head.lines.map((line) => `${line}\n`).join('')}`;
  return printProof({ extra: Buffer.from(JSON.stringify(opening)), index, path, checkpoint });
}
