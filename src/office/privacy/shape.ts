import { z } from 'zod';
import type { SignInDeps } from '../../ground/access/index.ts';
import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Printer } from '../../rights/documents/index.ts';
import type { Law } from '../../rules/law/index.ts';

export type PrivacyRouteDeps = SignInDeps & { readonly law: () => Law; readonly printer: Printer };

/** How many lines of a register are answered at once. */
export const MOST = 200;
export const Day = z
  .custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value))
  .meta({ type: 'string', format: 'date' });
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const Text = z.string().trim().min(4).max(1_000);
export const Note = z.string().trim().min(4).max(2_000);
export const Items = z
  .array(z.string().regex(/^[a-z_]{1,40}$/))
  .min(1)
  .max(50);
export const Entered = z.object({ id: z.uuid(), entryId: z.uuid() });
