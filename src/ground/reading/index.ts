/** The door of the readers: rows of any file that people send, whatever wrote it. */
export { type Cell, type Chunk, columnLetters, type FileKind, type RawRow, textOf } from './cell.ts';
export { readRows } from './read-rows.ts';
export { READING_LIMITS } from './reading-limits.ts';
export { READING_MESSAGES } from './reading-messages.ts';
export { MOST_BYTES, Spool } from './spool.ts';
export { openXlsx, type XlsxPackage } from './xlsx-package.ts';
export { readSheetParts } from './xlsx-workbook.ts';
