import { mayOrRefuse } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Pools } from '../../ground/platform/db.ts';
import { maskName, type Vault } from '../../ground/vault/index.ts';
import type { Law, LawOf } from '../../rules/law/index.ts';
import { type Answer, answerOf, type CoverageGap } from './check.ts';
import { type Asker, type Found, type KeptUse, listUses, readAt, readCoverage } from './check-queries.ts';
import { withNear } from './near-parties.ts';
import { answerIdOf, askedByOf, askedHashOf, lookUpOf, type Question } from './question-commands.ts';
import { ReadingRoom } from './reading-queries.ts';
import { type Use, UseLog } from './use-log-store.ts';

export type KeyedAnswer = Answer & { readonly key?: string };
/** What was answered is said again by the edition of then, hence `lawOf`. */
export type Laws = { readonly law: Law; readonly lawOf: LawOf };
export type CheckDeps = Laws & { readonly vault: Vault; readonly desk: CheckDesk };

/** How long the list of sources may be remembered. It says nothing about any party. */
const COVERAGE_KEPT_MS = 5_000;

/** What all checks of a process share: the use log, the trips to the database, and until when the sources reach. */
export class CheckDesk {
  readonly log: UseLog;
  readonly reading: ReadingRoom;
  readonly #pools: Pools;
  #coverage: { readonly at: Date; readonly gaps: Promise<CoverageGap[]> } | undefined;

  constructor(pools: Pools) {
    this.#pools = pools;
    this.log = new UseLog(pools);
    this.reading = new ReadingRoom(pools);
  }

  async coverage(now: Date): Promise<{ at: Date; gaps: readonly CoverageGap[] }> {
    const age = this.#coverage && now.getTime() - this.#coverage.at.getTime();
    if (this.#coverage === undefined || age === undefined || age < 0 || age > COVERAGE_KEPT_MS) {
      this.#coverage = { at: now, gaps: readCoverage(this.#pools, now) };
      // What failed is asked again by the next question.
      this.#coverage.gaps.catch(() => {
        this.#coverage = undefined;
      });
    }
    const { at, gaps } = this.#coverage;
    return { at, gaps: await gaps };
  }
}

function askerOf({ actor }: Context): Asker {
  const { accountId, organPath } = actor;
  return { accountId, organPath };
}

function mayAsk({ actor }: Context, matters: readonly string[]): void {
  mayOrRefuse(actor, 'check.ask', { kind: 'check', organPath: actor.organPath, matters });
}

/** Makes of answers what their asker gets. */
export type Tell<Told> = (answers: readonly KeyedAnswer[]) => Told;

/** {@link tellChecks}, as they are. */
export const askChecks = (ctx: Context, deps: CheckDeps, questions: readonly Question[]) =>
  tellChecks(ctx, deps, questions, (answers) => answers);

/**
 * Answers every question, in their order, after every use is durable. The same request sent again gets its first answers. What is told is
 * made before the wait for the disk, and only that outlives it: bytes are little, the answers that they are made of are hundreds of objects.
 * @throws {Refusal} forbidden `access.denied`; invalid `check.code_kind`, `check.person_number`, `check.name_short`,
 *   `http.request_key`; busy `check.log_full`; conflict `request.key_reused`; throttled `access.key_quota_spent`
 */
export async function tellChecks<Told>(
  ctx: Context,
  deps: CheckDeps,
  questions: readonly Question[],
  tell: Tell<Told>,
): Promise<Told> {
  const matters = questions.map(({ matter }) => matter);
  mayAsk(ctx, matters);
  const { uses, told } = await answerNow(ctx, deps, questions, tell);
  const written = await deps.desk.log.write(uses);
  if (uses.every(({ id }) => written.has(id))) return told;
  return tell(keyed(await saidBefore(ctx, deps, uses), questions));
}

/** What is known now as it will be told, and the uses without which it is not. */
async function answerNow<Told>(
  ctx: Context,
  { law, vault, desk }: CheckDeps,
  questions: readonly Question[],
  tell: Tell<Told>,
): Promise<{ readonly uses: readonly Use[]; readonly told: Told }> {
  if (ctx.request === undefined) throw new Refusal('invalid', 'http.request_key');
  const requestKey = ctx.request.key;
  const now = ctx.now();
  const lookUps = questions.map((question, at) => lookUpOf(question, at, vault));
  await ctx.meter?.({ matters: questions.map(({ matter }) => matter), subjects: questions.length });
  desk.log.expect();
  const [read, coverage] = await Promise.all([desk.reading.read(lookUps, chinaDate(now)), desk.coverage(now)]);
  const found = await withNear(desk.reading, lookUps, read, chinaDate(now));
  const answers = questions.map(({ matter, purpose }, at) => {
    const id = answerIdOf(ctx.actor.accountId, requestKey, at);
    const asked = { by: askedByOf(lookUps[at]!), matter, purpose };
    return answered({ id, at: now, asked }, found[at]!, coverage.gaps, law);
  });
  const uses = answers.map((answer, at): Use => {
    const askedHash = askedHashOf(questions[at]!, lookUps[at]!, vault);
    return useOf(ctx, answer, found[at]!, { askedHash, edition: law.edition, at: now, coverageAt: coverage.at });
  });
  return { uses, told: tell(keyed(answers, questions)) };
}

