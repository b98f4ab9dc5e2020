import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Taken } from './breach.ts';
import { BREACH_COLUMNS, type BreachGiven } from './breach-store.ts';

export type StepLine = Taken & {
  readonly note: string;
  readonly told: string | null;
  readonly noticeSha256: string | null;
  readonly by: string;
};
export type BreachLine = BreachGiven & {
  readonly id: string;
  readonly enteredBy: string;
  readonly enteredById: string;
  readonly organPath: string;
  readonly taken: readonly StepLine[];
};

/** Breaches of the own organ and below with their steps, the newest first. */
export async function listBreaches(tx: Tx, limit: number): Promise<BreachLine[]> {
  const rows = await tx
    .selectFrom('privacy_breaches as b')
    .innerJoin('accounts as a', 'a.id', 'b.entered_by')
    .select([...BREACH_COLUMNS, 'a.display_name'])
    .orderBy('b.found_on', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit)
    .execute();
  const ids = rows.map(({ id }) => id);
  const steps =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('privacy_breach_steps as s')
          .innerJoin('accounts as a', 'a.id', 's.taken_by')
          .select(['s.breach_id', 's.step', 's.taken_on', 's.note', 's.told', 's.notice_sha256', 'a.display_name'])
          .where('s.breach_id', 'in', ids)
          .orderBy('s.number')
          .execute();
  const takenOf = Map.groupBy(steps, ({ breach_id }) => breach_id);
  return rows.map(({ organ_path, happened_on, found_on, data_kinds, entered_by, display_name, ...same }) => ({
    ...same,
    organPath: organ_path,
    happenedOn: happened_on as PlainDate | null,
    foundOn: found_on as PlainDate,
    dataKinds: data_kinds,
    enteredBy: display_name,
    enteredById: entered_by,
    taken: (takenOf.get(same.id) ?? []).map((step) => ({
      step: step.step,
      takenOn: step.taken_on as PlainDate,
      note: step.note,
      told: step.told,
      noticeSha256: step.notice_sha256?.toString('hex') ?? null,
      by: step.display_name,
    })),
  }));
}

/** The name under which the organ of a breach writes. */
export async function organNameOf(tx: Tx, path: string): Promise<string> {
  const { name } = await tx
    .selectFrom('organs as o')
    .select('o.name')
    .where('o.path', '=', path)
    .executeTakeFirstOrThrow();
  return name;
}
