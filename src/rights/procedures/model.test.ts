// Random people try random things on the real database; a plain model says what may come of it, and afterwards everything agrees.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../test/support/actors.ts';
import { OPENINGS, type Opening, openList, type Sent, sentRecords } from '../../../test/support/case-openings.ts';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { lawWithList } from '../../../test/support/list-domain.ts';
import { typedFor } from '../../../test/support/made-here.ts';
import type { PenaltyRow } from '../../../test/support/penalties.ts';
import { type Attempt, PlainCase, triedOr } from '../../../test/support/plain-case.ts';
import { planOnce } from '../../../test/support/prepared-statements.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { isPostFor, type Roll, rolls, somebody, stepOf, Walked } from '../../../test/support/random-steps.ts';
import { getRecord } from '../../facts/records/record-queries.ts';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import { Vault } from '../../ground/vault/index.ts';
import { draftDocument } from '../documents/document-commands.ts';
import { takeStep } from './index.ts';
import { stateAfter } from './procedure-case.ts';
import { getCase, listKeptTimers } from './procedure-queries.ts';
import { timersOf } from './procedure-timers.ts';

/** Steps that are tried in each use of each procedure; the drills try fifty thousand. */
const STEPS = Number(process.env.DRILL_STEPS ?? 60);
/** The drills name theirs, so that a failure can be met again; the suite walks elsewhere each time. */
const SEED = process.env.DRILL_SEED;
const LENGTH = 60;
const BEGIN = new Date('2026-03-09T02:00:00Z');
/** Far enough for the earliest end of an entry in a list and for the term of a determination. */
const LAST_DAY = new Date('2029-12-20T00:00:00Z');
/** What the provider sends of a record when an objection to it is upheld. */
const AMENDED_IN: Readonly<Record<string, PenaltyRow>> = {
  correcting: { action: 'correct', CF_NR: '罚款人民币三千元', CF_NR_FK: '0.3' },
  withdrawing: { action: '2', withdrawal_reason: '异议成立，决定撤回' },
};
/** Of a case that is over so much is tried, and then another begins. */
const TRIES_AFTER_THE_END = 2;

const database = testDatabase();
const law = lawWithList();
let bureau: TestBureau;
let vault: Vault;
let people: Context[];
beforeAll(async () => {
  await planOnce(database.pools);
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const more = await Promise.all(
    (['clerk', 'reviewer', 'decider'] as const).map((role) => makeActor(database.urls.owner, { id, path, kind }, role)),
  );
  people = [bureau.clerk, bureau.reviewer, bureau.decider, ...more.map((actor) => ({ ...bureau.clerk, actor }))];
  bureau.clock.now = BEGIN;
  await openList(bureau, deps());
}, 120_000);

const deps = () => ({ law, vault });

/** Records for the next cases; sent by the file, since the intake of one costs as much as that of many. */
function recordsFor(use: number): () => Promise<Sent> {
  const file = Math.min(300, STEPS / 4);
  let serial = use * 100_000 + 1;
  let sent: Sent[] = [];
  return async () => {
    if (sent.length === 0) {
      sent = (await sentRecords(bureau, serial, file)).reverse();
      serial += file;
    }
    return sent.pop()!;
  };
}

const NOTHING_WRONG = { isProgram: false, isRecused: false, isStale: false, saysWhy: true, undisposed: 0 };
type InHand = { readonly id: string; readonly recordId: string; readonly plain: PlainCase; taken: number };

