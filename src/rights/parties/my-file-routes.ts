import { overviewPage, type RecordView, recordPage, usesPage } from '../../../web/portal/my-pages.ts';
import { MY_WORDS } from '../../../web/portal/my-words.ts';
import { factsInForce } from '../../facts/checks/index.ts';
import { factIn } from '../../facts/publication/index.ts';
import { finalityFacts } from '../../facts/records/index.ts';
import { addMonths, chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { calendarOf } from '../../rules/deadlines/index.ts';
import type { Runnable } from '../procedures/index.ts';
import { repairDays } from '../reports/index.ts';
import { getHolder, type HeldRecord, inOwnFile, listHeld, listUsesOf } from './file-queries.ts';
import { lineOf, useIn } from './file-view.ts';
import { inJoinedFiles } from './joined-files-queries.ts';
import { answer, idOf, type MyDesk, type Seat, seatOf } from './my-desk-routes.ts';
import { type OwnCaseLine, ownCaseLines } from './own-case-queries.ts';
import { lastDays, remediesOfPenalty, type ToldRemedies } from './own-remedies.ts';
import { listToldRemedies } from './own-remedy-queries.ts';
import { remindersOf } from './own-reminders.ts';
import { findStatement } from './statement-queries.ts';

const schema = { hide: true };
const MOST_USES = 200;
/** Days before a day at which the party's own calendar rings. */
const REMIND_DAYS = 3;

/** The record of the own file. @throws {Refusal} absent `party.record_absent` */
export async function ownRecord(tx: Tx, seat: Seat, recordId: string): Promise<HeldRecord> {
  const [record] = await listHeld(tx, seat.session.subjectId, seat.today, recordId);
  if (!record) throw new Refusal('absent', 'party.record_absent');
  return record;
}

/** Every field that is kept of it and is not sealed, as the party may read it: it is about nobody else. */
function factsIn(record: HeldRecord, { law, today, view }: Seat): RecordView['facts'] {
  const item = law.find('items', record.item, today);
  return (item?.fields ?? []).flatMap((field) => {
    const value = record.facts[field.code];
    if (typeof value !== 'string' || value === '' || field.disclosure === 'sealed') return [];
    return [factIn({ field, value }, view.language)];
  });
}

async function recordView(
  desk: MyDesk,
  seat: Seat,
  recordId: string,
  runnables: readonly Runnable[],
): Promise<RecordView> {
  const { session, law, today, view } = seat;
  const facts = await factsInForce(desk.deps.pools, session.subjectId, law, today);
  const fact = facts.find((one) => one.recordId === recordId);
  return inOwnFile(desk.deps.pools, session, async (tx) => {
    const record = await ownRecord(tx, seat, recordId);
    const cases = await ownCaseLines(tx, session.subjectId, runnables, law, today);
    const uses = await listUsesOf(tx, session.subjectId, { limit: MOST_USES, recordId });
    const line = lineOf(record, fact, today);
    return {
      ...line,
      facts: factsIn(record, seat),
      version: record.version,
      knownOn: chinaDate(record.knownAt),
      adverse:
        fact && record.item === 'penalty'
          ? { value: fact.adverseCredit.value, why: fact.adverseCredit.why[view.language] }
          : null,
      why: fact?.derivation[view.language] ?? [],
      uses: uses.map(useIn),
      openCases: cases.filter((one) => one.recordId === recordId && !one.final),
      mayRepair: record.item === 'penalty' && line.standing !== 'withdrawn' && line.standing !== 'repaired',
      statement: (await findStatement(tx, desk.deps.vault, { ...session, recordId }))?.text ?? null,
    };
  });
}

const ofCase = (told: ToldRemedies) => ({ ...told, place: `/my/cases/${told.caseId}` });

/** Penalties against which something may be done still; where a case tells what was filed, that case tells the days. */
function attackable(records: readonly HeldRecord[], cases: readonly OwnCaseLine[]) {
  return records.flatMap(({ id, item, action, documentNumber, facts }) => {
    const isTold = cases.some(({ recordId, procedure }) => recordId === id && procedure === 'annulment');
    const open =
      item === 'penalty' && action !== 'withdraw' && !isTold ? remediesOfPenalty(finalityFacts(facts)) : undefined;
    return open === undefined ? [] : [{ ...open, documentNumber, place: `/my/records/${id}` }];
  });
}

/** By place and day, since the same has the same id each time; a further one of the same place and day is told apart from the first. */
function idOfEvent(lines: readonly { readonly on: string; readonly place: string }[], at: number): string {
  const { on, place } = lines[at]!;
  const before = lines.slice(0, at).filter((one) => one.on === on && one.place === place).length;
  return `${place.split('/').at(-1)}-${on}${before === 0 ? '' : `-${before + 1}`}`;
}

/** What is held, who looked and for what, what runs until when: the reading side of the own file. */
export function myFileRoutes(http: HttpApp, desk: MyDesk, runnables: readonly Runnable[]): void {
  const { pools } = desk.deps;

  /** All that is held in the files of the party, its matters, and the days that matter. */
  async function ownFile({ session, law, today }: Seat) {
    const facts = await factsInForce(pools, session.subjectId, law, today);
    const byRecord = new Map(facts.map((fact) => [fact.recordId, fact]));
    const files = await inJoinedFiles(pools, session, async (tx, subjectId) => {
      const records = await listHeld(tx, subjectId, today);
      const cases = await ownCaseLines(tx, subjectId, runnables, law, today);
      return {
        held: records.map((one) => lineOf(one, byRecord.get(one.id), today)),
        cases,
        repairs: await repairDays(tx, subjectId, law, today),
        remedies: lastDays([...(await listToldRemedies(tx)).map(ofCase), ...attackable(records, cases)], law),
      };
    });
    const held = files.flatMap((one) => one.held).sort((a, b) => b.decidedOn.localeCompare(a.decidedOn));
    const cases = files.flatMap((one) => one.cases);
    const repairFrom = new Map(files.flatMap(({ repairs }) => [...repairs]));
    const remedies = files.flatMap((one) => one.remedies);
    return { held, cases, reminders: remindersOf({ held, cases, repairFrom, remedies }, today) };
  }

  http.get('/my', { schema }, (request, reply) =>
    answer(desk, request, reply, async (seat) => {
      const { done } = request.query as { done?: unknown };
      const words = MY_WORDS[seat.view.language];
      return overviewPage(seat.view, seat.owner, await ownFile(seat), done === 'draft' ? words.draftSaved : undefined);
    }),
  );

  // It lies in a calendar of somebody else's making from then on, so that it tells matters and days, and nobody's name.
  http.get('/my/reminders.ics', { schema }, async (request, reply) => {
    const seat = await seatOf(desk, request);
    const { language } = seat.view;
    const words = MY_WORDS[language];
    const { reminders } = await ownFile(seat);
    const events = reminders.map(({ on, what }, at) => ({
      id: idOfEvent(reminders, at),
      on: on as PlainDate,
      title: what[language],
      note: words.remindersWhere,
    }));
    const head = { name: words.reminders, at: desk.deps.now(), owner: 'zhengming', remindDays: REMIND_DAYS };
    return reply
      .header('content-disposition', 'attachment; filename="reminders.ics"')
      .type('text/calendar; charset=utf-8')
      .send(calendarOf(events, head));
  });

  http.get('/my/uses', { schema }, (request, reply) =>
    answer(desk, request, reply, async ({ session, law, today, view, owner }) => {
      const files = await inJoinedFiles(pools, session, (tx, id) => listUsesOf(tx, id, { limit: MOST_USES }));
      const uses = files.flat().sort((a, b) => b.at.getTime() - a.at.getTime());
      const months = Number(law.parameter('retention.use.months', today).value);
      return usesPage(view, owner, uses.slice(0, MOST_USES).map(useIn), {
        since: addMonths(today, -months),
        months,
        most: MOST_USES,
      });
    }),
  );

  http.get('/my/records/:id', { schema }, (request, reply) =>
    answer(desk, request, reply, async (seat) =>
      recordPage(seat.view, seat.owner, await recordView(desk, seat, idOf(request), runnables)),
    ),
  );
}

/** The name of the party as its commitment and its letters carry it. */
export const ownName = (desk: MyDesk, { session }: Seat): Promise<string> =>
  inOwnFile(desk.deps.pools, session, async (tx) => (await getHolder(tx, session.subjectId)).name);
