import { z } from 'zod';

const Lsn = z.string().regex(/^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/);
const Segment = z.string().regex(/^[0-9A-F]{24}$/);
const Inside = z.string().refine((at) => !at.startsWith('/') && !at.split('/').includes('..'), 'inside the cluster');

/** What one base backup consists of; sealed, and bound to its id. */
export const Manifest = z.strictObject({
  form: z.literal('zhengming base backup v1'),
  id: z.string().regex(/^\d{8}T\d{9}Z$/),
  startedAt: z.iso.datetime(),
  /** From this instant on the backup can be restored to. */
  stoppedAt: z.iso.datetime(),
  system: z.string(),
  startLsn: Lsn,
  stopLsn: Lsn,
  /** Segments of the log ahead without which it is nothing, the first and the last. */
  firstSegment: Segment,
  lastSegment: Segment,
  /** The server's own words about where recovery begins. */
  label: z.string(),
  folders: z.array(Inside),
  files: z.array(z.strictObject({ path: Inside, size: z.number().int().min(0), blocks: z.array(z.string()) })),
});
export type Manifest = z.infer<typeof Manifest>;

/** `20260309T020000000Z`: sorts as time does. */
export function backupId(at: Date): string {
  return at.toISOString().replace(/[-:.]/g, '');
}

/** The newest base from which `at` can be reached; without `at` the newest of all. */
export function baseFor(bases: readonly Manifest[], at: Date | undefined): Manifest | undefined {
  return bases.findLast(({ stoppedAt }) => at === undefined || Date.parse(stoppedAt) <= at.getTime());
}
