import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a page of rows that are sorted by day ended, as the asker hands it back: `2026-03-11_<id>`. */
export const PageEnd = z
  .string()
  .max(60)
  .refine((text) => readPageEnd(text) !== undefined, 'field.page_end');

export function readPageEnd(text: string | undefined): { day: PlainDate; id: string } | undefined {
  const [day = '', id = '', ...more] = text?.split('_') ?? [];
  return isPlainDate(day) && UUID.test(id) && more.length === 0 ? { day, id } : undefined;
}
