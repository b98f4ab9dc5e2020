import { type Matter, mayOrRefuse } from '../../ground/access/index.ts';
import { type Acted, act, type Changes, type Context } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { scanForPersonalData } from '../../names/personal-data/index.ts';
import { daysOfOutages } from '../../rules/deadlines/index.ts';
import { type ArticleRef, type Law, noticeDeadline } from '../../rules/law/index.ts';
import { refuseOtherTexts, refuseUnserved } from './drafted-queries.ts';
import { insertNotices } from './notice-store.ts';
import { type DocumentRef, isDeciding, openingSteps, type Procedure } from './procedure.ts';
import { advance, handsOf, stateAfter, type Taken } from './procedure-case.ts';
import {
  type CaseInHand,
  getRecordOfCase,
  listKeptTimers,
  listReceivers,
  type RecordOfCase,
} from './procedure-queries.ts';
import { insertCase, insertStep, insertTimers, lockCase, lockKey } from './procedure-store.ts';
import type { Channel } from './procedure-tables.ts';
import { timersOf } from './procedure-timers.ts';
import { type ShownTimer, shownTimer } from './procedure-views.ts';
import { type ProcedureDeps, type Runnable, runnableOf } from './runnable.ts';
import { type Alongside, addSaid, type Said, sealText, wordsOf } from './said-store.ts';

export type StepGiven = {
  readonly step: string;
  readonly on?: PlainDate | undefined;
  readonly cause?: string | undefined;
  readonly reason?: string | undefined;
  readonly documents?: readonly DocumentRef[] | undefined;
};
export type StepSaved = {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly timers: readonly ShownTimer[];
  /** Organs that were told. */
  readonly told: number;
};

/** What the policies see of a case: whose it is, who delivered the record, who drafted and reviewed. */
export function matterOf(table: Procedure, record: RecordOfCase, taken: readonly Taken[]): Matter {
  const { organPath, item, submittedBy, subjectId } = record;
  return { kind: table.code, organPath, item, subjectId, history: { submittedBy, ...handsOf(table, taken) } };
}

/** The same for whoever acts: a party acts in a case that is addressed to it, which may rest on another's record. */
export function matterFor({ actor }: Context, table: Procedure, { record, taken, partyId }: CaseInHand): Matter {
  const matter = matterOf(table, record, taken);
  return actor.kind === 'party' ? { ...matter, subjectId: partyId } : matter;
}

/** The cause must stop each clock that would stand still, by its own period. @throws {Refusal} rule `period.stop_not_allowed` */
function refuseCause({ timers }: Procedure, to: string, next: Taken, law: Law): void {
  if (next.cause === undefined) return;
  for (const { period, standsStillIn } of Object.values(timers)) {
    if (!standsStillIn.includes(to) || law.find('periods', period, next.on)?.stopClock.includes(next.cause)) continue;
    throw new Refusal('rule', 'period.stop_not_allowed', { period, cause: next.cause });
  }
}

