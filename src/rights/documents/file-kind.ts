import { Refusal } from '../../ground/kernel/refusal.ts';

/** What a proof or the scan of a sealed paper may be. */
export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

const startsWith = (bytes: Buffer, ...start: number[]) => start.every((byte, at) => bytes[at] === byte);

/** What a file is by its first bytes; what it calls itself counts for nothing. @throws {Refusal} invalid `document.file_kind` */
export function mediaTypeOf(bytes: Buffer): MediaType {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  throw new Refusal('invalid', 'document.file_kind');
}
