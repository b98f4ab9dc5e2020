import { Refusal } from '../../kernel/refusal.ts';
import { type Db, inContext } from '../../platform/db.ts';
import { cosignedAt } from '../tlog/cosignature.ts';
import { consistencyProof } from '../tlog/merkle.ts';
import { claimed, readKey, readNote, readSignatures, type VerifierKey } from '../tlog/note.ts';
import { tileReader } from '../tlog/tile.ts';
import { findHead, type Head } from './log-queries.ts';
import { insertCosignature } from './log-store.ts';
import type { TileStore } from './tile-store.ts';

/** Somebody who watches the log (见证方): a key, and the address below which `add-checkpoint` is. */
export type WitnessAddress = { readonly key: VerifierKey; readonly url: string };

export type CosigningDeps = {
  readonly db: Db;
  readonly tiles: TileStore;
  readonly now: () => Date;
  readonly fetch: typeof fetch;
};

const WAIT_MS = 10_000;
const MOST_BYTES = 16 * 1024;

/** `key address, key address`. @throws {Refusal} invalid `proof.malformed` */
export function readWitnesses(setting: string | undefined): WitnessAddress[] {
  if (setting === undefined) return [];
  return setting.split(',').map((one) => {
    const [key, url] = one.trim().split(/\s+/);
    return { key: readKey(key!), url: url!.replace(/\/+$/, '') };
  });
}

/** Asks one witness for its cosignature under each new checkpoint. What it saw last it tells itself (409), so nothing is kept. */
export class Cosigning {
  readonly #deps: CosigningDeps;
  readonly #witness: WitnessAddress;
  #seen = 0;

  constructor(deps: CosigningDeps, witness: WitnessAddress) {
    this.#deps = deps;
    this.#witness = witness;
  }

  /** Answers 1 when there is a cosignature more. @throws {Refusal} busy `log.witness_refused` */
  async ask(): Promise<number> {
    const { db, tiles, now } = this.#deps;
    const head = await inContext(db, { purpose: 'system' }, findHead);
    if (!head || head.size === this.#seen) return 0;
    let answer = await this.#send(head, this.#seen);
    if (answer.status === 409) {
      const size = Number(await answer.text());
      // A larger tree than ours: either a race with our own next checkpoint, or the fork that a witness is there to see.
      if (!Number.isSafeInteger(size) || size < 0 || size > head.size) throw this.#refused(409);
      answer = await this.#send(head, size);
    }
    if (answer.status !== 200) throw this.#refused(answer.status);
    const lines = (await answer.text()).slice(0, MOST_BYTES);
    const note = readNote(`${head.note.slice(0, head.note.lastIndexOf('\n\n'))}\n\n${lines}`);
    if (cosignedAt(note, this.#witness.key) === undefined) throw this.#refused(200);
    const own = readSignatures(lines).filter(
      (line) => claimed({ ...note, signatures: [line] }, this.#witness.key).length > 0,
    );
    const { line } = own[0]!;
    const witness = this.#witness.key.name;
    await inContext(db, { purpose: 'system' }, (tx) =>
      insertCosignature(tx, { size: head.size, witness, line, at: now() }),
    );
    await tiles.addSignature(head.note, line);
    this.#seen = head.size;
    return 1;
  }

  async #send(head: Head, old: number): Promise<Response> {
    const read = tileReader(head.size, (tile) => this.#deps.tiles.getTile(tile));
    const proof = await consistencyProof(old, head.size, read);
    const body = [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', head.note].join('\n');
    const signal = AbortSignal.timeout(WAIT_MS);
    return this.#deps.fetch(`${this.#witness.url}/add-checkpoint`, { method: 'POST', body, signal, redirect: 'error' });
  }

  #refused(status: number): Refusal {
    return new Refusal('busy', 'log.witness_refused', { witness: this.#witness.key.name, status });
  }
}
