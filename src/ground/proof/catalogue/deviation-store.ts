import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '../../kernel/id.ts';
import { chinaDate } from '../../kernel/plain-date.ts';
import type { Tx } from '../../platform/db.ts';
import type { Origin } from '../../platform/origin.ts';
import { sealTransaction } from '../../platform/seal-store.ts';
import type { Deviation } from './catalogue.ts';

/** So many are enough to know; `zhengming verify` names all. */
const MOST_A_ROUND = 50;
/** The column's own bound, less the day before it. */
const LONGEST = 180;

/** What fits a key: a name that is too long ends with a digest of the whole. */
function shortened(name: string): string {
  if (name.length <= LONGEST) return name;
  return `${name.slice(0, LONGEST - 17)} ${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}

/** Writes down what was found in the structure of the database, each once a day. Answers what was not known yet. */
export async function noteCatalogue(tx: Tx, origin: Origin, found: readonly Deviation[], at: Date): Promise<string[]> {
  const day = chinaDate(at);
  const keys = found.slice(0, MOST_A_ROUND).map(({ finding, key }) => `${day} ${shortened(`${finding} ${key}`)}`);
  const { rows } = await sql<{ key: string }>`
    insert into log_foreign_rows (id, source, key, organ_path, found_at)
    select x.id, 'catalogue', x.key, '1.', ${at} from unnest(${keys.map(() => newId(at.getTime()))}::uuid[], ${keys}::text[]) as x (id, key)
    on conflict (source, key) do nothing returning key`.execute(tx);
  if (rows.length > 0) await sealTransaction(tx, origin);
  return rows.map(({ key }) => key);
}
