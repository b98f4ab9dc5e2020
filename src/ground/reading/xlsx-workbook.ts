import { posix } from 'node:path';
import { showsDays } from './number-formats.ts';
import { type ReadingLimits, within } from './reading-limits.ts';
import { readPart, type XlsxPackage } from './xlsx-package.ts';

export type SheetPart = {
  readonly name: string;
  readonly index: number;
  readonly hidden: boolean;
  readonly part: string;
};
export type Workbook = {
  readonly sheets: readonly SheetPart[];
  readonly epoch1904: boolean;
  /** By style number of a cell: are its numbers shown as days? */
  readonly dayStyles: readonly boolean[];
  readonly strings: readonly string[];
};

/** Everything that must be known before the first row: sheets and their order, the epoch, formats, shared strings. */
export async function readWorkbook(source: XlsxPackage, limits: ReadingLimits): Promise<Workbook> {
  within('file.shared_strings_too_large', source.sizeOf('xl/sharedStrings.xml'), limits.sharedStringBytes);
  const { sheets, epoch1904 } = await readSheetParts(source, limits);
  return { sheets, epoch1904, dayStyles: await readDayStyles(source), strings: await readStrings(source) };
}

/** Which parts are the sheets, in their order. */
export async function readSheetParts(
  source: XlsxPackage,
  limits: ReadingLimits,
): Promise<Pick<Workbook, 'sheets' | 'epoch1904'>> {
  const targets = await readRelations(source);
  const found: { name: string; hidden: boolean; relation: string }[] = [];
  let epoch1904 = false;
  await readPart(source, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') epoch1904 = isTrue(attributes.date1904);
      if (name !== 'sheet') return;
      const relation = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      found.push({ name: attributes.name ?? '', hidden: /hidden/i.test(attributes.state ?? ''), relation });
    },
  });
  within('file.too_many_sheets', found.length, limits.sheets);
  const sheets = found.flatMap(({ name, hidden, relation }, index) => {
    const part = targets.get(relation);
    return part && source.has(part) ? [{ name, index, hidden, part }] : []; // chart sheets have no rows
  });
  return { sheets, epoch1904 };
}

async function readRelations(source: XlsxPackage): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  if (!source.has('xl/_rels/workbook.xml.rels')) return targets;
  await readPart(source, 'xl/_rels/workbook.xml.rels', {
    open: (name, { Id, Target, Type }) => {
      if (name !== 'Relationship' || !Id || !Target || !Type?.endsWith('/worksheet')) return;
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target));
    },
  });
  return targets;
}

async function readDayStyles(source: XlsxPackage): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  if (!source.has('xl/styles.xml')) return styles;
  await readPart(source, 'xl/styles.xml', {
    open: (name, attributes) => {
      const id = Number(attributes.numFmtId ?? 0);
      if (name === 'numFmt') codes.set(id, attributes.formatCode ?? '');
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) styles.push(showsDays(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

async function readStrings(source: XlsxPackage): Promise<string[]> {
  const strings: string[] = [];
  if (!source.has('xl/sharedStrings.xml')) return strings;
  let text = '';
  let wanted = false;
  let phonetic = false;
  await readPart(source, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      wanted = name === 't' && !phonetic;
    },
    text: (piece) => {
      if (wanted) text += piece;
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.push(unescaped(text));
      wanted = false;
    },
  });
  return strings;
}

/** Excel writes characters that XML cannot hold as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

export function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
}
