/**
 * The child in which spreadsheets are read: own heap, own permissions (it may read this one file and our code, write nothing,
 * start nothing), killed when it keeps its parent waiting. Speaks JSON lines on standard output and waits when the parent is slow.
 */
import { Refusal } from '../kernel/refusal.ts';
import type { ReadingLimits } from './reading-limits.ts';

const [path, kind, limitsJson] = process.argv.slice(2) as [string, 'xlsx' | 'xls', string];
const limits = JSON.parse(limitsJson) as ReadingLimits;

/**
 * Resolves once the parent's end has taken it. Not `writeSync`: the pipe is sometimes non-blocking, and a slow parent would
 * then cost an EAGAIN.
 */
function send(message: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${JSON.stringify(message)}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

try {
  const chunks =
    kind === 'xlsx'
      ? (await import('./xlsx-reader.ts')).readXlsx(path, limits)
      : (await import('./xls-reader.ts')).readXls(path, limits);
  for await (const chunk of chunks) await send({ chunk });
  await send({ end: true });
} catch (error) {
  if (!(error instanceof Refusal)) throw error; // the parent answers for a child that fell
  await send({ refusal: { kind: error.kind, code: error.code, facts: error.facts } });
}
process.exit(0);
