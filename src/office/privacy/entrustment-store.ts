import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Told } from './entrustment.ts';
import type { Disposal, EntrustmentEvent } from './register-codes.ts';

type Entered = { organ_path: string; entered_by: string; entered_kind: 'person'; entered_at: Date };
declare module '../../ground/platform/db.ts' {
  interface Tables {
    privacy_entrustments: Entered & {
      id: string;
      operator: string;
      operator_code: string;
      items: string[];
      purpose: string;
      manner: string;
      data_kinds: string;
      measures: string;
      duties: string;
      since: string;
      until: string;
      contract_sha256: Buffer;
      edition: string;
    };
    privacy_entrustment_events: Entered & {
      entrustment_id: string;
      number: number;
      what: EntrustmentEvent;
      happened_on: string;
      note: string;
      mend_by: string | null;
      disposal: Disposal | null;
      proof_sha256: Buffer | null;
    };
  }
}

/** Who entered it, when, at which organ. */
export type By = { readonly accountId: string; readonly at: Date; readonly organPath: string };
const entered = ({ accountId, at, organPath }: By) =>
  ({ organ_path: organPath, entered_by: accountId, entered_kind: 'person', entered_at: at }) as const;

export type Contract = {
  readonly operator: string;
  readonly operatorCode: string;
  readonly items: readonly string[];
  readonly purpose: string;
  readonly manner: string;
  readonly dataKinds: string;
  readonly measures: string;
  readonly duties: string;
  readonly since: PlainDate;
  readonly until: PlainDate;
  readonly contractSha256: string;
};

export async function insertEntrustment(
  tx: Tx,
  { id, edition, ...contract }: Contract & { readonly id: string; readonly edition: string },
  by: By,
): Promise<void> {
  const { operatorCode, dataKinds, contractSha256, items, ...same } = contract;
  await tx
    .insertInto('privacy_entrustments')
    .values({
      ...same,
      id,
      edition,
      items: [...items],
      operator_code: operatorCode,
      data_kinds: dataKinds,
      contract_sha256: Buffer.from(contractSha256, 'hex'),
      ...entered(by),
    })
    .execute();
}

export type InHand = {
  readonly id: string;
  readonly organPath: string;
  readonly since: PlainDate;
  readonly until: PlainDate;
  readonly told: readonly Told[];
};

/** One with all that was told of it. @throws {Refusal} absent `privacy.entrustment_absent` */
export async function getEntrustment(tx: Tx, id: string): Promise<InHand> {
  const row = await tx
    .selectFrom('privacy_entrustments as e')
    .select(['e.id', 'e.organ_path', 'e.since', 'e.until'])
    .where('e.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'privacy.entrustment_absent', { id });
  const events = await tx
    .selectFrom('privacy_entrustment_events as v')
    .select(['v.what', 'v.happened_on', 'v.mend_by'])
    .where('v.entrustment_id', '=', id)
    .orderBy('v.number')
    .execute();
  const told = events.map(({ what, happened_on, mend_by }) => ({
    what,
    happenedOn: happened_on as PlainDate,
    mendBy: mend_by as PlainDate | null,
  }));
  return { id, organPath: row.organ_path, since: row.since as PlainDate, until: row.until as PlainDate, told };
}

export type EventGiven = {
  readonly what: EntrustmentEvent;
  readonly on: PlainDate;
  readonly note: string;
  readonly mendBy: PlainDate | null;
  readonly disposal: Disposal | null;
  readonly proofSha256: string | null;
};

/** Two at once cannot take the same number: the second is told so. @throws {Refusal} conflict `privacy.overtaken` */
export async function insertEvent(tx: Tx, id: string, number: number, given: EventGiven, by: By): Promise<void> {
  const { what, on, note, mendBy, disposal, proofSha256 } = given;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('privacy_entrustment_events')
    .values({
      entrustment_id: id,
      number,
      what,
      happened_on: on,
      note,
      mend_by: mendBy,
      disposal,
      proof_sha256: proofSha256 === null ? null : Buffer.from(proofSha256, 'hex'),
      ...entered(by),
    })
    .onConflict((conflict) => conflict.columns(['entrustment_id', 'number']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw new Refusal('conflict', 'privacy.overtaken');
}