async function saveStep(
  tx: Tx,
  ctx: Context,
  deps: ProcedureDeps,
  { table, guards, saves = {} }: Runnable,
  inHand: CaseInHand,
  given: StepGiven & { readonly after: number },
): Promise<{ saved: StepSaved; basis: readonly string[]; from: string; each: readonly Changes[] }> {
  const today = chinaDate(ctx.now());
  const { accountId, kind } = ctx.actor;
  const { step, cause, reason, on = today, documents = [] } = given;
  const next: Taken = { step, on, by: accountId, kind, cause, documents, saysWhy: reason !== undefined };
  const undisposed = inHand.points.filter(({ outcome }) => outcome === null).length;
  const about = { today, after: given.after, undisposed, recused: inHand.recused };
  const from = stateAfter(table, inHand.taken);
  const to = advance(table, inHand.taken, next, about);
  refuseCause(table, to, next, deps.law);
  const rule = table.steps[step]!;
  await refuseOtherTexts(tx, table, inHand.id, documents);
  await refuseUnserved(tx, rule, inHand.id, inHand.taken, next);
  const asked = { tx, law: deps.law, today, inHand, next };
  if (rule.publicReason) refusePersonalData(reason);
  const found: ArticleRef[] = [...rule.basis];
  for (const guard of rule.guards) found.push(...(await guards[guard]!(asked)));
  // Of the articles that the table names, those count that are in force on the day (design §1.3).
  const basis = [...new Set(found)].filter((ref) => deps.law.article(ref, today) !== undefined);
  if (basis.length === 0) throw new Refusal('rule', 'procedure.no_basis', { step });
  const { record } = inHand;
  const number = inHand.taken.length + 1;
  const reasonId = reason === undefined ? undefined : await sealText(tx, deps, inHand, reason, today);
  const row = {
    caseId: inHand.id,
    number,
    procedure: table.code,
    step,
    from,
    to,
    on,
    cause,
    reasonId,
    documents,
    basis,
  };
  const told = { decides: isDeciding(rule), remedies: rule.remedies ?? [], edition: ctx.edition };
  await insertStep(tx, { ...row, ...told, organPath: record.organPath }, { accountId, kind, at: ctx.now() });
  const each = (await saves[step]?.({ ...asked, ctx, number, reason, basis })) ?? [];
  const timers = timersOf(table, [...inHand.taken, next], deps.law, await daysOfOutages(tx));
  const at = { caseId: inHand.id, organPath: record.organPath, edition: ctx.edition, now: ctx.now() };
  await insertTimers(tx, at, timers, await listKeptTimers(tx, inHand.id));
  const receivers = await tell(
    tx,
    deps.law,
    table,
    inHand,
    { number, state: to, at: ctx.now(), today },
    rule.tellsWithin,
  );
  const shown = timers.map((timer) => shownTimer(timer, today));
  return { saved: { id: inHand.id, number, state: to, timers: shown, told: receivers }, basis, from, each };
}

/** What the public will read holds no personal data. @throws {Refusal} rule `procedure.reason_personal_data` */
function refusePersonalData(reason = ''): void {
  const found = scanForPersonalData(reason);
  if (found.length > 0) throw new Refusal('rule', 'procedure.reason_personal_data', { places: found.length });
}

async function tell(
  tx: Tx,
  law: Law,
  { code: procedure }: Procedure,
  { id: caseId, record }: CaseInHand,
  step: { readonly number: number; readonly state: string; readonly at: Date; readonly today: PlainDate },
  within: string | undefined,
): Promise<number> {
  if (within === undefined) return 0;
  const receivers = await listReceivers(tx, record);
  const { due: dueOn, provisional } = noticeDeadline(law, within, step.today);
  const { number: stepNumber, state, at } = step;
  await insertNotices(tx, { caseId, stepNumber, procedure, state, record, dueOn, provisional, at }, receivers);
  return receivers.length;
}

const reasonOf = (reason: string | undefined, said: readonly Said[]): { reason?: string } => {
  const words = reason ?? wordsOf(said);
  return words === '' ? {} : { reason: words };
};

/**
 * One step of a case: lock, may, decide by the table, save, account. Change and journal entry commit together or not at all, and so
 * does what is said with the step.
 * @throws {Refusal} absent `procedure.absent`, `procedure.unknown`; forbidden `access.denied`; conflict `procedure.too_many`; as
 *   {@link advance} and the guards
 */
