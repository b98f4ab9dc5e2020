import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from './law.ts';
import { type Deadline, provisionalDeadline } from './periods.ts';

/** The term of 河南省社会信用条例 art. 42, by which every notice counted before the packs gave each kind a period of its own. */
const FORMERLY = 'objection.fanOut';

/**
 * By when whoever got a record acts on a notice (河南省社会信用条例 arts. 41, 42). An edition from before the period was in the packs stays in
 * use until another is adopted: by it the notice counts as it did then, and nobody waits to be told.
 */
export function noticeDeadline(law: Law, code: string, on: PlainDate): Deadline {
  return provisionalDeadline(law, law.find('periods', code, on) === undefined ? FORMERLY : code, on);
}
