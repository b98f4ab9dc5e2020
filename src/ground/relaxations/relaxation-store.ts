import { sql } from 'kysely';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import type { Relaxation } from './relaxation.ts';

export type RelaxationOutcome = 'confirm' | 'refuse';
/** A relaxation that a start found and none has missed yet. */
export type OpenRelaxation = Relaxation & {
  readonly id: string;
  readonly confirmed: boolean;
  readonly refused: boolean;
};

/** All that are open; few, since each is a setting. */
export async function listOpenRelaxations(tx: Tx): Promise<OpenRelaxation[]> {
  const { rows } = await sql<OpenRelaxation>`
    select r.id, r.key, r.value,
      exists (select from setting_relaxation_decisions as d where d.relaxation_id = r.id and d.outcome = 'confirm') as confirmed,
      exists (select from setting_relaxation_decisions as d where d.relaxation_id = r.id and d.outcome = 'refuse') as refused
    from setting_relaxations as r where r.ended_at is null order by r.found_at, r.id`.execute(tx);
  return rows;
}

/** Several programs start at once and find the same. @throws {Refusal} conflict `relaxation.known` */
export async function insertRelaxation(
  tx: Tx,
  { id, key, value, at }: Relaxation & { readonly id: string; readonly at: Date },
): Promise<void> {
  const { rows } =
    await sql`insert into setting_relaxations (id, key, value, found_at) values (${id}, ${key}, ${value}, ${at})
    on conflict (key, value) where ended_at is null do nothing returning id`.execute(tx);
  if (rows.length === 0) throw new Refusal('conflict', 'relaxation.known');
}

/** @throws {Refusal} conflict `relaxation.known`: another start ended it */
export async function endRelaxation(tx: Tx, id: string, at: Date): Promise<void> {
  const { rows } =
    await sql`update setting_relaxations set ended_at = ${at} where id = ${id} and ended_at is null returning id`.execute(
      tx,
    );
  if (rows.length === 0) throw new Refusal('conflict', 'relaxation.known');
}

/** @throws {Refusal} absent `relaxation.absent`: there is none, or it has ended */
export async function getOpenRelaxation(tx: Tx, id: string): Promise<OpenRelaxation> {
  const found = (await listOpenRelaxations(tx)).find((each) => each.id === id);
  if (!found) throw new Refusal('absent', 'relaxation.absent');
  return found;
}

/** @throws {Refusal} conflict `relaxation.decided`: another was quicker */
export async function insertRelaxationDecision(
  tx: Tx,
  given: {
    readonly id: string;
    readonly outcome: RelaxationOutcome;
    readonly decidedBy: string;
    readonly at: Date;
  },
): Promise<void> {
  const { rows } =
    await sql`insert into setting_relaxation_decisions (relaxation_id, outcome, decided_by, decided_kind, decided_at)
    values (${given.id}, ${given.outcome}, ${given.decidedBy}, 'person', ${given.at}) on conflict do nothing returning relaxation_id`.execute(
      tx,
    );
  if (rows.length === 0) throw new Refusal('conflict', 'relaxation.decided');
}