/** Each with the key that its asker gave the question. */
function keyed(answers: readonly Answer[], questions: readonly Question[]): KeyedAnswer[] {
  return answers.map((answer, at) => {
    const { key } = questions[at]!;
    return key === undefined ? answer : { ...answer, key };
  });
}

function answered(
  use: { readonly id: string; readonly at: Date; readonly asked: Answer['asked'] },
  found: Found,
  coverage: readonly CoverageGap[],
  law: Law,
): Answer {
  const { id, at, asked } = use;
  const parties = found.parties.map(({ kind, name, code }) => ({ kind, name, code }));
  const named = asked.by === 'name';
  return answerOf(
    {
      id,
      asOf: at,
      asked,
      party: named ? undefined : parties[0],
      records: found.records,
      candidates: named ? parties : [],
      near: found.near?.map(({ kind, name, code }) => ({ kind, name, code })),
      coverage,
    },
    law,
    chinaDate(at),
    maskName,
  );
}

function useOf(
  { actor }: Context,
  { id, asked, facts }: Answer,
  { parties, near }: Found,
  rest: Pick<Use, 'askedHash' | 'edition' | 'at' | 'coverageAt'>,
): Use {
  const named = asked.by === 'name';
  const { organId, organPath, accountId, postId } = actor;
  return {
    ...rest,
    id,
    subjectId: named ? null : (parties[0]?.id ?? null),
    organId,
    organPath,
    accountId,
    postId,
    askedBy: asked.by,
    matter: asked.matter,
    purpose: asked.purpose,
    recordIds: facts.map(({ recordId }) => recordId),
    candidateIds: (named ? parties : (near ?? [])).map((party) => party.id),
    faultyCode: near !== undefined,
  };
}

/** @throws {Refusal} conflict `request.key_reused`: the key belongs to a request that asked something else */
async function saidBefore(ctx: Context, laws: Laws, uses: readonly Use[]): Promise<Answer[]> {
  const ids = uses.map(({ id }) => id);
  const kept = new Map((await listUses(ctx.pools, askerOf(ctx), ids)).map((use) => [use.id, use]));
  const before = uses.map(({ id, askedHash }) => {
    const use = kept.get(id);
    if (use?.askedHash !== askedHash) throw new Refusal('conflict', 'request.key_reused', { key: ctx.request?.key });
    return use;
  });
  return Promise.all(before.map((use) => sayAgain(ctx, laws, use)));
}

/**
 * What was said then: by what was known at that instant, under the edition of then, of the records that were told.
 * @throws {Refusal} rule `check.edition_gone`
 */
async function sayAgain(ctx: Context, { law: inUse, lawOf }: Laws, use: KeptUse): Promise<Answer> {
  const law = use.edition === inUse.edition ? inUse : await lawOf(use.edition);
  if (law === undefined) throw new Refusal('rule', 'check.edition_gone');
  const { askedBy: by, subjectId, faultyCode } = use;
  const ids = by === 'name' || faultyCode ? use.candidateIds : subjectId === null ? [] : [subjectId];
  const [found, coverage] = await Promise.all([
    readAt(ctx.pools, ids, chinaDate(use.at), use.at),
    readCoverage(ctx.pools, use.coverageAt),
  ]);
  const told = new Set(use.recordIds);
  const parties = found.flatMap((one) => one.parties);
  const all = {
    ...(faultyCode ? { parties: [], near: parties } : { parties }),
    records: found.flatMap(({ records }) => records.filter(({ recordId }) => told.has(recordId))),
  };
  const { id, at, matter, purpose } = use;
  return answered({ id, at, asked: { by, matter, purpose } }, all, coverage, law);
}

/** An answer that the own organ was given. @throws {Refusal} absent `check.absent`; rule `check.edition_gone` */
export async function getCheck(ctx: Context, laws: Laws, id: string): Promise<Answer> {
  mayAsk(ctx, []);
  const [use] = await listUses(ctx.pools, askerOf(ctx), [id]);
  if (use === undefined) throw new Refusal('absent', 'check.absent', { id });
  mayAsk(ctx, [use.matter]);
  return sayAgain(ctx, laws, use);
}
