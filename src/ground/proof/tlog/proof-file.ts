import { Refusal } from '../../kernel/refusal.ts';
import { readCount, readHash } from './checkpoint.ts';
import type { Hash } from './merkle.ts';

const HEADING = 'c2sp.org/tlog-proof@v1';
/** Longest path of any tree that a number can count. */
const MOST_HASHES = 63;

/** A proof that a file holds (c2sp.org/tlog-proof): who has it and the keys needs nobody else. */
export type ProofFile = {
  /** What the leaf is made of, for whoever knows its form. Not authenticated by itself. */
  readonly extra?: Buffer;
  readonly index: number;
  readonly path: readonly Hash[];
  /** The signed checkpoint, word for word. */
  readonly checkpoint: string;
};

export function printProof({ extra, index, path, checkpoint }: ProofFile): string {
  const lines = [
    HEADING,
    ...(extra === undefined ? [] : [`extra ${extra.toString('base64')}`]),
    `index ${index}`,
    ...path.map((hash) => hash.toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Nothing is verified yet. @throws {Refusal} invalid `proof.malformed` */
export function readProof(text: string): ProofFile {
  const end = text.indexOf('\n\n');
  const [heading, ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
  const extra = lines[0]?.startsWith('extra ')
    ? Buffer.from(lines.shift()!.slice('extra '.length), 'base64')
    : undefined;
  const index = lines.shift();
  if (heading !== HEADING || !index?.startsWith('index ') || lines.length > MOST_HASHES) {
    throw new Refusal('invalid', 'proof.malformed', { what: 'proof' });
  }
  return {
    ...(extra === undefined ? {} : { extra }),
    index: readCount(index.slice('index '.length)),
    path: lines.map(readHash),
    checkpoint: text.slice(end + 2),
  };
}
