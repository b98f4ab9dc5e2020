import type { Deed } from '../../ground/access/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law, Outage } from '../../rules/law/index.ts';
import {
  type DocumentRef,
  draftedFor,
  isDeciding,
  NONE,
  type Procedure,
  type Sentence,
  type StepRule,
} from './procedure.ts';
import { stateAfter, type Taken, waysFrom } from './procedure-case.ts';
import { timersOf } from './procedure-timers.ts';
import { shownTimer } from './procedure-views.ts';

/** Whether somebody may take a deed, and the sentence of the rule where not. */
export type Judge = (deed: Deed) => { allowed: boolean; says: Sentence; article: string };

const RECUSED: Sentence = { zh: '您在本案中已回避。', en: 'You are recused from this case.' };
const SAME_HAND: Sentence = {
  zh: '您在本案中已办理过须由他人办理的步骤。',
  en: 'You took a step in this case that must be in another hand.',
};
const ONCE: Sentence = { zh: '此步骤在本案中已办理过。', en: 'This step has been taken in this case.' };

type Who = {
  readonly accountId: string;
  readonly recused: readonly string[];
  readonly judge: Judge;
  /** The posts that a deed belongs to. */
  readonly postsOf: (deed: Deed) => readonly string[];
};
type No = { readonly says: Sentence; readonly article: string | null };

function whyNot(rule: StepRule, step: string, taken: readonly Taken[], who: Who): No | null {
  if (rule.once && taken.some((one) => one.step === step)) return { says: ONCE, article: null };
  if (who.recused.includes(who.accountId)) return { says: RECUSED, article: null };
  if (taken.some(({ step: took, by }) => by === who.accountId && rule.notBy.includes(took))) {
    return { says: SAME_HAND, article: null };
  }
  const { allowed, says, article } = who.judge(rule.deed);
  return allowed ? null : { says, article: article || null };
}

/** Causes for which every clock that would stand still in that state may do so. */
function causesOf({ timers }: Procedure, to: string, law: Law, today: PlainDate): readonly string[] {
  const allowed = Object.values(timers)
    .filter(({ standsStillIn }) => standsStillIn.includes(to))
    .map(({ period }) => law.find('periods', period, today)?.stopClock ?? []);
  const [first = [], ...others] = allowed;
  return first.filter((cause) => others.every((one) => one.includes(cause)));
}

/** The ways of the party to go on that a step tells, with the terms of the packs on that day. */
export function remediesOf(codes: readonly string[], law: Law, today: PlainDate) {
  return codes.flatMap((code) => {
    const found = law.find('periods', code, today);
    if (found === undefined) return [];
    const { name: zh, nameEn: en, count, unit, basis: articles, mark } = found;
    return { period: code, name: { zh, en }, count, unit, articles, mark };
  });
}

/** The document that a step has to bring again, byte for byte. */
function sameAs({ sameDocument }: StepRule, taken: readonly Taken[]): DocumentRef | null {
  if (sameDocument === undefined) return null;
  const of = ({ documents }: Taken) => documents.find(({ kind }) => kind === sameDocument);
  return taken.map(of).findLast((one) => one !== undefined) ?? null;
}

/** The steps that are open in a case, each with what it needs and whether this person may take it. */
export function openWays(table: Procedure, taken: readonly Taken[], who: Who, law: Law, today: PlainDate) {
  const isSpent = (step: string) => table.steps[step]!.once === true && taken.some((one) => one.step === step);
  const open = waysFrom(table, stateAfter(table, taken)).filter(({ step }) => !isSpent(step));
  return open.map(({ step, to }) => {
    const rule = table.steps[step]!;
    const no = whyNot(rule, step, taken, who);
    return {
      step,
      name: rule.name,
      to,
      toName: table.states[to]!.name,
      documents: rule.documents,
      drafted: draftedFor(table, rule.documents),
      serves: rule.serves ?? [],
      sameAs: sameAs(rule, taken),
      answersAll: rule.answersAll === true,
      decides: isDeciding(rule),
      byParty: rule.byParty === true,
      saysWhy: isDeciding(rule) || rule.saysWhy === true,
      publicReason: rule.publicReason === true,
      stopsClock: rule.stopsClock === true,
      causes: rule.stopsClock ? causesOf(table, to, law, today) : [],
      remedies: remediesOf(rule.remedies ?? [], law, today),
      basis: rule.basis.filter((ref) => law.article(ref, today) !== undefined),
      effect: rule.effect,
      posts: who.postsOf(rule.deed),
      may: no === null,
      whyNot: no?.says ?? null,
      whyNotArticle: no?.article ?? null,
    };
  });
}
export type OpenWay = ReturnType<typeof openWays>[number];

/** Steps that somebody with these rights would take in a state; what only the party brings about waits for nobody. */
export function turnsOf(tables: readonly Procedure[], deeds: readonly Deed[]) {
  return tables.flatMap((table) =>
    Object.values(table.steps).flatMap(({ ways, deed, byParty, notBy }) =>
      byParty || !deeds.includes(deed)
        ? []
        : Object.keys(ways)
            .filter((state) => state !== NONE && !table.states[state]!.final)
            .map((state) => ({ procedure: table.code, state, not_by: notBy })),
    ),
  );
}

/** The clocks of a case as answers give them. */
export const shownTimers = (
  table: Procedure,
  taken: readonly Taken[],
  law: Law,
  today: PlainDate,
  outages: readonly Outage[],
) => timersOf(table, taken, law, outages).map((timer) => shownTimer(timer, today));
