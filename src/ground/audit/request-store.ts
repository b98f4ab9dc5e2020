import { sql } from 'kysely';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import type { RequestMark } from './context.ts';

declare module '../platform/db.ts' {
  interface Tables {
    requests: { account_id: string; key: string; digest: Buffer; answer: unknown; at: Date };
  }
}

/**
 * Waits for a request with the same key that is under way, and answers what it was told then, if it was.
 * @throws {Refusal} conflict `request.key_reused`: the key belongs to a request that asked something else
 */
export async function earlierAnswer(tx: Tx, accountId: string, mark: RequestMark): Promise<unknown> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${accountId}/${mark.key}`}, 0))`.execute(tx);
  const row = await tx
    .selectFrom('requests as r')
    .select(['r.digest', 'r.answer'])
    .where('r.account_id', '=', accountId)
    .where('r.key', '=', mark.key)
    .executeTakeFirst();
  if (row && !row.digest.equals(mark.digest)) throw new Refusal('conflict', 'request.key_reused', { key: mark.key });
  return row?.answer;
}

export async function saveAnswer(
  tx: Tx,
  accountId: string,
  mark: RequestMark,
  answer: unknown,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('requests')
    .values({ account_id: accountId, key: mark.key, digest: mark.digest, answer: JSON.stringify(answer), at })
    .execute();
}
