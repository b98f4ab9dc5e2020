import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Told } from './entrustment.ts';
import type { Contract, EventGiven } from './entrustment-store.ts';

export type EventLine = Told & Pick<EventGiven, 'note' | 'disposal' | 'proofSha256'>;
export type EntrustmentLine = Contract & { readonly id: string; readonly told: readonly EventLine[] };

/** Contracts of the own organ and below with all that was told of them, the newest first. */
export async function listEntrustments(tx: Tx, limit: number): Promise<EntrustmentLine[]> {
  const rows = await tx
    .selectFrom('privacy_entrustments as e')
    .select([
      'e.id',
      'e.operator',
      'e.operator_code',
      'e.items',
      'e.purpose',
      'e.manner',
      'e.data_kinds',
      'e.measures',
      'e.duties',
      'e.since',
      'e.until',
      'e.contract_sha256',
    ])
    .orderBy('e.since', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute();
  const events = await tx
    .selectFrom('privacy_entrustment_events as v')
    .select(['v.entrustment_id', 'v.what', 'v.happened_on', 'v.note', 'v.mend_by', 'v.disposal', 'v.proof_sha256'])
    .where(
      'v.entrustment_id',
      'in',
      tx
        .selectFrom('privacy_entrustments as e')
        .select('e.id')
        .orderBy('e.since', 'desc')
        .orderBy('e.id', 'desc')
        .limit(limit),
    )
    .orderBy('v.number')
    .execute();
  const toldOf = Map.groupBy(events, ({ entrustment_id }) => entrustment_id);
  return rows.map(({ operator_code, data_kinds, contract_sha256, since, until, ...row }) => ({
    ...row,
    operatorCode: operator_code,
    dataKinds: data_kinds,
    contractSha256: contract_sha256.toString('hex'),
    since: since as PlainDate,
    until: until as PlainDate,
    told: (toldOf.get(row.id) ?? []).map((event) => ({
      what: event.what,
      happenedOn: event.happened_on as PlainDate,
      note: event.note,
      mendBy: event.mend_by as PlainDate | null,
      disposal: event.disposal,
      proofSha256: event.proof_sha256?.toString('hex') ?? null,
    })),
  }));
}
