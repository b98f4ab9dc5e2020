import { Refusal } from '../../ground/kernel/refusal.ts';
import type { MediaType } from './party-tables.ts';

/** A file as a form brought it. Its name can hold a person's, so it is sealed with it and shown nowhere. */
export type Upload = {
  readonly field: string;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly bytes: Buffer;
  readonly sha256: string;
};

export const MOST_FILES = 5;
export const MOST_FILE_BYTES = 5 * 1024 * 1024;

const startsWith = (bytes: Buffer, ...start: number[]) => start.every((byte, at) => bytes[at] === byte);

/** What a file is by its first bytes; what it calls itself counts for nothing. @throws {Refusal} invalid `party.file_kind` */
export function mediaTypeOf(bytes: Buffer): MediaType {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  throw new Refusal('invalid', 'party.file_kind');
}

/** A field's text as it was typed: bounded, without control characters except line breaks, without half characters. */
export function typedText(value: string, most = 2_000): string {
  return value
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .slice(0, most);
}
