import { listSwappedFactors } from '../../access/index.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { Vault } from '../../vault/index.ts';
import { type CatalogueObject, compareCatalogue } from '../catalogue/catalogue.ts';
import { listCatalogue, listMigrationsRun } from '../catalogue/catalogue-queries.ts';
import { adoptedForm } from '../log/adoption-store.ts';
import type { LogKeys } from '../log/log-key-store.ts';
import { listHeads } from '../log/log-queries.ts';
import { ROW_SOURCES, type RowSource } from '../log/row-source-queries.ts';
import type { TileStore } from '../log/tile-store.ts';
import { type OpenCheckpoint, openCheckpoint } from '../tlog/checkpoint.ts';
import { checkCompetences } from './competence-queries.ts';
import { listNotCovered } from './coverage-queries.ts';
import type { Finding, Verified } from './finding.ts';
import { checkKept } from './kept-queries.ts';
import { LogWalk, type Progress } from './log-walk-queries.ts';
import { checkPapers } from './paper-queries.ts';
import {
  checkEntries,
  checkPositions,
  checkRecords,
  checkSource,
  countPending,
  countRows,
  inSnapshot,
  listForeignEntries,
} from './verify-queries.ts';

export type VerifyDeps = {
  /** As the owner: whoever could change a policy could hide rows from any other role. */
  readonly db: Db;
  readonly keys: LogKeys;
  readonly tiles: TileStore;
  /** Opens the papers; undefined: the master key is not here, and their rows alone are looked at. */
  readonly vault?: Vault | undefined;
  /** What this release makes of a database; undefined: its structure is not looked at. */
  readonly catalogue?: readonly CatalogueObject[] | undefined;
  /** Opens the secrets of second factors, as it does the papers. */
  readonly masterKey?: Buffer | undefined;
};

/** What is published, and whether it is the log's own. Looked at first, so that the database can only be ahead of it. */
async function published({ tiles, keys }: VerifyDeps): Promise<{ checkpoint?: OpenCheckpoint; findings: Finding[] }> {
  const note = await tiles.findCheckpoint();
  if (note === undefined) return { findings: [] };
  try {
    return { checkpoint: openCheckpoint(note, keys.signer), findings: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { findings: [{ finding: 'changed', table: 'checkpoint', key: 'checkpoint' }] };
  }
}

function comparePublished(
  checkpoint: OpenCheckpoint | undefined,
  heads: readonly { size: number; root: Buffer }[],
): Finding[] {
  if (!checkpoint) return [];
  const { size, root } = checkpoint;
  const newest = heads.at(-1)?.size ?? 0;
  if (size > newest) return [{ finding: 'rolled_back', table: 'log_checkpoints', key: String(newest), position: size }];
  const same = heads.find((head) => head.size === size);
  if (same?.root.equals(root)) return [];
  return [{ finding: same ? 'changed' : 'removed', table: 'log_checkpoints', key: String(size), position: size }];
}

/**
 * Walks journal, positions, tiles, checkpoints and the rows that they answer for, and tells of everything that does not agree.
 * Changes nothing; the program may run meanwhile.
 */
export async function verifyLog(
  deps: VerifyDeps,
  tell: (finding: Finding) => void,
  progress: Progress,
): Promise<Verified> {
  const { checkpoint, findings: outside } = await published(deps);
  return inSnapshot(deps.db, async (tx) => {
    const heads = await listHeads(tx);
    const size = heads.at(-1)?.size ?? 0;
    // What came with a release that has not started here yet is not answered for before it has.
    const form = await adoptedForm(tx, size);
    const sources = ROW_SOURCES.filter(({ since = 1 }) => since <= form);
    const walked = await new LogWalk(tx, deps.keys, deps.tiles).walk(heads, progress);
    const places = await checkPositions(tx);
    const opened = deps.vault && (await checkPapers(tx, deps.vault));
    const swapped = deps.masterKey ? await listSwappedFactors(tx, deps.masterKey) : [];
    const foreign = await listForeignEntries(tx);
    const named = new Set(places.map(({ position }) => position));
    const strangers = new Set(foreign.map(({ position }) => position));
    const found = [
      ...outside,
      ...comparePublished(checkpoint, heads),
      ...places,
      // An entry that is gone was named as such already.
      ...walked.findings.filter(({ table, position }) => table !== 'journal' || !named.has(position)),
      ...foreign,
      ...(await rowsOf(tx, sources, size)).filter(
        ({ table, position }) => table !== 'journal' || !strangers.has(position),
      ),
      ...(await checkRecords(tx)),
      ...(await checkCompetences(tx)),
      ...(await checkKept(tx)),
      ...(await structureOf(tx, deps)),
      ...(opened?.findings ?? []),
      ...swapped.map((key) => ({ finding: 'changed', table: 'totp_secrets', key }) as const),
    ];
    for (const finding of found) tell(finding);
    return {
      entries: size,
      ...(await countRows(tx)),
      tiles: walked.tiles,
      papers: opened?.papers ?? null,
      checkpoints: heads.length,
      pending: await countPending(tx, size),
      findings: found.length,
      notCovered: await listNotCovered(tx, sources),
      size,
      root: walked.root.toString('base64'),
    };
  });
}

async function rowsOf(tx: Tx, sources: readonly RowSource[], size: number): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const source of sources) {
    found.push(...(await checkSource(tx, source, size)), ...(await checkEntries(tx, source, size)));
  }
  return found;
}

/** Tables, columns, triggers, policies, functions and rights that are other than this release makes them. */
async function structureOf(tx: Tx, { catalogue }: VerifyDeps): Promise<Finding[]> {
  if (!catalogue) return [];
  const known = catalogue.filter(({ kind }) => kind === 'migration');
  const found = [...(await listMigrationsRun(tx, known)), ...(await listCatalogue(tx))];
  return compareCatalogue(catalogue, found).map((deviation) => ({ ...deviation, table: 'catalogue' }));
}
