import { sql } from 'kysely';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Outage } from '../law/index.ts';

export type KeptOutage = {
  readonly id: string;
  readonly beganAt: Date;
  readonly endedAt: Date;
  readonly reason: string;
  readonly recordedBy: string;
  readonly confirmedAt: Date | null;
};
const OUTAGE = sql`o.id, o.began_at as "beganAt", o.ended_at as "endedAt", o.reason, o.recorded_by as "recordedBy",
  c.confirmed_at as "confirmedAt"`;

/** One confirmation of an outage at a time. @throws {Refusal} absent `outage.absent` */
export async function lockOutage(tx: Tx, id: string): Promise<KeptOutage> {
  await sql`select pg_advisory_xact_lock(7301043::int, hashtext(${id}))`.execute(tx);
  const { rows } = await sql<KeptOutage>`
    select ${OUTAGE} from outages as o left join outage_confirmations as c on c.outage_id = o.id where o.id = ${id}`.execute(
    tx,
  );
  const [outage] = rows;
  if (!outage) throw new Refusal('absent', 'outage.absent', { id });
  return outage;
}

/** Every outage that was recorded, the newest first. */
export async function listOutages(tx: Tx, limit = 200): Promise<KeptOutage[]> {
  const { rows } = await sql<KeptOutage>`
    select ${OUTAGE} from outages as o left join outage_confirmations as c on c.outage_id = o.id
    order by o.began_at desc, o.id limit ${limit}`.execute(tx);
  return rows;
}

/** The days on which the system stood still, as far as two officers have said so: what terms of parties are counted without. */
export async function daysOfOutages(tx: Tx): Promise<Outage[]> {
  const { rows } = await sql<{ beganAt: Date; endedAt: Date }>`
    select o.began_at as "beganAt", o.ended_at as "endedAt" from outages as o
    join outage_confirmations as c on c.outage_id = o.id order by o.began_at`.execute(tx);
  return rows.map(({ beganAt, endedAt }) => ({ from: chinaDate(beganAt), to: chinaDate(endedAt) }));
}
