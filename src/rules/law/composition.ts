import { isPlainDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { chineseDay, chineseNumber, chineseSpan, citeInDocument, citeTogether } from './citing.ts';
import { type DocumentFacts, factOf } from './document-facts.ts';
import type { Law } from './law.ts';
import type { ArticleRef, Mark, Template } from './pack.ts';
import type { DocumentPart, TemplatePart } from './template.ts';

/** What a document says, block by block: the one content from which both its paper and its form for a screen reader are made. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph'; readonly part: DocumentPart; readonly text: string }
  | { readonly kind: 'pairs'; readonly part: DocumentPart; readonly rows: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'table';
      readonly part: DocumentPart;
      readonly name: string;
      readonly head: readonly string[];
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'blanks'; readonly part: DocumentPart; readonly labels: readonly string[] };

/** The officer's own words (承办人自己的文字), by part. */
export type Words = { readonly [K in DocumentPart]?: string | undefined };
export type DocumentGiven = {
  readonly facts: DocumentFacts;
  readonly words: Words;
  /** Articles that it cites besides those of the template: on which the act itself rests. */
  readonly refs?: readonly ArticleRef[] | undefined;
};

/** Why a document cannot be issued: a part without its content, and the article that asks for the part. */
export type Missing = {
  readonly part: DocumentPart;
  readonly lacks: string;
  readonly articles: readonly ArticleRef[];
};
/** Something in it that nobody has read in the text of the law (law file, Marks): the officer who signs is told. */
export type Unverified = { readonly what: string; readonly mark: Mark };

export type Composition = {
  readonly title: string;
  readonly addressee: string | null;
  readonly blocks: readonly Block[];
  readonly missing: readonly Missing[];
  readonly unverified: readonly Unverified[];
  readonly basis: readonly ArticleRef[];
};

type Filling = {
  readonly law: Law;
  readonly on: PlainDate;
  readonly facts: DocumentFacts;
  readonly missing: Missing[];
  readonly unverified: Map<string, Mark>;
};

/**
 * The content of a document on a day, and what it lacks. A fact that is not known is never guessed: its part lacks it. Complete is a
 * document of which nothing is missing; a draft may be looked at before.
 */
export function compose(law: Law, on: PlainDate, template: Template, given: DocumentGiven): Composition {
  const demanded = law.get('documentClasses', template.documentClass, on).parts;
  const articlesOf = (part: DocumentPart) => demanded.find((one) => one.part === part)?.basis ?? template.basis;
  const filling: Filling = { law, on, facts: given.facts, missing: [], unverified: new Map() };
  const cited = [...new Set([...template.basis, ...(given.refs ?? [])])];
  const basis = cited.filter((ref) => law.article(ref, on) !== undefined);
  const blocks: Block[] = [];
  for (const part of template.parts) {
    if (part.when !== undefined && !isThere(given.facts, part.when)) continue;
    const fill = fillerOf(filling, part.part, articlesOf(part.part));
    const content = contentOf(part, given.words[part.part], basis, fill);
    if (content.length === 0) continue;
    if (part.heading !== undefined) {
      blocks.push({ kind: 'heading', part: part.part, text: part.heading });
    }
    blocks.push(...content);
  }
  const toFiller = fillerOf(filling, 'opening', template.basis);
  return {
    title: template.name,
    addressee: template.to === undefined ? null : toFiller.text(template.to),
    blocks: numbered(blocks),
    missing: filling.missing,
    unverified: [...filling.unverified].map(([what, mark]) => ({ what, mark })),
    basis,
  };
}

/** 一、 二、 before the headings, where there is more than one. */
function numbered(blocks: readonly Block[]): Block[] {
  if (blocks.filter(({ kind }) => kind === 'heading').length < 2) return [...blocks];
  let number = 0;
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    number += 1;
    return { ...block, text: `${chineseNumber(number)}、${block.text}` };
  });
}

type Filler = {
  readonly text: (text: string) => string;
  readonly lacks: (what: string) => void;
  readonly fact: (code: string) => string;
  readonly table: (code: string) => readonly (readonly string[])[] | undefined;
  readonly citeAll: (refs: readonly ArticleRef[]) => string;
};

