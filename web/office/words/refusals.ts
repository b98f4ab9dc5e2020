import type { Language } from '../../shared/words.ts';

type Table = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** The server's own tables of sentences, `<area>-messages.ts`: the screen keeps no second copy of them. */
const TABLES = import.meta.glob<Record<string, Table>>('../../../src/**/*-messages.ts', { eager: true });
const SENTENCES: Table = Object.assign({}, ...Object.values(TABLES).flatMap((module) => Object.values(module)));

/** The sentence of a refusal that arrives as code and facts; the code itself when there is none. */
export function sentenceOf(code: string, facts: Readonly<Record<string, unknown>>, language: Language): string {
  const sentence = SENTENCES[code]?.[language] ?? code;
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) =>
    facts[name] === undefined ? hole : String(facts[name]),
  );
}
