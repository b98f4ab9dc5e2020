import { sql } from 'kysely';
import { type DbContext, inContext, type Pools, type Tx } from '../../ground/platform/db.ts';

/** The context of a party that speaks for this subject. */
export type PartyContext = DbContext & { readonly purpose: 'party'; readonly subjectId: string };

/**
 * Subjects that two people found to be one party (`src/merging`) have one file: whoever speaks for one of them speaks for all, for
 * the right to the own file is the party's (河南省社会信用条例 art. 40; 个人信息保护法 art. 45). Each is read under its own context, so
 * that row-level security stays as it is; a parting takes the others' files away at once.
 * @returns what the work finds in each of the party's files, its own first
 */
export async function inPartyFiles<T>(
  pools: Pools,
  own: PartyContext,
  work: (tx: Tx, subjectId: string) => Promise<T>,
): Promise<T[]> {
  const [found, others] = await inContext(pools.app, own, async (tx) => {
    const { rows } = await sql<{ id: string }>`select unnest(subject_group(${own.subjectId}::uuid)) as id`.execute(tx);
    const subjects = rows.map(({ id }) => id).filter((id) => id !== own.subjectId);
    return [await work(tx, own.subjectId), subjects] as const;
  });
  const files = [found];
  for (const subjectId of others) {
    files.push(await inContext(pools.app, { ...own, subjectId }, (tx) => work(tx, subjectId)));
  }
  return files;
}