/** A case with the hands of its own clock, in the database and as the plain model has it. */
async function begun(
  { runnable: { table }, first, isPointed, open, runnable }: Opening,
  { recordId, row }: Sent,
  isUpheld: boolean,
  walked: Walked,
) {
  const clock = { now: BEGIN };
  const at = (ctx: Context): Context => ({ ...ctx, now: () => clock.now });
  const clerk = at(bureau.clerk);
  const id = await open({ ...bureau, clock, clerk }, deps(), recordId, !isUpheld);
  const steps = caseSteps(deps(), [runnable]);
  const found = table.code === 'repair' ? 'sufficient' : isUpheld ? 'upheld' : 'not_upheld';
  if (isPointed) await steps.dispose(clerk, id, 1, found);
  const on = chinaDate(BEGIN);
  const plain = new PlainCase(table, on);
  plain.take(
    { ...NOTHING_WRONG, step: first, by: clerk.actor.accountId, on, papers: new Map() },
    table.steps[first]!.ways.none!,
  );
  walked.came(first, plain.state);
  const inHand: InHand = { id, recordId, plain, taken: 0 };
  /** What was drafted in the case, which nobody drafts anew. */
  const drafted = new Map<string, string>();
  async function papersFor(who: Context, step: string, kinds: readonly string[]) {
    // On the text that shields the record nothing else is decided: what follows the plan is said anew.
    if (table.steps[step]!.guards.includes('new_decision') && plain.state === 'shielded') {
      const { facts, words } = typedFor(law, 'decision', table.code, chinaDate(clock.now));
      const anew = { facts: { ...facts, outcome: '重整计划执行完毕，准予修复' }, words, caseId: id, kind: 'decision' };
      drafted.set('decision', (await draftDocument(who, deps(), [runnable], anew)).result.textSha256);
    }
    const known = kinds.map((kind) => (drafted.has(kind) ? { kind, sha256: drafted.get(kind)! } : kind));
    const documents = await steps.documents(who, id, step, known);
    for (const { kind, sha256 } of documents) if (table.drafted.includes(kind)) drafted.set(kind, sha256);
    return documents;
  }

  /** The provider carries out what was decided on the record: now and then, and once. */
  let amended = false;
  async function amend(): Promise<void> {
    const change = table.code === 'objection' ? AMENDED_IN[plain.state] : undefined;
    if (change === undefined || amended) return;
    amended = true;
    await bureau.send([{ ...row, ...change }]);
  }

  /** One try: what the database makes of it is what the plain model has. */
  async function tries(roll: Roll): Promise<void> {
    const then = new Date(clock.now.getTime() + roll.days * 86_400_000);
    if (then < LAST_DAY) clock.now = then;
    if (roll.who % 6 === 0) await amend();
    const step = stepOf(table, plain, roll, walked);
    const rule = table.steps[step]!;
    const who = at(somebody(people, rule.deed, roll));
    const kinds = [
      ...rule.documents,
      ...(step === 'submit' ? ['commitment_letter', 'performance_proof', 'court_ruling'] : []),
    ];
    const documents = await triedOr(papersFor(who, step, kinds));
    // Whoever may not draft has no paper with which to try.
    if (documents instanceof Refusal) return expect(documents.code).toBe('access.denied');
    const cause = rule.stopsClock ? { cause: 'test' } : {};
    const given = { caseId: id, step, documents, reason: '理由如下。', after: plain.steps.length, ...cause };
    const result = await triedOr(takeStep(who, deps(), [runnable], given));
    const papers = new Map(documents.map(({ kind, sha256 }) => [kind, sha256]));
    const attempt: Attempt = { ...NOTHING_WRONG, step, by: who.actor.accountId, on: chinaDate(clock.now), papers };
    const isAllowed = isPostFor(rule.deed, who) && plain.isSeparate(rule.deed, attempt.by);
    const expected = isAllowed ? plain.after(attempt) : undefined;
    if (result instanceof Refusal) {
      // What the model would have is refused by what it does not know, the guards alone.
      if (expected === undefined) return;
      expect([step, result.code, rule.guards.length > 0]).toEqual([step, expect.stringMatching(OF_A_GUARD), true]);
      return walked.guarded(step);
    }
    expect([step, plain.state, result.result.state]).toEqual([step, plain.state, expected]);
    plain.take(attempt, expected!);
    walked.came(step, plain.state);
    inHand.taken += 1;
  }
  return { inHand, tries };
}

