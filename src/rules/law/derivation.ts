import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { GATE_MESSAGES } from './gate-messages.ts';
import type { Law, StandingArticle } from './law.ts';
import type { ArticleRef, BasisLevel, Mark } from './pack.ts';

export type FactValue = string | number | boolean;
/** One thing that led to an answer. `effect` says what it did; absent, it only carried the thought on. */
export type Step = {
  /** Key of GATE_MESSAGES. */
  readonly code: string;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly articles: readonly ArticleRef[];
  readonly effect?: 'refuses' | 'doubts';
};
/** An article as it stood, complete enough to print without the law at hand. */
export type Cited = {
  readonly ref: ArticleRef;
  readonly article: string;
  readonly title: string;
  readonly titleEn: string;
  readonly gist: string;
  readonly gistEn: string;
  readonly level: BasisLevel;
  readonly mark: Mark;
};

/**
 * Why an answer is what it is: facts used, steps in order, articles, the day and the edition (design §2, "Answers carry
 * their reasons"). Plain data: screens, API, letters and reports print this same value.
 */
export type Derivation = {
  /** Key of GATE_MESSAGES: what was asked. */
  readonly question: string;
  readonly on: PlainDate;
  readonly edition: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
  readonly cited: readonly Cited[];
};

export type Language = 'zh' | 'en';

/** The derivation as lines for a person to read. */
export function explain(derivation: Derivation, language: Language): string[] {
  return [
    sentence(derivation.question, { on: derivation.on }, language),
    ...derivation.steps.map(({ code, facts }) => sentence(code, facts, language)),
    ...derivation.cited.map((cited) => citation(cited, language)),
    sentence('derivation.edition', { edition: derivation.edition.slice(0, 12) }, language),
  ];
}

/** Citations in words: they depend on the article as it stands alone, and every answer of a day cites the same few. */
const CITATIONS = { zh: new WeakMap<Cited, string>(), en: new WeakMap<Cited, string>() };

function citation(cited: Cited, language: Language): string {
  const known = CITATIONS[language].get(cited);
  if (known !== undefined) return known;
  const told = citationOf(cited, language);
  CITATIONS[language].set(cited, told);
  return told;
}

/** `《行政处罚法》第48条：… [已核对原文]`. */
function citationOf({ article, title, titleEn, gist, gistEn, mark }: Cited, language: Language): string {
  const marked = sentence(`mark.${mark}`, {}, language);
  // Article 0 stands for an act that is not divided into articles, or of which the number is not known.
  if (article === '0') {
    return language === 'en' ? `${titleEn}: ${gistEn} [${marked}]` : `《${title}》：${gist} [${marked}]`;
  }
  if (language === 'en') return `${titleEn}, art. ${article}: ${gistEn} [${marked}]`;
  const [number = article, ...parts] = article.split(/[()]+/).filter(Boolean);
  const paragraph = parts.length > 0 ? `第${parts.join('-')}款（项）` : '';
  return `《${title}》第${number}条${paragraph}：${gist} [${marked}]`;
}

/** Text, name of a fact, text, … : what stands between the names is never searched again. */
const PARTS = new Map(
  Object.entries(GATE_MESSAGES).map(([code, { zh, en }]) => [code, { zh: partsOf(zh), en: partsOf(en) }] as const),
);

function partsOf(text: string): readonly string[] {
  return text.split(/\{(\w+)\}/);
}

/** Values of facts that have words of their own, `value.general`. */
const VALUE = 'value.';
const SAID_VALUES = new Map(
  Object.entries(GATE_MESSAGES).flatMap(([code, words]) =>
    code.startsWith(VALUE) ? [[code.slice(VALUE.length), words] as const] : [],
  ),
);

/** Between the parts of a fact that names several things. */
export const ENUMERATED = '、';
/** Between a branch of organs and its levels. */
export const AND_LEVELS = '/';

function saidValue(value: FactValue, language: Language): string {
  const told = String(value);
  const said = SAID_VALUES.get(told)?.[language];
  if (said !== undefined) return said;
  const between = told.includes(ENUMERATED) ? ENUMERATED : AND_LEVELS;
  if (!told.includes(between)) return told;
  const parts = told.split(between).map((one) => saidValue(one, language));
  return parts.join(between === ENUMERATED && language === 'en' ? ', ' : between);
}

/** One sentence of GATE_MESSAGES with its `{facts}` filled in. */
export function sentence(code: string, facts: Readonly<Record<string, FactValue>>, language: Language): string {
  const parts = PARTS.get(code)?.[language];
  if (parts === undefined) return code;
  let told = parts[0]!;
  for (let at = 1; at < parts.length; at += 2) {
    const value = facts[parts[at]!];
    told += value === undefined ? `{${parts[at]}}` : saidValue(value, language);
    told += parts[at + 1]!;
  }
  return told;
}

const CITED = new WeakMap<StandingArticle, Cited>();

function citedAs(standing: StandingArticle): Cited {
  const known = CITED.get(standing);
  if (known !== undefined) return known;
  const { ref, instrument, article } = standing;
  const { title, titleEn, level } = instrument;
  const { gist, gistEn, mark } = article;
  const cited: Cited = Object.freeze({ ref, article: ref.split(':')[1]!, title, titleEn, gist, gistEn, level, mark });
  CITED.set(standing, cited);
  return cited;
}

/** The articles behind the steps, each once, as they stand on that day. */
export function citedOf(steps: readonly Step[], law: Law, on: PlainDate): Cited[] {
  const cited = new Map<ArticleRef, Cited>();
  for (const { articles } of steps) {
    for (const ref of articles) {
      const standing = cited.has(ref) ? undefined : law.article(ref, on);
      if (standing !== undefined) cited.set(ref, citedAs(standing));
    }
  }
  return [...cited.values()];
}
