import { sql } from 'kysely';
import type { Actor } from '../../ground/access/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { ListLayout } from './list-rows.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    screening_files: {
      id: string;
      file_id: string;
      organ_id: string;
      organ_path: string;
      submitted_by: string;
      post_id: string;
      received_at: Date;
      matter: string;
      purpose: string;
      state: 'waiting' | 'done' | 'unreadable';
      layout: ListLayout | null;
      rows_done: number;
      refusal: unknown;
      retain_until: PlainDate;
    };
    screening_file_answers: { list_id: string; piece: number; sealed_id: string };
  }
}

/** A list that was sent to be screened (名单), and how far it is. */
export type List = {
  readonly id: string;
  readonly fileId: string;
  readonly state: 'waiting' | 'done' | 'unreadable';
  readonly rowsDone: number;
  readonly piecesDone: number;
  readonly layout: ListLayout | null;
  readonly refusal: { readonly code: string; readonly facts: Record<string, unknown> } | null;
  readonly matter: string;
  readonly purpose: string;
  readonly receivedAt: Date;
  readonly retainUntil: PlainDate;
  readonly actor: Actor;
};

const LIST = sql`f.id, f.file_id as "fileId", f.state, f.rows_done as "rowsDone", f.layout, f.refusal, f.matter, f.purpose,
  f.received_at as "receivedAt", f.retain_until as "retainUntil",
  (select count(*)::int from screening_file_answers as a where a.list_id = f.id) as "piecesDone",
  jsonb_build_object('accountId', f.submitted_by, 'kind', c.kind, 'postId', f.post_id, 'role', p.role, 'organId', f.organ_id,
    'organPath', f.organ_path, 'organKind', o.kind) as actor`;
const FROM = sql`screening_files as f join accounts as c on c.id = f.submitted_by join posts as p on p.id = f.post_id
  join organs as o on o.id = f.organ_id`;

/** @throws {Refusal} absent `matching.list_absent` */
export async function getList(tx: Tx, id: string): Promise<List> {
  const { rows } = await sql<List>`select ${LIST} from ${FROM} where f.id = ${id}`.execute(tx);
  const [list] = rows;
  if (!list) throw new Refusal('absent', 'matching.list_absent', { id });
  return list;
}

/** Lists that wait, the oldest first. */
export async function listWaiting(tx: Tx): Promise<readonly List[]> {
  const { rows } =
    await sql<List>`select ${LIST} from ${FROM} where f.state = 'waiting' order by f.received_at limit 20`.execute(tx);
  return rows;
}

export async function insertList(
  tx: Tx,
  list: Pick<List, 'id' | 'fileId' | 'matter' | 'purpose' | 'receivedAt' | 'retainUntil' | 'actor'>,
): Promise<void> {
  const { actor } = list;
  await tx
    .insertInto('screening_files')
    .values({
      id: list.id,
      file_id: list.fileId,
      organ_id: actor.organId,
      organ_path: actor.organPath,
      submitted_by: actor.accountId,
      post_id: actor.postId,
      received_at: list.receivedAt,
      matter: list.matter,
      purpose: list.purpose,
      state: 'waiting',
      layout: null,
      rows_done: 0,
      refusal: null,
      retain_until: list.retainUntil,
    })
    .execute();
}

/** A piece of answers, kept for good: where a run is broken off the next one goes on behind it. */
export async function insertPiece(
  tx: Tx,
  listId: string,
  piece: { readonly number: number; readonly sealedId: string; readonly rows: number },
): Promise<void> {
  await tx
    .insertInto('screening_file_answers')
    .values({ list_id: listId, piece: piece.number, sealed_id: piece.sealedId })
    .execute();
  await sql`update screening_files set rows_done = rows_done + ${piece.rows} where id = ${listId}`.execute(tx);
}

export async function endList(
  tx: Tx,
  id: string,
  end: { readonly state: 'done' | 'unreadable'; readonly layout?: ListLayout; readonly refusal?: List['refusal'] },
): Promise<void> {
  const { state, layout, refusal } = end;
  await sql`update screening_files set state = ${state}, layout = ${layout ? JSON.stringify(layout) : null}::jsonb,
    refusal = ${refusal ? JSON.stringify(refusal) : null}::jsonb where id = ${id}`.execute(tx);
}

/** Where the answers of a piece lie sealed; undefined behind the last one. */
export async function findPiece(tx: Tx, listId: string, piece: number): Promise<string | undefined> {
  const row = await tx
    .selectFrom('screening_file_answers as a')
    .select('a.sealed_id')
    .where('a.list_id', '=', listId)
    .where('a.piece', '=', piece)
    .executeTakeFirst();
  return row?.sealed_id;
}

/** What has outlived its day; the sealed file and answers go by their own. */
export async function deleteOutlivedLists(tx: Tx, today: PlainDate): Promise<void> {
  await sql`delete from screening_files where retain_until < ${today}`.execute(tx);
}
