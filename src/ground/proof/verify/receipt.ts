import { Refusal } from '../../kernel/refusal.ts';
import { commitment } from '../log/leaf.ts';
import { openCheckpoint } from '../tlog/checkpoint.ts';
import { cosignedAt } from '../tlog/cosignature.ts';
import { leafHash, sha256 } from '../tlog/merkle.ts';
import type { VerifierKey } from '../tlog/note.ts';
import { includes } from '../tlog/proof-check.ts';
import { readProof } from '../tlog/proof-file.ts';

/** One row that the entry tells of, in the open: for whoever may know it. */
export type OpenRow = { readonly source: string; readonly key: string; readonly content: string };
/**
 * What a receipt carries beside the proof (the `extra` line, JSON): the entry word for word and its salt, from which the leaf is
 * made again; the rows that it tells of, with the salt of their digests. Hexadecimal.
 */
export type Opening = {
  readonly entry: string;
  readonly salt: string;
  readonly rowSalt: string | null;
  readonly rows: readonly OpenRow[];
};

export type CheckedReceipt = {
  readonly log: string;
  readonly index: number;
  readonly size: number;
  /** The entry, as JSON. */
  readonly entry: unknown;
  /** The rows told in the open, as JSON, each with its source and key. */
  readonly rows: readonly { readonly source: string; readonly key: string; readonly content: unknown }[];
  /** Trusted witnesses that cosigned, with the time that they give. */
  readonly witnesses: readonly { readonly name: string; readonly at: string }[];
};

const malformed = () => new Refusal('invalid', 'proof.malformed', { what: 'receipt' });

function openingOf(extra: Buffer | undefined): Opening {
  try {
    const found = JSON.parse(extra?.toString('utf8') ?? '') as Opening;
    const isHex = (text: unknown) => typeof text === 'string' && /^([0-9a-f]{2})+$/.test(text);
    if (typeof found.entry === 'string' && isHex(found.salt) && Array.isArray(found.rows)) return found;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw malformed();
}

function openedRows({ entry, rowSalt, rows }: Opening): CheckedReceipt['rows'] {
  const { rows: digests } = JSON.parse(entry) as { rows: [string, string, string][] };
  return rows.map(({ source, key, content }) => {
    const digest = sha256(Buffer.concat([Buffer.from(rowSalt ?? '', 'hex'), Buffer.from(content)])).toString('hex');
    if (!digests.some(([s, k, d]) => s === source && k === key && d === digest)) {
      throw new Refusal('rule', 'proof.row_differs', { source });
    }
    return { source, key, content: JSON.parse(content) as unknown };
  });
}

/**
 * Checks a receipt with nothing but the keys that one trusts: no database, no network, no clock.
 * @throws {Refusal} invalid `proof.malformed`; rule `proof.not_signed`, `proof.not_included`, `proof.row_differs`,
 *   `proof.not_witnessed`: not every witness asked for has cosigned
 */
export function checkReceipt(text: string, log: VerifierKey, witnesses: readonly VerifierKey[]): CheckedReceipt {
  const proof = readProof(text);
  const opening = openingOf(proof.extra);
  const checkpoint = openCheckpoint(proof.checkpoint, log);
  const leaf = leafHash(commitment(Buffer.from(opening.salt, 'hex'), opening.entry));
  if (!includes(checkpoint, proof.index, leaf, proof.path)) {
    throw new Refusal('rule', 'proof.not_included', { index: proof.index, size: checkpoint.size });
  }
  const seen = witnesses.map((witness) => {
    const seconds = cosignedAt(checkpoint.note, witness);
    if (seconds === undefined) throw new Refusal('rule', 'proof.not_witnessed', { witness: witness.name });
    return { name: witness.name, at: new Date(seconds * 1000).toISOString() };
  });
  return {
    log: checkpoint.origin,
    index: proof.index,
    size: checkpoint.size,
    entry: JSON.parse(opening.entry) as unknown,
    rows: openedRows(opening),
    witnesses: seen,
  };
}
