import { sentenceWith } from '../../../src/ground/kernel/telling.ts';
import type { Language } from '../../shared/words.ts';

type Table = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** The server's own tables of sentences, `<area>-messages.ts`: the screen keeps no second copy of them. */
const TABLES = import.meta.glob<Record<string, Table>>('../../../src/**/*-messages.ts', { eager: true });
const SENTENCES: Table = Object.assign({}, ...Object.values(TABLES).flatMap((module) => Object.values(module)));

type Facts = Readonly<Record<string, unknown>>;

/** The sentence of a refusal that arrives as code and facts, with what is a code among them in words; the code itself where there is none. */
export const sentenceOf = (code: string, facts: Facts, language: Language): string =>
  sentenceWith(code, facts, (one) => SENTENCES[one]?.[language], language);
