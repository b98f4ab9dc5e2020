import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { Refusal } from '../kernel/refusal.ts';
import { type ReadingLimits, within } from './reading-limits.ts';

const MAX_PARTS = 5_000;

/** The parts of an xlsx, read under caps. Sizes that the archive claims are checked here, and held to by yauzl while it unfolds. */
export type XlsxPackage = {
  /** In the order in which they lie. */
  readonly parts: readonly string[];
  readonly has: (part: string) => boolean;
  readonly sizeOf: (part: string) => number;
  /** @throws {Refusal} invalid `file.spreadsheet_broken`: there is no such part, or it cannot be unfolded */
  readonly open: (part: string) => Promise<Readable>;
};

/** @throws {Refusal} invalid `file.spreadsheet_broken`, `file.unfolds_too_large`, `file.unfolding_ratio`, `file.kind_unsupported`, `file.encrypted`, `file.cut_off` */
export async function openXlsx(path: string, limits: ReadingLimits): Promise<XlsxPackage> {
  const archive = await openArchive(path);
  const parts = await listParts(archive);
  const claimed = [...parts.values()].reduce((sum, part) => sum + part.uncompressedSize, 0);
  within('file.unfolds_too_large', claimed, limits.unfoldedBytes);
  for (const part of parts.values()) refuseBomb(part, limits);
  if (!parts.has('xl/workbook.xml')) throw new Refusal('invalid', 'file.kind_unsupported', { found: otherKind(parts) });
  return {
    parts: [...parts.keys()],
    has: (part) => parts.has(part),
    sizeOf: (part) => parts.get(part)?.uncompressedSize ?? 0,
    open: (part) => openPart(archive, parts.get(part), part),
  };
}

/** What is folded in the same way and is no workbook of ours, by a part that each of them has. */
const OTHER_KINDS: readonly (readonly [part: string, kind: string])[] = [
  ['content.xml', 'ods'],
  ['word/document.xml', 'docx'],
  ['ppt/presentation.xml', 'pptx'],
  ['xl/workbook.bin', 'xlsb'],
  ['Index/Document.iwa', 'numbers'],
];
const otherKind = (parts: ReadonlyMap<string, unknown>): string =>
  OTHER_KINDS.find(([part]) => parts.has(part))?.[1] ?? 'zip';

function refuseBomb(part: yauzl.Entry, limits: ReadingLimits): void {
  if (part.uncompressedSize < limits.ratioFromBytes) return;
  within(
    'file.unfolding_ratio',
    Math.round(part.uncompressedSize / Math.max(1, part.compressedSize)),
    limits.unfoldingRatio,
  );
}

function openArchive(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, archive) => {
      // The list of parts stands at the end of an archive: where it is not found, the file was cut off on its way.
      if (error) reject(new Refusal('invalid', 'file.cut_off'));
      else resolve(archive);
    });
  });
}

function listParts(archive: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const parts = new Map<string, yauzl.Entry>();
  return new Promise((resolve, reject) => {
    archive.on('entry', (entry: yauzl.Entry) => {
      parts.set(entry.fileName.replace(/^\//, ''), entry);
      if (parts.size > MAX_PARTS) reject(new Refusal('invalid', 'file.too_many_parts', { limit: MAX_PARTS }));
      else archive.readEntry();
    });
    archive.on('end', () => resolve(parts));
    archive.on('error', () => reject(broken('zip')));
    archive.readEntry();
  });
}

function openPart(archive: yauzl.ZipFile, entry: yauzl.Entry | undefined, part: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (!entry) return reject(broken(part));
    if (entry.isEncrypted()) return reject(new Refusal('invalid', 'file.encrypted'));
    archive.openReadStream(entry, (error, stream) => {
      if (error) return reject(broken(part));
      // Damage may show before anybody reads or after they have stopped. Readers still get it: the stream remembers.
      stream.on('error', () => undefined);
      resolve(stream);
    });
  });
}

/** The fact is the part's place in the package, cut short: an attacker chooses its name. */
export function broken(part: string): Refusal {
  return new Refusal('invalid', 'file.spreadsheet_broken', { part: part.slice(0, 60) });
}

export type XmlEvents = {
  readonly open?: (name: string, attributes: Record<string, string>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

/** Feeds one part through the XML parser and pauses after every block: what the events gathered can be handed on there. */
export async function* parsePart(stream: Readable, part: string, events: XmlEvents): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false });
  parser.on('error', () => {
    throw broken(part);
  });
  parser.on('doctype', () => {
    throw broken(part); // no spreadsheet has one; entity tricks begin with it
  });
  parser.on('opentag', (tag) => events.open?.(localName(tag.name), tag.attributes as Record<string, string>));
  if (events.text) parser.on('text', events.text);
  parser.on('closetag', (tag) => events.close?.(localName(tag.name)));
  try {
    stream.setEncoding('utf8');
    for await (const block of stream) {
      parser.write(block as string);
      yield;
    }
    parser.close();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw broken(part); // zlib and yauzl report damage by throwing
  }
  yield;
}

/** The same for a small part that is wanted whole. */
export async function readPart(source: XlsxPackage, part: string, events: XmlEvents): Promise<void> {
  for await (const _ of parsePart(await source.open(part), part, events));
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
