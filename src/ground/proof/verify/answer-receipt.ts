import { Refusal } from '../../kernel/refusal.ts';
import { type Checkpoint, checkpointText, readCheckpointText } from '../tlog/checkpoint.ts';
import { sha256 } from '../tlog/merkle.ts';
import { isSignedBy, readNote, type Signer, signatureLine, signText, type VerifierKey } from '../tlog/note.ts';

/**
 * The receipt of an answer (核查回执), "nothing found" included: the answer word for word, and under it a note that the log signed over
 * its digest and the checkpoint of that moment. The first line of a checkpoint is a name without blanks, so that no answer can be
 * taken for one.
 */
const HEADING = 'zhengming-answer v1';
const NOTE = 'zhengming answer v1';
const KIND = /^[a-z]{1,20}$/;

const malformed = () => new Refusal('invalid', 'proof.malformed', { what: 'answer' });
const digestOf = (content: string) => sha256(Buffer.from(content)).toString('base64');
const noteText = (kind: string, content: string, checkpoint: Checkpoint) =>
  `${NOTE}\n${kind}\n${digestOf(content)}\n${checkpointText(checkpoint)}`;

/** The receipt as a file. `content` is JSON that names its edition of the law. */
export function printAnswer(kind: string, content: string, checkpoint: Checkpoint, signer: Signer): string {
  const text = noteText(kind, content, checkpoint);
  const body = Buffer.from(content).toString('base64');
  return `${HEADING}\ncontent ${body}\n\n${text}\n${signatureLine(signer, signText(signer, text))}\n`;
}

export const isAnswer = (text: string): boolean => text.startsWith(`${HEADING}\n`);

export type CheckedAnswer = {
  readonly log: string;
  readonly kind: string;
  /** How many entries the log had when it was signed: it was given after that checkpoint. */
  readonly size: number;
  readonly answer: unknown;
};

/**
 * Checks the receipt of an answer with nothing but the log's key.
 * @throws {Refusal} invalid `proof.malformed`; rule `proof.not_signed`, `proof.answer_differs`
 */
export function checkAnswer(text: string, log: VerifierKey): CheckedAnswer {
  const at = text.indexOf('\n\n');
  const body = /^content ([A-Za-z0-9+/]+=*)$/.exec(text.slice(HEADING.length + 1, at))?.[1];
  if (!isAnswer(text) || body === undefined) throw malformed();
  const note = readNote(text.slice(at + 2));
  if (!isSignedBy(note, log)) throw new Refusal('rule', 'proof.not_signed', { key: log.name });
  const [heading, kind = '', , ...rest] = note.text.split('\n');
  if (heading !== NOTE || !KIND.test(kind)) throw malformed();
  const content = Buffer.from(body, 'base64').toString();
  const checkpoint = readCheckpointText(rest.join('\n'));
  if (note.text !== noteText(kind, content, checkpoint)) throw new Refusal('rule', 'proof.answer_differs');
  return { log: checkpoint.origin, kind, size: checkpoint.size, answer: JSON.parse(content) as unknown };
}
