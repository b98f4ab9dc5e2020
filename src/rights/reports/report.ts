import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { DocumentFacts } from '../../rules/law/index.ts';

/** How much of the file somebody may fetch: what a check would tell, or what everybody may read today anyway. */
export const REPORT_SCOPES = ['whole', 'public'] as const;
export type ReportScope = (typeof REPORT_SCOPES)[number];

/** A fact in force, as far as a report tells it. */
export type ReportFact = {
  readonly recordId: string;
  readonly item: string;
  readonly documentNumber: string;
  readonly decidedOn: PlainDate;
  readonly organ: { readonly name: string };
  readonly fields: readonly { readonly code: string; readonly value: string }[];
  readonly statement: string | null;
  readonly until?: PlainDate;
  readonly marks: readonly string[];
};
/** An entry of a serious list that stands: published, and resting for nothing. */
export type ListedEntry = {
  readonly recordId: string;
  /** Name of the list. */
  readonly list: string;
  /** Number of the decision; null: it has none that anybody may read. */
  readonly number: string | null;
  readonly organ: string;
  readonly effectiveOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly statement: string | null;
};
/** What stands around the facts: who looked, since when objections are open, from when a repair is possible, how far sources reach. */
export type ReportGiven = {
  readonly party: string;
  readonly partyCode: string | null;
  readonly number: string;
  readonly purpose: string;
  readonly asOf: PlainDate;
  readonly madeOn: PlainDate;
  readonly scope: ReportScope;
  readonly facts: readonly ReportFact[];
  readonly listed: readonly ListedEntry[];
  readonly publicIds: ReadonlySet<string>;
  readonly objectedOn: ReadonlyMap<string, PlainDate>;
  readonly repairFrom: ReadonlyMap<string, PlainDate>;
  /** `name`: what the law calls the item. */
  readonly sources: readonly {
    readonly organ: string;
    readonly item: string;
    readonly name: string;
    readonly upTo: PlainDate;
  }[];
  readonly uses: readonly { readonly organ: string; readonly matter: string; readonly day: PlainDate }[];
};

/** Fields that say what was decided; everything else stands in the file and on the page. */
const CONTENT = ['CF_CFLB', 'CF_NR', 'XK_XKLB', 'XK_NR'];
/** Of a category without a source here nothing follows: not that there is none. */
const NOT_COLLECTED = '本机关未归集此类信息，不表示没有。';
const NONE_FOUND = '查询期内无此类信息。';
const NOT_WITHIN = '授权范围不含此项';

function entryOf({ documentNumber, organ, decidedOn, fields, until, marks }: ReportFact): readonly string[] {
  const said = fields.filter(({ code }) => CONTENT.includes(code)).map(({ value }) => value);
  const end = until === undefined ? [] : [`至${until}`];
  const notFinal = marks.includes('not_final') ? ['尚未确定，不作为失信信息'] : [];
  return [documentNumber, organ.name, decidedOn, [...said, ...end, ...notFinal].join('；')];
}

/** What stands where the number of a decision would. */
const nameOf = ({ number, list }: ListedEntry): string => number ?? list;

function listedRow(entry: ListedEntry): readonly string[] {
  const { list, organ, effectiveOn, untilOn } = entry;
  return [nameOf(entry), organ, effectiveOn, `列入${list}；至${untilOn}`];
}

/** The party's own words on what is told, an entry of a list included whose record is not told any more. */
function statementRows(told: readonly ReportFact[], listed: readonly ListedEntry[]): (readonly [string, string])[] {
  const facts = new Set(told.map(({ recordId }) => recordId));
  const ofEntries = listed.filter(({ recordId }) => !facts.has(recordId));
  const said = [
    ...told.map(({ documentNumber, statement }) => [documentNumber, statement] as const),
    ...ofEntries.map((entry) => [nameOf(entry), entry.statement] as const),
  ];
  return said.flatMap(([name, statement]) => (statement === null ? [] : [[name, statement] as const]));
}

/** The records that a report of that scope tells. */
export function toldIn({ facts, scope, publicIds }: Pick<ReportGiven, 'facts' | 'scope' | 'publicIds'>): ReportFact[] {
  return facts.filter(({ recordId }) => scope === 'whole' || publicIds.has(recordId));
}

/**
 * The facts of the report's document (公共信用信息报告标准 2022; law file 2.14): facts in force and nothing that has ended, no count, no
 * grade. An entry of a list that was published is public, so that it stands in every scope. What this installation holds nothing of is empty and says so.
 */
export function reportFacts(given: ReportGiven): DocumentFacts {
  const told = toldIn(given);
  const of = (item: string) => told.filter((fact) => fact.item === item).map(entryOf);
  const noneOf = (item: string) => (given.sources.some((source) => source.item === item) ? NONE_FOUND : NOT_COLLECTED);
  const within = <T>(rows: readonly T[], hidden: T): readonly T[] => (given.scope === 'whole' ? rows : [hidden]);
  const none: readonly (readonly string[])[] = [];
  return {
    party: given.party,
    partyCode: given.partyCode ?? '无',
    reportNumber: given.number,
    purpose: given.purpose,
    asOf: given.asOf,
    madeOn: given.madeOn,
    licences: of('licence'),
    noLicences: noneOf('licence'),
    penalties: of('penalty'),
    noPenalties: noneOf('penalty'),
    notCollected: NOT_COLLECTED,
    honours: none,
    seriousLists: given.listed.map(listedRow),
    abnormalLists: none,
    commitments: none,
    ratings: none,
    judgments: none,
    sanctions: none,
    others: none,
    localItems: none,
    advice: told.flatMap(({ recordId, documentNumber }) => {
      const from = given.repairFrom.get(recordId);
      return from === undefined ? [] : [[documentNumber, `义务已经履行的，自${from}起可以申请信用修复，不收取费用。`]];
    }),
    objections: told.flatMap(({ recordId, documentNumber }) => {
      const since = given.objectedOn.get(recordId);
      return since === undefined ? [] : [[documentNumber, since]];
    }),
    statements: statementRows(told, given.listed),
    sources: given.sources.map(({ organ, name, upTo }) => [organ, name, upTo]),
    uses: within(
      given.uses.map(({ organ, matter, day }) => [organ, matter, day]),
      [NOT_WITHIN, '—', '—'],
    ),
  };
}
