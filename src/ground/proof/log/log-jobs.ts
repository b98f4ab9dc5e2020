import { Refusal } from '../../kernel/refusal.ts';
import { type Db, inContext, type Tx } from '../../platform/db.ts';
import type { Origin } from '../../platform/origin.ts';
import { sealTransaction } from '../../platform/seal-store.ts';
import { checkpointText, openCheckpoint, signedCheckpoint } from '../tlog/checkpoint.ts';
import { sm2Line } from '../tlog/sm2.ts';
import type { Tile } from '../tlog/tile.ts';
import { adoptRows } from './adoption-store.ts';
import { findForeignEntries, noteForeignEntries } from './foreign-store.ts';
import { edgeTiles, GrowingTree } from './growing-tree.ts';
import { commitment, type JournalRow, leafSalt, leafText, type RowDigest } from './leaf.ts';
import type { LogKeys } from './log-key-store.ts';
import { byPosition, findHead, type Head, listJournalRows, listRowDigests } from './log-queries.ts';
import { fixForms, insertHead, lockLog, takeRows } from './log-store.ts';
import type { Seen } from './seen-queries.ts';
import { ADOPT, TAKE } from './taken-source-queries.ts';
import { takeUses } from './taking-store.ts';
import type { TileStore } from './tile-store.ts';
import { findSeen } from './untaken-queries.ts';

export type LogDeps = {
  readonly db: Db;
  readonly keys: LogKeys;
  readonly tiles: TileStore;
  readonly now: () => Date;
  /** Knows what the program wrote from what was put in. */
  readonly origin: Origin;
};

/** Entries at most between two checkpoints. */
const ENTRIES_AT_ONCE = 16_384;

/** Grows the tree of one installation. Of many processes each may try; the database lets one at a time. */
export class LogGrower {
  readonly #deps: LogDeps;
  /** The edge as of the last growth of this process; another process may have grown the tree since. */
  #tree: GrowingTree | undefined;
  /** How far rows without an entry of their own had been looked at when this process took some down last. */
  #seen: Seen | undefined;

  constructor(deps: LogDeps) {
    this.#deps = deps;
  }

  get seen(): Seen | undefined {
    return this.#seen;
  }

