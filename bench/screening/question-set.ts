/** A list of invented organisations and questions about it: half with a known answer, half with none. */
import { type ErrorKind, misspell } from './error-mix.ts';
import { invent, inventBrand, nameOf, type Parts, sayRegion, type Tables } from './name-parts.ts';
import { Random } from './random.ts';

export type Question = {
  readonly text: string;
  /** The id that answers it; undefined when nothing on the list does. */
  readonly answer: number | undefined;
  readonly kind: ErrorKind | 'fresh' | 'sibling' | 'elsewhere';
};

export type QuestionSet = {
  /** Names by id, from 0. */
  readonly names: readonly string[];
  readonly questions: readonly Question[];
};

const FALSE_KINDS = ['fresh', 'sibling', 'elsewhere'] as const;

/** Names that stand on no list: wholly new, of the same region and trade, or of the same brand and trade elsewhere. */
function foreign(kind: (typeof FALSE_KINDS)[number], near: Parts, tables: Tables, random: Random): string {
  if (kind === 'fresh') return nameOf(invent(tables, random));
  if (kind === 'sibling') return nameOf({ ...near, brand: inventBrand(tables, random) });
  for (;;) {
    const region = random.pick(tables.regions);
    if (region.chain[0] !== near.region.chain[0])
      return nameOf({ ...near, region, place: sayRegion(region, tables, random) });
  }
}

/** @param count names on the list; @param asked questions with an answer, and as many without */
export function questionSet(tables: Tables, count: number, asked: number, seed: number): QuestionSet {
  const random = new Random(seed);
  const known = new Set<string>();
  const names: string[] = [];
  const parts: Parts[] = [];
  while (names.length < count) {
    const made = invent(tables, random);
    const name = nameOf(made);
    if (known.has(name)) continue;
    known.add(name);
    names.push(name);
    if (parts.length < asked * 2) parts.push(made); // the questions are about the first names; the rest is the haystack
  }
  const questions: Question[] = [];
  for (let i = 0; i < asked; i += 1) {
    const { text, kind } = misspell(parts[i % parts.length]!, tables, random);
    if (!known.has(text)) questions.push({ text, kind, answer: i % parts.length });
    const falseKind = FALSE_KINDS[i % FALSE_KINDS.length]!;
    let name: string;
    do name = foreign(falseKind, parts[(asked + i) % parts.length]!, tables, random);
    while (known.has(name));
    questions.push({ text: name, kind: falseKind, answer: undefined });
  }
  return { names, questions };
}
