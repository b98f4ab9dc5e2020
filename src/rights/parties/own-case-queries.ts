import type { CaseView } from '../../../web/portal/my-case-page.ts';
import type { CaseLine } from '../../../web/portal/my-pages.ts';
import type { OrganKind } from '../../ground/kernel/actor.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { openSealedValue, type Vault } from '../../ground/vault/index.ts';
import { daysOfOutages } from '../../rules/deadlines/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { earlyEndFrom, toldSupervision } from '../determinations/index.ts';
import { toldInspections } from '../inspections/index.ts';
import {
  type CaseInHand,
  getCase,
  isHearing,
  listSteps,
  type Runnable,
  runnableOf,
  shownTimer,
  stateAfter,
  timersOf,
  waysFrom,
} from '../procedures/index.ts';
import { listOwnCases } from './file-queries.ts';
import { clocksInLine } from './file-view.ts';
import { lastDays } from './own-remedies.ts';
import { listToldRemedies } from './own-remedy-queries.ts';

export type OwnCaseLine = CaseLine & { readonly recordId: string };

/** The party's cases, open ones with the clocks that run, each by the table of its procedure. */
export async function ownCaseLines(
  tx: Tx,
  subjectId: string,
  runnables: readonly Runnable[],
  law: Law,
  today: PlainDate,
): Promise<OwnCaseLine[]> {
  const lines: OwnCaseLine[] = [];
  const outages = await daysOfOutages(tx);
  for (const one of await listOwnCases(tx, subjectId)) {
    const { table } = runnableOf(runnables, one.procedure);
    // The steps of those that are open only: a closed case's clocks are on its own page.
    const taken = one.final ? [] : await listSteps(tx, one.id);
    const clocks = timersOf(table, taken, law, outages).map((timer) => {
      const { period, dueOn, standing } = shownTimer(timer, today);
      return { name: nameOf(law, period, timer.from), dueOn, standing };
    });
    const { id, procedure, documentNumber, recordId, final, state } = one;
    const stateName = table.states[state]!.name;
    lines.push({ id, procedure, documentNumber, recordId, final, state: stateName, clocks: clocksInLine(clocks) });
  }
  return lines;
}

function nameOf(law: Law, period: string, on: PlainDate): { zh: string; en: string } {
  const found = law.find('periods', period, on);
  return found ? { zh: found.name, en: found.nameEn } : { zh: period, en: period };
}

export async function organKindOf(tx: Tx, organId: string): Promise<OrganKind> {
  const found = tx.selectFrom('organs as o').select('o.kind').where('o.id', '=', organId);
  return (await found.executeTakeFirstOrThrow()).kind;
}

/** @throws {Refusal} absent `party.case_absent`: no such case, or another party's */
export async function ownCase(tx: Tx, id: string): Promise<CaseInHand> {
  try {
    const inHand = await getCase(tx, id);
    // It learns of a determination by the notice that is served on it, and not before.
    if (inHand.taken.at(-1)?.to === 'proposed') throw new Refusal('absent', 'party.case_absent');
    return inHand;
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'absent') throw new Refusal('absent', 'party.case_absent');
    throw error;
  }
}

/**
 * A case as its party reads it: where it stands, both clocks with every counted day, its own words, and the answers once they are
 * decided. Who drafted, reviewed and decided is not told by name; that three people did is in the table.
 */
export async function ownCaseView(
  tx: Tx,
  vault: Vault,
  inHand: CaseInHand,
  runnables: readonly Runnable[],
  about: { readonly law: Law; readonly today: PlainDate; readonly language: 'zh' | 'en' },
): Promise<CaseView> {
  const { law, today, language } = about;
  const { table } = runnableOf(runnables, inHand.procedure);
  const state = stateAfter(table, inHand.taken);
  const isReasonTold = (step: string) => table.steps[step]!.hand === 'decides' || step === 'return_for_supplement';
  // A defence is answered before anything is decided (行政处罚法 art. 45).
  const isAnswered = (step: string) => table.steps[step]!.hand === 'decides' || step === 'answer_statement';
  // What was found on a later application is told with the decision on that one.
  const isTold = (found: Date | null) =>
    found !== null && inHand.taken.some(({ step, at }) => isAnswered(step) && at >= found);
  const handedIn = new Set(await listHandedIn(tx, inHand.id));
  const points = [];
  for (const { number, kind, sealedId, outcome, reasonId, disposedAt } of inHand.points) {
    const text = await openSealedValue(tx, vault, sealedId);
    const told = isTold(disposedAt);
    const answer = told && reasonId !== null ? await openSealedValue(tx, vault, reasonId) : null;
    points.push({ number, kind, text, outcome: told ? outcome : null, answer, hasFile: handedIn.has(number) });
  }
  const steps = [];
  for (const { step, on, reasonId } of inHand.taken) {
    const reason = reasonId !== null && isReasonTold(step) ? await openSealedValue(tx, vault, reasonId) : null;
    steps.push({ on, name: table.steps[step]!.name, reason });
  }
  const ways = waysFrom(table, state).map(({ step }) => step);
  const last = inHand.taken.at(-1);
  const told = lastDays(await listToldRemedies(tx), law).filter(({ caseId }) => caseId === inHand.id);
  const decision = inHand.taken.findLast(({ step }) => table.steps[step]!.hand === 'decides');
  return {
    id: inHand.id,
    procedure: inHand.procedure,
    recordId: inHand.partyId === inHand.record.subjectId ? inHand.record.id : null,
    ground: table.grounds[inHand.ground]!,
    documentNumber: inHand.record.documentNumber,
    state: table.states[state]!.name,
    effect: last ? table.steps[last.step]!.effect : null,
    clocks: timersOf(table, inHand.taken, law, await daysOfOutages(tx)).map((timer) => {
      const { period, dueOn, standing, provisional, why } = shownTimer(timer, today);
      return { name: nameOf(law, period, timer.from), dueOn, standing, provisional, why: why[language] };
    }),
    steps,
    points,
    supervision: await toldSupervision(tx, inHand),
    inspections: inHand.procedure === 'determination' ? await toldInspections(tx, inHand.id, today) : [],
    remedies: (decision?.remedies ?? []).map((code) => {
      const last = told.find((one) => one.step === decision!.number && one.code === code);
      return {
        text: remedyIn(law, code, decision!.on, language),
        last: last === undefined ? null : { ...last, why: last.why[language] },
      };
    }),
    may: {
      speak: ways.includes('file_statement'),
      add: isHearing(table, state) && !ways.includes('file_statement'),
      objectAnew: inHand.procedure === 'objection' && table.states[state]!.decided === true,
      withdraw: ways.includes('withdraw'),
      supplement: ways.includes('supplement'),
      endEarly: ways.includes('apply_removal') ? { from: await earlyEndFrom(tx, law, inHand) } : null,
    },
  };
}

function remedyIn(law: Law, code: string, on: PlainDate, language: 'zh' | 'en'): string {
  const { name, nameEn, count, unit } = law.period(code, on);
  const units = {
    day: ['日', 'days'],
    month: ['个月', 'months'],
    year: ['年', 'years'],
    workingDay: ['个工作日', 'working days'],
  };
  return language === 'zh' ? `${name}：${count}${units[unit][0]}内` : `${nameEn}: within ${count} ${units[unit][1]}`;
}

async function listHandedIn(tx: Tx, caseId: string): Promise<number[]> {
  const rows = await tx.selectFrom('procedure_files as f').select('f.number').where('f.case_id', '=', caseId).execute();
  return rows.map(({ number }) => number);
}
