import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileKind } from '../../../ground/reading/cell.ts';
import type { CheckedChunk } from '../checking/check-rows.ts';
import { rowMarks, type SheetMarks, sheetMarks } from './marks.ts';
import { type StreamedSheet, streamedSheet } from './streamed-sheet.ts';

/** Up to here the clerk's own workbook comes back with its formatting; beyond it would not fit into memory. */
export const KEEPS_FORMATTING_ROWS = 20_000;

export type ErrorSheetOptions = {
  readonly keepsFormattingRows?: number;
  readonly heapMb?: number;
  readonly waitMs?: number;
};
export type ErrorSheet = { readonly rows: number; readonly markedRows: number; readonly formatting: 'kept' | 'plain' };

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const CHILD = fileURLToPath(new URL('./mark-child.ts', import.meta.url));

/**
 * The clerk's file back as xlsx with its problems marked: colour and comment in the cell, words in a last column 问题, to be
 * mended and sent again as it is. `checked` is what `checkRows(readRows(source))` gives.
 */
export async function writeErrorSheet(
  source: string,
  target: string,
  checked: AsyncIterable<CheckedChunk>,
  options: ErrorSheetOptions = {},
): Promise<ErrorSheet> {
  const writer = new ErrorSheetWriter(source, target, options);
  for await (const chunk of checked) await writer.add(chunk);
  return writer.end();
}

class ErrorSheetWriter {
  readonly #source: string;
  readonly #target: string;
  readonly #options: Required<ErrorSheetOptions>;
  readonly #marks = new Map<number, SheetMarks>();
  /** Kept until we know that the file is small enough to be marked in place. */
  #held: CheckedChunk[] = [];
  #kind: FileKind = 'delimited';
  #stream: StreamedSheet | undefined;
  #rows = 0;
  #marked = 0;

  constructor(source: string, target: string, options: ErrorSheetOptions) {
    this.#source = source;
    this.#target = target;
    this.#options = { keepsFormattingRows: KEEPS_FORMATTING_ROWS, heapMb: 1024, waitMs: 120_000, ...options };
  }

  async add(chunk: CheckedChunk): Promise<void> {
    this.#kind = chunk.file.kind;
    this.#rows += chunk.rows.length;
    this.#mark(chunk);
    if (this.#stream) return this.#stream.add(chunk);
    this.#held.push(chunk);
    if (this.#rows > this.#options.keepsFormattingRows) await this.#beginStream();
  }

  async end(): Promise<ErrorSheet> {
    const isBook = this.#kind === 'xlsx' || this.#kind === 'xls';
    const marks = [...this.#marks.values()];
    const keeps =
      isBook && !this.#stream && (await markInPlace(this.#source, this.#target, this.#kind, marks, this.#options));
    if (!keeps) {
      await this.#beginStream();
      await this.#stream!.end();
    }
    return {
      rows: this.#rows,
      markedRows: this.#marked,
      formatting: keeps && this.#kind === 'xlsx' ? 'kept' : 'plain',
    };
  }

  #mark(chunk: CheckedChunk): void {
    const marks = this.#marks.get(chunk.sheet.index) ?? sheetMarks(chunk);
    this.#marks.set(chunk.sheet.index, marks);
    for (const row of chunk.rows) {
      const found = rowMarks(row);
      if (!found) continue;
      this.#marked += 1;
      if (!this.#stream) marks.rows.push(found);
    }
  }

  async #beginStream(): Promise<void> {
    if (this.#stream) return;
    this.#stream = await streamedSheet(this.#target);
    for (const chunk of this.#held) await this.#stream.add(chunk);
    this.#held = [];
    this.#marks.clear();
  }
}

/**
 * The workbook itself, marked. False where it could not be opened whole, or not within the caps: it was read row by row all the same,
 * so its rows can come back, without their formatting.
 */
async function markInPlace(
  source: string,
  target: string,
  kind: FileKind,
  marks: readonly SheetMarks[],
  { heapMb, waitMs }: Required<ErrorSheetOptions>,
): Promise<boolean> {
  const from = realpathSync(source);
  const to = join(realpathSync(dirname(target)), basename(target));
  const mayRead = [from, join(ROOT, 'src'), join(ROOT, 'node_modules'), join(ROOT, 'package.json')];
  const flags = ['--permission', ...mayRead.map((place) => `--allow-fs-read=${place}`), `--allow-fs-write=${to}`];
  const child = spawn(
    process.execPath,
    [...flags, `--max-old-space-size=${heapMb}`, '--disable-warning=ExperimentalWarning', CHILD, from, to, kind],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: {},
      timeout: waitMs,
      killSignal: 'SIGKILL',
    },
  );
  child.stdin!.on('error', () => undefined); // a child that fell closes its input; its exit code says so below
  child.stdin!.end(JSON.stringify(marks));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}