export function takeStep(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: StepGiven & {
    readonly caseId: string;
    readonly after: number;
    readonly points?: readonly Said[] | undefined;
    readonly alongside?: Alongside | undefined;
  },
): Promise<Acted<StepSaved>> {
  return act(ctx, async (tx) => {
    const found = await lockCase(tx, given.caseId);
    const runnable = runnableOf(runnables, found.procedure);
    const rule = runnable.table.steps[given.step];
    // A step of no table is refused by the table itself, below, with those that are open.
    if (rule) mayOrRefuse(ctx.actor, rule.deed, matterFor(ctx, runnable.table, found));
    const { points = [], alongside } = given;
    const inHand = await addSaid(tx, ctx, deps, found, points);
    await alongside?.(tx, found.id, found.record, found.points.length + 1);
    const { saved, basis, from, each } = await saveStep(tx, ctx, deps, runnable, inHand, given);
    return {
      result: saved,
      deed: `${inHand.procedure}.${given.step}`,
      object: { kind: inHand.procedure, id: inHand.id, version: saved.number },
      subjectId: inHand.partyId,
      basis,
      each,
      ...reasonOf(given.reason, points),
      before: { state: from },
      after: { state: saved.state, documents: given.documents ?? [] },
    };
  });
}

export type CaseGiven = {
  readonly recordId: string;
  /** The step by which it begins, where the table has several. */
  readonly step?: string | undefined;
  readonly reason?: string | undefined;
  /** To whom it is addressed, where that is not the party of the record. */
  readonly partyId?: string | undefined;
  /** The day on which the party's word came in. */
  readonly on: PlainDate;
  readonly channel: Channel;
  readonly ground: string;
  readonly points: readonly Said[];
  /** What the bureau holds already, found in the same transaction: it stands in the case after what the party says. */
  readonly found?: (tx: Tx, record: RecordOfCase) => Promise<readonly Said[]>;
  readonly documents?: readonly DocumentRef[] | undefined;
  /** What else is kept in the same transaction: files that came with the points. */
  readonly alongside?: Alongside | undefined;
};

/**
 * Opens a case about a record of the own organ with its first step. From its commit on the state of the case protects the party.
 * @throws {Refusal} absent `procedure.record_absent`; forbidden `access.denied`; as the guards of the first step
 */
export function openCase(
  ctx: Context,
  deps: ProcedureDeps,
  runnable: Runnable,
  given: CaseGiven,
): Promise<Acted<StepSaved>> {
  const { table } = runnable;
  const step = given.step ?? openingSteps(table)[0]!;
  if (!openingSteps(table).includes(step))
    throw new Refusal('conflict', 'procedure.no_such_step', { step, state: 'none' });
  return act(ctx, async (tx) => {
    const record = await getRecordOfCase(tx, given.recordId);
    await lockKey(tx, record.id);
    mayOrRefuse(ctx.actor, table.steps[step]!.deed, matterOf(table, record, []));
    const inHand = await insertOpened(tx, ctx, deps, table, record, given);
    await given.alongside?.(tx, inHand.id, record);
    const { saved, basis, each } = await saveStep(tx, ctx, deps, runnable, inHand, { ...given, step, after: 0 });
    return {
      result: saved,
      deed: `${table.code}.${step}`,
      object: { kind: table.code, id: inHand.id, version: 1 },
      subjectId: inHand.partyId,
      basis,
      each,
      reason: given.reason ?? wordsOf(given.points),
      after: { recordId: record.id, on: given.on, state: saved.state, channel: given.channel, ground: given.ground },
    };
  });
}

async function insertOpened(
  tx: Tx,
  ctx: Context,
  deps: ProcedureDeps,
  { code: procedure }: Procedure,
  record: RecordOfCase,
  { channel, ground, points, found, partyId = record.subjectId }: CaseGiven,
): Promise<CaseInHand> {
  const now = ctx.now();
  const id = newId(now.getTime());
  const { accountId, kind } = ctx.actor;
  await insertCase(tx, record, { id, procedure, channel, ground, partyId }, { accountId, kind, at: now });
  const shell = { id, procedure, channel, ground, partyId, openedAt: now, record, recordVersion: record.version };
  const said = [...points, ...((await found?.(tx, record)) ?? [])];
  return addSaid(tx, ctx, deps, { ...shell, taken: [], points: [], recused: [] }, said);
}
