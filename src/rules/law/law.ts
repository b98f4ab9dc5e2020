import { createHash } from 'node:crypto';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { canonical } from './canonical.ts';
import { covers } from './interval.ts';
import {
  type Article,
  type ArticleRef,
  type BasisLevel,
  type CalendarYear,
  type Instrument,
  type Interval,
  KINDS,
  type Kind,
  type Kinds,
  type LawItem,
  type Mark,
  type PackHead,
  type Parameter,
  type Period,
  type Ruled,
  type Stack,
} from './pack.ts';
import { codeOf } from './rule-code.ts';
import { calendarOf, type WorkCalendar } from './working-days.ts';

/** An article as it stands on a day, with the act that holds it. */
export type StandingArticle = {
  readonly ref: ArticleRef;
  readonly article: Article;
  readonly instrument: Instrument;
};
/** A rule with the pack that it comes from. */
export type Standing<K extends Kind> = { readonly rule: Kinds[K]; readonly pack: PackHead };

/** The rules of a kind on a day, by code and in order. */
type OfDay = { readonly byCode: ReadonlyMap<string, Standing<Kind>>; readonly rules: readonly Kinds[Kind][] };

/** Days of which it is known what holds; beyond it the tables are made again. */
const MOST_DAYS_KEPT = 2_000;

/** Told which rule an answer has read, `periods:penalty.publicity`: the mutation run asks which cases read what. */
export type Trace = (key: string) => void;

/** `edition` and `calendar` spare their computing where the caller has them; `trace` hears what answers read. */
export type LawOptions = { readonly edition?: string; readonly calendar?: WorkCalendar; readonly trace?: Trace };

/**
 * A stack of packs as one law: what holds on a day. Frozen; answers depend on nothing but its content. The lowest pack wins
 * among rules of one code (the loader has seen to it that it may).
 */
export class Law {
  readonly packs: readonly PackHead[];
  readonly stack: Stack;
  readonly #rules: RuleIndex;
  readonly #articles = new Map<PlainDate, Map<ArticleRef, StandingArticle | undefined>>();
  readonly #days = new Map<PlainDate, Map<Kind, OfDay>>();
  readonly #instruments: ReadonlyMap<string, readonly Instrument[]>;
  readonly #trace: Trace | undefined;
  readonly #calendar: WorkCalendar;
  readonly #edition: string;