  /**
   * Takes what was sequenced since the last checkpoint into the tree, and signs and publishes the new head. Answers how many
   * entries that were. Killed at any moment it leaves the old checkpoint or the new one: tiles are a function of journal and
   * secret, so that what was written and not signed is written again, byte for byte.
   * @throws {Refusal} busy `log.rolled_back`, `log.root_differs`, `log.other_key`, `log.gap`
   */
  async grow(): Promise<number> {
    const { db, keys, tiles, now } = this.#deps;
    const grown = await inContext(db, { purpose: 'system' }, async (tx) => {
      await lockLog(tx);
      const head = await findHead(tx);
      const tree = (await this.#upTo(tx, head)).copy();
      const entries = await this.#entriesAfter(tx, tree.size, ENTRIES_AT_ONCE);
      if (entries.length === 0) return { tree, head, full: [], count: 0, seen: undefined };
      const { rows, seen } = await this.#rowsOf(tx, tree.size, entries);
      const full = tree.append(this.#leaves(entries, rows));
      await tiles.write([...full, ...tree.edge()]);
      const { size, root } = tree;
      const checkpoint = { origin: keys.signer.name, size, root };
      const signed = signedCheckpoint(checkpoint, keys.signer);
      const note = keys.sm2 ? `${signed}${sm2Line(keys.sm2, checkpointText(checkpoint))}\n` : signed;
      await insertHead(tx, { size, root, note, at: now() });
      return { tree, head: { note }, full, count: entries.length, seen };
    });
    this.#tree = grown.tree;
    this.#seen = grown.seen ?? this.#seen;
    if (grown.count > 0 && grown.head) {
      await tiles.publish(grown.head.note);
      await tiles.dropPartials(grown.full);
    }
    return grown.count;
  }

  /**
   * Makes the public files again, as of the head that the database has, and signs nothing: after a restore into a folder without them.
   * @throws {Refusal} busy, as {@link grow}
   */
  async rebuild(): Promise<number> {
    const tree = await inContext(this.#deps.db, { purpose: 'system' }, async (tx) =>
      this.#upTo(tx, await findHead(tx)),
    );
    this.#tree = tree;
    return tree.size;
  }

  /** The rows that `entries` tell of, those that one of them adopts, and how far takings among them have seen. */
  async #rowsOf(
    tx: Tx,
    size: number,
    entries: readonly JournalRow[],
  ): Promise<{ rows: Map<number, RowDigest[]>; seen: Seen | undefined }> {
    await fixForms(tx);
    const upTo = size + entries.length;
    const foreign = await findForeignEntries(tx, this.#deps.origin, size, upTo);
    if (foreign.length > 0) {
      await noteForeignEntries(tx, foreign, this.#deps.now());
      await sealTransaction(tx, this.#deps.origin);
    }
    const strangers = new Set(foreign);
    const known = entries.filter(({ id }) => !strangers.has(id));
    const seen = await findSeen(tx, known);
    const taken = await takeRows(
      tx,
      { after: size, upTo, foreign },
      new Set(known.map(({ deed }) => deed)),
      this.#deps.origin,
    );
    for (const { deed, position } of known) {
      if (deed === TAKE) taken.push(...(await takeUses(tx, position, this.#seen, this.#deps)));
      if (deed === ADOPT) taken.push(...(await adoptRows(tx, position, upTo)));
    }
    return { rows: byPosition(taken), seen };
  }

  #leaves(entries: readonly JournalRow[], rows: ReadonlyMap<number, readonly RowDigest[]>): Buffer[] {
    return entries.map((entry) =>
      commitment(leafSalt(this.#deps.keys.saltSecret, entry.id), leafText(entry, rows.get(entry.position) ?? [])),
    );
  }

  async #entriesAfter(tx: Tx, after: number, limit: number): Promise<JournalRow[]> {
    const entries = await listJournalRows(tx, after, limit);
    const gap = entries.findIndex(({ position }, at) => position !== after + at + 1);
    if (gap >= 0) throw new Refusal('busy', 'log.gap', { position: after + gap + 1 });
    return entries;
  }

  /** The tree as of the head that the database has: from memory, from this folder's files, or again from the journal. */
  async #upTo(tx: Tx, head: Head | undefined): Promise<GrowingTree> {
    const { keys, tiles } = this.#deps;
    const size = head?.size ?? 0;
    if (head && !isOwn(head.note, keys)) throw new Refusal('busy', 'log.other_key', { key: keys.signer.name });
    let tree = this.#tree ?? (await this.#fromFiles(size));
    if (tree.size > size) throw new Refusal('busy', 'log.rolled_back', { published: tree.size, database: size });
    if (tree.size === size && head?.root.equals(tree.root) === false) tree = new GrowingTree();
    const wasBehind = tree.size < size;
    tree = tree.copy();
    while (tree.size < size) {
      const entries = await this.#entriesAfter(tx, tree.size, Math.min(ENTRIES_AT_ONCE, size - tree.size));
      if (entries.length === 0) throw new Refusal('busy', 'log.gap', { position: tree.size + 1 });
      const rows = await listRowDigests(tx, tree.size, tree.size + entries.length);
      await tiles.write(tree.append(this.#leaves(entries, rows)));
    }
    if (head && !head.root.equals(tree.root)) throw new Refusal('busy', 'log.root_differs', { size });
    if (head && wasBehind) {
      await tiles.write(tree.edge());
      await tiles.publish(head.note);
    }
    return tree;
  }

  /** What this folder published last, if its tiles bear it out; else a tree without leaves, to be made anew. */
  async #fromFiles(size: number): Promise<GrowingTree> {
    const { keys, tiles } = this.#deps;
    const published = await tiles.findCheckpoint();
    if (published === undefined) return new GrowingTree();
    const told = openCheckpoint(published, keys.signer);
    // Told before anything is compared: whoever restored an old backup must hear of it, not of a file that is missing.
    if (told.size > size) throw new Refusal('busy', 'log.rolled_back', { published: told.size, database: size });
    const files: { readonly tile: Tile; readonly bytes: Buffer }[] = [];
    for (const tile of edgeTiles(told.size)) {
      const bytes = await tiles.findTile(tile);
      if (!bytes) return new GrowingTree();
      files.push({ tile, bytes });
    }
    try {
      const tree = GrowingTree.from(told.size, files);
      return tree.root.equals(told.root) ? tree : new GrowingTree();
    } catch (error) {
      if (error instanceof Refusal) return new GrowingTree();
      throw error;
    }
  }
}

function isOwn(note: string, { signer }: LogKeys): boolean {
  try {
    return openCheckpoint(note, signer).origin === signer.name;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
