import { sql } from 'kysely';
import { newId } from '../../ground/kernel/id.ts';
import type { Tx } from '../../ground/platform/db.ts';

export async function insertOutage(
  tx: Tx,
  outage: { readonly beganAt: Date; readonly endedAt: Date; readonly reason: string },
  by: { readonly accountId: string; readonly organPath: string; readonly at: Date },
): Promise<string> {
  const id = newId(by.at.getTime());
  await sql`insert into outages (id, began_at, ended_at, reason, recorded_by, recorded_kind, recorded_at, organ_path)
    values (${id}, ${outage.beganAt}, ${outage.endedAt}, ${outage.reason}, ${by.accountId}, 'person', ${by.at}, ${by.organPath})`.execute(
    tx,
  );
  return id;
}

export async function insertConfirmation(
  tx: Tx,
  outage: { readonly id: string; readonly recordedBy: string },
  by: { readonly accountId: string; readonly at: Date },
): Promise<void> {
  await sql`insert into outage_confirmations (outage_id, recorded_by, confirmed_by, confirmed_kind, confirmed_at)
    values (${outage.id}, ${outage.recordedBy}, ${by.accountId}, 'person', ${by.at})`.execute(tx);
}
