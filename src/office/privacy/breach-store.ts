import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Taken } from './breach.ts';
import type { BreachKind, BreachStep } from './register-codes.ts';

declare module '../../ground/platform/db.ts' {
  interface Tables {
    privacy_breaches: {
      id: string;
      organ_path: string;
      kind: BreachKind;
      certain: boolean;
      happened_on: string | null;
      found_on: string;
      items: string[];
      data_kinds: string;
      persons: number | null;
      cause: string;
      harm: string;
      entered_by: string;
      entered_kind: 'person';
      entered_at: Date;
      edition: string;
    };
    privacy_breach_steps: {
      breach_id: string;
      number: number;
      step: BreachStep;
      taken_on: string;
      note: string;
      told: string | null;
      notice_sha256: Buffer | null;
      breach_entered_by: string;
      taken_by: string;
      taken_kind: 'person';
      taken_at: Date;
      organ_path: string;
    };
  }
}

export type BreachGiven = {
  readonly kind: BreachKind;
  readonly certain: boolean;
  readonly happenedOn: PlainDate | null;
  readonly foundOn: PlainDate;
  readonly items: readonly string[];
  readonly dataKinds: string;
  readonly persons: number | null;
  readonly cause: string;
  readonly harm: string;
};
export type By = { readonly accountId: string; readonly at: Date; readonly organPath: string };

export async function insertBreach(
  tx: Tx,
  { id, edition, ...given }: BreachGiven & { readonly id: string; readonly edition: string },
  { accountId, at, organPath }: By,
): Promise<void> {
  const { happenedOn, foundOn, items, dataKinds, ...same } = given;
  await tx
    .insertInto('privacy_breaches')
    .values({
      ...same,
      id,
      edition,
      items: [...items],
      happened_on: happenedOn,
      found_on: foundOn,
      data_kinds: dataKinds,
      organ_path: organPath,
      entered_by: accountId,
      entered_kind: 'person',
      entered_at: at,
    })
    .execute();
}

export type BreachInHand = BreachGiven & {
  readonly id: string;
  readonly organPath: string;
  readonly enteredBy: string;
  readonly taken: readonly Taken[];
};

/** What a breach is read by; its table goes by `b`. */
export const BREACH_COLUMNS = [
  'b.id',
  'b.organ_path',
  'b.kind',
  'b.certain',
  'b.happened_on',
  'b.found_on',
  'b.items',
  'b.data_kinds',
  'b.persons',
  'b.cause',
  'b.harm',
  'b.entered_by',
] as const;

/** One with the steps taken. @throws {Refusal} absent `privacy.breach_absent` */
export async function getBreach(tx: Tx, id: string): Promise<BreachInHand> {
  const row = await tx
    .selectFrom('privacy_breaches as b')
    .select(BREACH_COLUMNS)
    .where('b.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('absent', 'privacy.breach_absent', { id });
  const steps = await tx
    .selectFrom('privacy_breach_steps as s')
    .select(['s.step', 's.taken_on'])
    .where('s.breach_id', '=', id)
    .orderBy('s.number')
    .execute();
  const { organ_path, happened_on, found_on, data_kinds, entered_by, ...same } = row;
  return {
    ...same,
    organPath: organ_path,
    happenedOn: happened_on as PlainDate | null,
    foundOn: found_on as PlainDate,
    dataKinds: data_kinds,
    enteredBy: entered_by,
    taken: steps.map(({ step, taken_on }) => ({ step, takenOn: taken_on as PlainDate })),
  };
}

export type StepGiven = {
  readonly step: BreachStep;
  readonly on: PlainDate;
  readonly note: string;
  readonly told: string | null;
  readonly noticeSha256: string | null;
};

/** Two at once cannot take the same place: the second is told so. @throws {Refusal} conflict `privacy.overtaken` */
export async function insertStep(tx: Tx, breach: BreachInHand, given: StepGiven, by: By): Promise<void> {
  const { step, on, note, told, noticeSha256 } = given;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('privacy_breach_steps')
    .values({
      breach_id: breach.id,
      number: breach.taken.length + 1,
      step,
      taken_on: on,
      note,
      told,
      notice_sha256: noticeSha256 === null ? null : Buffer.from(noticeSha256, 'hex'),
      breach_entered_by: breach.enteredBy,
      taken_by: by.accountId,
      taken_kind: 'person',
      taken_at: by.at,
      organ_path: breach.organPath,
    })
    .onConflict((conflict) => conflict.columns(['breach_id', 'number']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw new Refusal('conflict', 'privacy.overtaken');
}
