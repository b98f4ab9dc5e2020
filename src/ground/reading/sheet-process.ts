import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Refusal, type RefusalKind } from '../kernel/refusal.ts';
import type { Chunk, FileFacts } from './cell.ts';
import { type ReadingLimits, within } from './reading-limits.ts';
import type { SheetChunk } from './xlsx-reader.ts';

type Message = {
  chunk?: SheetChunk;
  end?: true;
  refusal?: { kind: RefusalKind; code: string; facts: Record<string, unknown> };
};
type Child = ChildProcessByStdio<null, Readable, Readable>;

const CHILD = fileURLToPath(new URL('./sheet-child.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Rows of a spreadsheet, read in a child under caps of bytes, heap and waiting time; it is killed when the caller stops.
 * @throws {Refusal} invalid `file.too_large`, `file.reader_too_slow`, `file.reader_out_of_memory`, `file.reader_fell`,
 *   busy `file.reader_not_started`: no process or no memory for one; and what the readers refuse
 */
export async function* readSpreadsheet(
  path: string,
  file: FileFacts & { kind: 'xlsx' | 'xls' },
  limits: ReadingLimits,
): AsyncGenerator<Chunk> {
  within('file.too_large', file.bytes, file.kind === 'xls' ? limits.xlsBytes : limits.spreadsheetBytes);
  const child = await start(realpathSync(path), file.kind, limits);
  const watch = watchWaiting(child, limits.waitMs);
  let ended = false;
  try {
    for await (const message of messagesOf(child, watch)) {
      if (message.refusal) throw new Refusal(message.refusal.kind, message.refusal.code, message.refusal.facts);
      if (message.chunk) yield { file, ...message.chunk };
      ended ||= message.end ?? false;
    }
    if (!ended) throw await fallOf(child, watch, limits);
  } finally {
    watch.pause();
    child.kill('SIGKILL');
  }
}

async function start(path: string, kind: 'xlsx' | 'xls', limits: ReadingLimits): Promise<Child> {
  const mayRead = [path, join(ROOT, 'src'), join(ROOT, 'node_modules'), join(ROOT, 'package.json')];
  const flags = ['--permission', ...mayRead.map((place) => `--allow-fs-read=${place}`)];
  const child = spawn(
    process.execPath,
    [
      ...flags,
      `--max-old-space-size=${limits.heapMb}`,
      '--disable-warning=ExperimentalWarning',
      CHILD,
      path,
      kind,
      JSON.stringify(limits),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: {}, cwd: dirname(CHILD) },
  );
  await once(child, 'spawn').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('busy', 'file.reader_not_started', { reason: error.code ?? error.message });
  });
  return child;
}

type Watch = { resume: () => void; pause: () => void; tooSlow: () => boolean };

/** Counts only the time in which we wait for the child, so a slow consumer never gets an honest file refused. */
function watchWaiting(child: Child, waitMs: number): Watch {
  let left = waitMs;
  let since = 0;
  let slow = false;
  let timer: NodeJS.Timeout | undefined;
  return {
    resume: () => {
      since = performance.now();
      timer = setTimeout(() => {
        slow = true;
        child.kill('SIGKILL');
      }, left);
    },
    pause: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      left = Math.max(1, left - (performance.now() - since));
    },
    tooSlow: () => slow,
  };
}

async function* messagesOf(child: Child, watch: Watch): AsyncGenerator<Message> {
  let pending = '';
  child.stdout.setEncoding('utf8');
  watch.resume();
  for await (const block of child.stdout) {
    watch.pause();
    pending += block as string;
    const lines = pending.split('\n');
    pending = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as Message;
    watch.resume();
  }
  watch.pause();
}

/** Why the child fell without a word. Its own words may quote the file, so they are looked at and not passed on. */
async function fallOf(child: Child, watch: Watch, limits: ReadingLimits): Promise<Refusal> {
  let complaint = '';
  for await (const block of child.stderr.setEncoding('utf8'))
    complaint = (complaint + (block as string)).slice(-20_000);
  if (watch.tooSlow()) return new Refusal('invalid', 'file.reader_too_slow', { limitMs: limits.waitMs });
  if (/heap out of memory|Array buffer allocation failed|Invalid string length/i.test(complaint)) {
    return new Refusal('invalid', 'file.reader_out_of_memory', { limitMb: limits.heapMb });
  }
  // Its output ends a moment before it does.
  if (child.exitCode === null && child.signalCode === null)
    await once(child, 'exit', { signal: AbortSignal.timeout(limits.waitMs) }).catch(() => undefined);
  return new Refusal('invalid', 'file.reader_fell', { exitCode: child.exitCode, signal: child.signalCode });
}