function fillerOf(filling: Filling, part: DocumentPart, articles: readonly ArticleRef[]): Filler {
  const { law, on, facts } = filling;
  const lacks = (what: string) => {
    if (!filling.missing.some((one) => one.part === part && one.lacks === what)) {
      filling.missing.push({ part, lacks: what, articles });
    }
  };
  const fact = (code: string): string => {
    const value = (facts as Readonly<Record<string, unknown>>)[code];
    if (typeof value !== 'string' || value.trim() === '') {
      lacks(code);
      return `〔${factOf(code)?.zh ?? code}〕`;
    }
    return factOf(code)?.type === 'day' && isPlainDate(value) ? chineseDay(value) : value;
  };
  const cited = (ref: ArticleRef) => {
    const found = citeInDocument(law, ref, on);
    if (found === undefined) lacks(ref);
    else if (found.mark !== 'verified') filling.unverified.set(ref, found.mark);
    return found ?? { ref, act: `〔${ref}〕`, article: '', mark: 'memory' as const };
  };
  const cite = (ref: ArticleRef): string => citeTogether([cited(ref)]);
  const citeAll = (refs: readonly ArticleRef[]): string => citeTogether(refs.map(cited));
  const span = (code: string): string => {
    const period = law.find('periods', code, on);
    if (period === undefined) {
      lacks(code);
      return `〔${code}〕`;
    }
    if (period.mark !== 'verified') filling.unverified.set(code, period.mark);
    return chineseSpan(period);
  };
  // One pass: what a fact says is never searched again.
  const text = (told: string): string =>
    told.replace(/\{\{([^{}]*)\}\}/g, (_, inside: string) => {
      const place = inside.trim();
      const [kind, code = ''] = place.split(/:(.*)/s);
      return kind === 'period' ? span(code) : kind === 'article' ? cite(code) : fact(place);
    });
  const table = (code: string) => {
    const rows = (facts as Readonly<Record<string, unknown>>)[code];
    if (!Array.isArray(rows)) {
      lacks(code);
      return undefined;
    }
    return rows as readonly (readonly string[])[];
  };
  return { text, lacks, fact, table, citeAll };
}

const isKnown = (facts: DocumentFacts, code: string): boolean =>
  (facts as Readonly<Record<string, unknown>>)[code] !== undefined;

/** Known, and of a table at least one row: a table that is known to be empty has nothing to say. */
const isThere = (facts: DocumentFacts, code: string): boolean =>
  isKnown(facts, code) && (facts as Readonly<Record<string, { readonly length: number }>>)[code]!.length > 0;

function contentOf(part: TemplatePart, words: string | undefined, basis: readonly ArticleRef[], fill: Filler): Block[] {
  const blocks: Block[] = [];
  const say = (text: string) =>
    blocks.push(...linesOf(text).map((line) => ({ kind: 'paragraph', part: part.part, text: line }) as const));
  if (part.words !== undefined) {
    const own = words?.trim() ?? '';
    if (own === '') {
      fill.lacks('words');
      say(part.text === undefined ? `〔${part.words}〕` : fill.text(part.text));
    } else say(own);
  } else if (part.text !== undefined) say(fill.text(part.text));
  if (part.articles) {
    if (basis.length === 0) fill.lacks('articles');
    else say(`${fill.citeAll(basis)}。`);
  }
  if (part.pairs !== undefined) {
    const rows = part.pairs.map((code) => [factOf(code)!.zh, fill.fact(code)] as const);
    blocks.push({ kind: 'pairs', part: part.part, rows });
  }
  if (part.table !== undefined) blocks.push(...tableOf(part, fill));
  if (part.blanks !== undefined) blocks.push({ kind: 'blanks', part: part.part, labels: part.blanks });
  return blocks;
}

function tableOf(part: TemplatePart, fill: Filler): Block[] {
  const rows = fill.table(part.table!);
  if (rows === undefined) return [];
  const known = factOf(part.table!);
  if (known?.type !== 'table') throw new Error(`${part.table} is no table: the loader lets none in`);
  if (rows.length === 0) {
    if (part.empty !== undefined) return [{ kind: 'paragraph', part: part.part, text: fill.text(part.empty) }];
    fill.lacks(part.table!);
    return [];
  }
  const head = known.columns.map(({ zh }) => zh);
  const widths = known.columns.map(({ width }) => width);
  const numbered = rows.map((row, at) => (row.length < head.length ? [String(at + 1), ...row] : row));
  return [{ kind: 'table', part: part.part, name: known.zh, head, widths, rows: numbered }];
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
