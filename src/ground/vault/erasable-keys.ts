import { hash } from 'node:crypto';

/** A tree of 16 branches at each of 12 levels: 48 bits of the scope's digest choose a leaf. */
const LEVELS = 12;
const BRANCHES = '0123456789abcdef';
/** Nodes of this level are remembered: 4,096 of them, so that a key costs nine hashes instead of twelve. */
const REMEMBERED = 3;
export const NODE_BYTES = 32;

const sha256 = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer');

/** The branch under a node: sha256(node || branch). From a branch nobody comes back to its node or to its siblings. */
function branchOf(node: Buffer, branch: string): Buffer {
  return sha256(Buffer.concat([node, Buffer.of(BRANCHES.indexOf(branch))]));
}

/**
 * One key for every scope there ever will be, from one secret, each of which can be destroyed for good without touching the
 * others (a puncturable pseudorandom function: the tree of Goldreich, Goldwasser and Micali). To destroy one, the nodes above
 * its leaf are given up and their other branches kept: what is left gives every key but that one. So nothing is stored for a
 * scope, a backup of the data holds no key in any form, and a scope of an old backup stays readable unless it was erased.
 *
 * Two scopes share a leaf by a chance of 1 : 2^48 and would be erased together; their keys differ all the same.
 */
export class ErasableKeys {
  /** Prefix of a path in hexadecimal → node. No prefix begins another; together they cover every leaf that is not erased. */
  readonly #nodes: Map<string, Buffer>;
  readonly #remembered = new Map<string, Buffer>();

  constructor(nodes: Iterable<readonly [string, Buffer]>) {
    this.#nodes = new Map(nodes);
  }

  static fromSecret(secret: Buffer): ErasableKeys {
    return new ErasableKeys([['', secret]]);
  }

  /** The key of a scope, 32 bytes; undefined where it was erased. */
  keyOf(scopeId: string): Buffer | undefined {
    const path = pathOf(scopeId);
    const from = this.#above(path);
    if (from === undefined) return undefined;
    let node = from.node;
    for (let level = from.level; level < LEVELS; level += 1) {
      node = branchOf(node, path[level]!);
      if (level + 1 === REMEMBERED) this.#remembered.set(path.slice(0, REMEMBERED), node);
    }
    return sha256(Buffer.concat([node, Buffer.from(scopeId)]));
  }

  #above(path: string): { node: Buffer; level: number } | undefined {
    const remembered = this.#remembered.get(path.slice(0, REMEMBERED));
    if (remembered) return { node: remembered, level: REMEMBERED };
    for (let level = 0; level <= LEVELS; level += 1) {
      const node = this.#nodes.get(path.slice(0, level));
      if (node) return { node, level };
    }
    return undefined;
  }

  /** Destroys the key of a scope; false where it was destroyed before. Bytes given up are overwritten in memory. */
  erase(scopeId: string): boolean {
    const path = pathOf(scopeId);
    this.#remembered.get(path.slice(0, REMEMBERED))?.fill(0);
    this.#remembered.delete(path.slice(0, REMEMBERED));
    let level = 0;
    while (level <= LEVELS && !this.#nodes.has(path.slice(0, level))) level += 1;
    let node = this.#nodes.get(path.slice(0, level));
    if (node === undefined) return false;
    this.#nodes.delete(path.slice(0, level));
    for (; level < LEVELS; level += 1) {
      for (const branch of BRANCHES) {
        if (branch !== path[level]) this.#nodes.set(path.slice(0, level) + branch, branchOf(node, branch));
      }
      const next = branchOf(node, path[level]!);
      node.fill(0);
      node = next;
    }
    node.fill(0);
    return true;
  }

  /** What is left, to be kept. */
  nodes(): IterableIterator<[string, Buffer]> {
    return this.#nodes.entries();
  }
}

function pathOf(scopeId: string): string {
  return hash('sha256', scopeId, 'hex').slice(0, LEVELS);
}