  constructor(stack: Stack, options: LawOptions = {}) {
    this.stack = stack;
    this.packs = stack.map(({ head }) => head);
    this.#rules = indexRules(stack);
    this.#instruments = Map.groupBy(
      stack.flatMap(({ instruments }) => instruments),
      ({ instrument }) => instrument,
    );
    this.#calendar = options.calendar ?? calendarOf(stack.flatMap(({ calendars }) => calendars));
    this.#edition = options.edition ?? editionOf(stack);
    this.#trace = options.trace;
    Object.freeze(this);
  }

  /** Hash of the whole stack (sha-256, hex): what was known and used, the second clock of the law. */
  get edition(): string {
    return this.#edition;
  }

  get calendar(): WorkCalendar {
    this.#trace?.('calendars');
    return this.#calendar;
  }

  /** The rules of a kind in force on a day, one per code. */
  all<K extends Kind>(kind: K, on: PlainDate): readonly Kinds[K][] {
    this.#trace?.(`${kind}:*`);
    return this.#onDay(kind, on).rules as readonly Kinds[K][];
  }

  /** The rule of that code on that day, or undefined. */
  find<K extends Kind>(kind: K, code: string, on: PlainDate): Kinds[K] | undefined {
    return this.standing(kind, code, on)?.rule;
  }

  /** @throws {Refusal} rule `law.no_rule`: nothing of that kind and code holds on that day */
  get<K extends Kind>(kind: K, code: string, on: PlainDate): Kinds[K] {
    const rule = this.find(kind, code, on);
    if (rule === undefined) throw new Refusal('rule', 'law.no_rule', { kind, code, on });
    return rule;
  }

  /** Like {@link find}, with the pack it stands in. */
  standing<K extends Kind>(kind: K, code: string, on: PlainDate): Standing<K> | undefined {
    this.#trace?.(`${kind}:${code}`);
    // Under a trace each rule is looked up alone: a day's table would claim that the answer had read all of it.
    if (this.#trace !== undefined)
      return this.#inForce(this.#rules.get(kind)?.get(code) ?? [], on) as Standing<K> | undefined;
    return this.#onDay(kind, on).byCode.get(code) as Standing<K> | undefined;
  }

  /** @throws {Refusal} rule `law.no_rule` */
  period(code: string, on: PlainDate): Period {
    return this.get('periods', code, on);
  }

  /** @throws {Refusal} rule `law.no_rule` */
  parameter(code: string, on: PlainDate): Parameter {
    return this.get('parameters', code, on);
  }

  /** The catalogue item (信用信息目录). @throws {Refusal} rule `law.no_rule` */
  item(code: string, on: PlainDate): LawItem {
    return this.get('items', code, on);
  }

  /** The article in force on that day; a paragraph falls back on its whole article. */
  article(ref: ArticleRef, on: PlainDate): StandingArticle | undefined {
    if (this.#trace !== undefined) this.#trace(`instruments:${ref.split(':')[0]}`);
    const ofDay = this.#articles.get(on) ?? kept(this.#articles, on);
    const known = ofDay.get(ref);
    if (known !== undefined || ofDay.has(ref)) return known;
    const standing = this.#standingArticle(ref, on);
    ofDay.set(ref, standing);
    return standing;
  }

  #standingArticle(ref: ArticleRef, on: PlainDate): StandingArticle | undefined {
    const [id, name] = ref.split(':') as [string, string];
    for (const instrument of this.#instruments.get(id) ?? []) {
      if (!covers(instrument.inForce, on)) continue;
      const article = articleOf(instrument, name, on) ?? articleOf(instrument, name.split('(')[0]!, on);
      if (article !== undefined) return { ref, article, instrument };
    }
    return undefined;
  }

  /** The act in force on that day. */
  instrument(id: string, on: PlainDate): Instrument | undefined {
    this.#trace?.(`instruments:${id}`);
    return this.#instruments.get(id)?.find(({ inForce }) => covers(inForce, on));
  }

  /** The working-day notice of a year, as its pack holds it. */
  calendarYear(year: number): CalendarYear | undefined {
    this.#trace?.('calendars');
    return this.stack.flatMap(({ calendars }) => calendars).find(({ calendar }) => calendar === year);
  }

  level(ref: ArticleRef, on: PlainDate): BasisLevel | undefined {
    return this.article(ref, on)?.instrument.level;
  }

  mark(ref: ArticleRef, on: PlainDate): Mark | undefined {
    return this.article(ref, on)?.article.mark;
  }

  /** What holds of a kind on a day; kept, since a counter asks about the same few days all day long. */
  #onDay(kind: Kind, on: PlainDate): OfDay {
    const ofDay = this.#days.get(on) ?? kept(this.#days, on);
    const known = ofDay.get(kind);
    if (known !== undefined) return known;
    const byCode = new Map<string, Standing<Kind>>();
    for (const [code, versions] of this.#rules.get(kind) ?? []) {
      const rule = this.#inForce(versions, on);
      if (rule !== undefined) byCode.set(code, rule);
    }
    const standing = { byCode, rules: Object.freeze([...byCode.values()].map(({ rule }) => rule)) };
    ofDay.set(kind, standing);
    return standing;
  }

  /** A lower pack's rule wins while it holds; without an interval a rule lives as long as an article of its basis. */
  #inForce(standing: readonly Standing<Kind>[], on: PlainDate): Standing<Kind> | undefined {
    return standing.findLast(({ rule }) => {
      const { inForce, basis } = rule as Partial<Ruled>;
      if (inForce !== undefined) return covers(inForce, on);
      return basis === undefined || basis.some((ref) => this.article(ref, on) !== undefined);
    });
  }
}

/** A new table for a day. */
function kept<K, V>(days: Map<PlainDate, Map<K, V>>, on: PlainDate): Map<K, V> {
  if (days.size >= MOST_DAYS_KEPT) days.clear();
  const ofDay = new Map<K, V>();
  days.set(on, ofDay);
  return ofDay;
}

function articleOf({ articles, inForce }: Instrument, name: string, on: PlainDate): Article | undefined {
  const within = (interval: Interval | undefined) => covers(interval ?? inForce, on);
  const exact = articles.find((one) => one.article === name && within(one.inForce));
  return exact ?? articles.find((one) => one.article.split('(')[0] === name && within(one.inForce));
}

/** Kind → code → its versions, upper packs first. */
type RuleIndex = ReadonlyMap<Kind, ReadonlyMap<string, readonly Standing<Kind>[]>>;

function indexRules(stack: Stack): RuleIndex {
  const index = new Map<Kind, Map<string, Standing<Kind>[]>>(KINDS.map((kind) => [kind, new Map()]));
  for (const pack of stack) {
    for (const [kind, codes] of index) {
      for (const rule of pack[kind] ?? []) {
        const code = codeOf(rule);
        const standing = { rule, pack: pack.head };
        const versions = codes.get(code);
        if (versions === undefined) codes.set(code, [standing]);
        else versions.push(standing);
      }
    }
  }
  return index;
}

/** Hash over the content in canonical form: order of keys, comments and layout of the YAML do not matter. */
export function editionOf(stack: Stack): string {
  return createHash('sha256').update(canonical(stack)).digest('hex');
}
