import { isPlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type DocumentFacts, factOf } from '../../rules/law/document-facts.ts';
import type { Template, Words } from '../../rules/law/index.ts';
import { factsNamedBy } from './template-form.ts';

/** What an officer says for a document: facts that the program cannot know, and the parts that are left to the officer's own words. */
export type Said = { readonly facts: DocumentFacts; readonly words: Words };
export type SaidFact = string | readonly (readonly string[])[];

/**
 * Takes what an officer typed for this template and nothing else.
 * @throws {Refusal} invalid `document.fact_unknown`, `document.fact_unreadable`, `document.part_not_written`
 */
export function saidFor(
  template: Template,
  typed: {
    readonly facts: Readonly<Record<string, SaidFact>>;
    readonly words: Readonly<Record<string, string>>;
  },
): Said {
  const named: readonly string[] = factsNamedBy(template);
  for (const [code, value] of Object.entries(typed.facts)) {
    if (!named.includes(code)) throw new Refusal('invalid', 'document.fact_unknown', { fact: code });
    if (!isReadable(code, value)) throw new Refusal('invalid', 'document.fact_unreadable', { fact: code });
  }
  const written = template.parts.filter(({ words }) => words !== undefined).map(({ part }): string => part);
  for (const part of Object.keys(typed.words)) {
    if (!written.includes(part)) throw new Refusal('invalid', 'document.part_not_written', { part });
  }
  return { facts: typed.facts as DocumentFacts, words: typed.words };
}

function isReadable(code: string, value: SaidFact): boolean {
  const known = factOf(code)!;
  if (known.type !== 'table') return typeof value === 'string' && (known.type === 'text' || isPlainDate(value));
  // The number of a row may be left to the program.
  const widths = [known.columns.length, known.columns.length - 1];
  return Array.isArray(value) && value.every((row) => widths.includes(row.length));
}