/** The tables refuse by codes that begin with `procedure.`, the policies by those of access; whether a paper was served the model cannot know. */
const OF_A_GUARD = /^(procedure\.not_served$|(?!procedure\.|access\.))/;

async function everythingAgrees({ runnable: { table } }: Opening, { id, recordId, plain }: InHand): Promise<void> {
  const kept = await inContext(database.pools.app, { purpose: 'system' }, async (tx) => ({
    inHand: await getCase(tx, id),
    timers: await listKeptTimers(tx, id),
  }));
  expect(kept.inHand.taken.map(({ step }) => step)).toEqual(plain.steps);
  expect(stateAfter(table, kept.inHand.taken)).toBe(plain.state);
  const counted = timersOf(table, kept.inHand.taken, law).map(({ code: timer, stoppedOn, deadline, endedOn }) => [
    timer,
    stoppedOn === undefined ? deadline.due : null,
    endedOn ?? null,
  ]);
  expect(kept.timers.map(({ timer, dueOn, endedOn }) => [timer, dueOn, endedOn]).sort()).toEqual(counted.sort());
  for (const { derivation } of kept.timers) expect(derivation.cited.length).toBeGreaterThan(0);
  expect((await getRecord(bureau.clerk, recordId)).underObjection).toBe(
    table.states[plain.state]!.marksRecord === true,
  );
  const journal = await bureau.asOwner<{ deed: string }>(
    'select deed from journal where object_id = $1 and deed <> $2 order by version',
    [id, `${table.code}.dispose`],
  );
  expect(journal.map(({ deed }) => deed)).toEqual(plain.steps.map((step) => `${table.code}.${step}`));
}

type Tally = { tried: number; taken: number; cases: number; readonly walked: Walked };
const unseen = ({ runnable: { table } }: Opening, { walked }: Tally) =>
  Object.keys(table.states).filter((state) => !walked.states.has(state));
function told(opening: Opening, tally: Tally): string {
  const { tried, taken, cases, walked } = tally;
  const rest = unseen(opening, tally).map((state) => `, not ${state}`);
  return `${tried} steps tried in ${cases} cases, ${taken} taken, ${tried - taken} refused; ${walked.states.size} states${rest.join('')}`;
}

test.concurrent.each(OPENINGS.map((opening, use) => ({ ...opening, use })))(
  '$name: whatever anybody tries, the plain model would have it so, and table, rows, clocks, marker and journal agree',
  async ({ use, ...opening }) => {
    const next = recordsFor(use);
    const tally = { tried: 0, taken: 0, cases: 0, walked: new Walked() };
    const walk = async (list: readonly Roll[], isUpheld: boolean) => {
      let left = [...list];
      while (left.length > 0) {
        const { inHand, tries } = await begun(opening, await next(), isUpheld, tally.walked);
        for (let over = 0; over < TRIES_AFTER_THE_END && left.length > 0; over += inHand.plain.isOver() ? 1 : 0) {
          await tries(left[0]!);
          left = left.slice(1);
          tally.tried += 1;
        }
        await everythingAgrees(opening, inHand);
        tally.taken += inHand.taken;
        tally.cases += 1;
      }
    };
    await fc.assert(fc.asyncProperty(rolls(LENGTH), fc.boolean(), walk), {
      numRuns: Math.ceil(STEPS / LENGTH),
      // The seed repeats it; to make it smaller would be a walk of its own each time.
      endOnFailure: true,
      ...(SEED === undefined ? {} : { seed: Number(SEED) + use }),
    });
    expect(tally.tried).toBeGreaterThanOrEqual(STEPS);
    expect(tally.taken).toBeGreaterThan(tally.tried / 20);
    // A walk of the drills that leaves a state out proves less than it says.
    if (STEPS >= 8_000) expect(unseen(opening, tally)).toEqual([]);
    if (SEED !== undefined) console.info(`${opening.name}, seed ${Number(SEED) + use}: ${told(opening, tally)}`);
  },
  60_000 + 500 * STEPS,
);
