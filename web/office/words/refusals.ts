import type { Language } from '../../shared/words.ts';

type Table = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** The server's own tables of sentences, `<area>-messages.ts`: the screen keeps no second copy of them. */
const TABLES = import.meta.glob<Record<string, Table>>('../../../src/**/*-messages.ts', { eager: true });
const SENTENCES: Table = Object.assign({}, ...Object.values(TABLES).flatMap((module) => Object.values(module)));

type Facts = Readonly<Record<string, unknown>>;

const fill = (sentence: string, facts: Facts): string =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) => (facts[name] === undefined ? hole : String(facts[name])));

/**
 * The sentence of a refusal that arrives as code and facts; the code itself when there is none. A fact that is a code is told in
 * words: by its name among `names`, or by the sentence that it has itself, as a reason has.
 */
export function sentenceOf(
  code: string,
  facts: Facts,
  language: Language,
  names: Readonly<Record<string, string>> = {},
): string {
  const worded = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    const sentence = SENTENCES[value]?.[language];
    return names[value] ?? (sentence === undefined ? value : fill(sentence, facts));
  };
  const between = language === 'zh' ? '；' : '; ';
  const told = Object.entries(facts).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(worded).join(between) : worded(value),
  ]);
  return fill(SENTENCES[code]?.[language] ?? code, Object.fromEntries(told));
}
