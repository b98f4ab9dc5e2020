import { DOCUMENT_FACTS, type DocumentFactCode, type DocumentFacts, factOf } from '../../rules/law/document-facts.ts';
import type { Block, Template } from '../../rules/law/index.ts';
import { type DocumentPart, placesIn, type TemplatePart } from '../../rules/law/template.ts';

/** The facts that a template names, in the order in which they come. */
export function factsNamedBy({ to = '', parts }: Template): DocumentFactCode[] {
  const named = [...placesIn(to), ...parts.flatMap(namedIn)];
  return [...new Set(named)].filter((code): code is DocumentFactCode => Object.hasOwn(DOCUMENT_FACTS, code));
}

const namedIn = ({ text = '', empty = '', table, pairs = [], when }: TemplatePart): string[] => [
  ...placesIn(text),
  ...placesIn(empty),
  ...pairs,
  ...(table === undefined ? [] : [table]),
  ...(when === undefined ? [] : [when]),
];

export type FactField = {
  readonly code: DocumentFactCode;
  readonly name: { readonly zh: string; readonly en: string };
  readonly type: 'text' | 'day' | 'table';
  /** The program knows it from the case, or an officer says it. */
  readonly from: 'case' | 'officer';
  readonly columns: readonly { readonly zh: string; readonly en: string }[] | null;
  readonly value: string | readonly (readonly string[])[] | null;
};
export type WordField = {
  readonly part: DocumentPart;
  readonly heading: string | null;
  /** What to write, told on the screen. */
  readonly hint: string;
  readonly value: string | null;
  /** A first draft of the template, filled from what is known. */
  readonly draft: string | null;
};

/** What the officer's form asks for: every fact that the template names, and each part that is left to the officer's own words. */
export function formOf(
  template: Template,
  known: DocumentFacts,
  said: { readonly facts: DocumentFacts; readonly words: Readonly<Record<string, string | undefined>> },
  blocks: readonly Block[],
): { readonly facts: readonly FactField[]; readonly words: readonly WordField[] } {
  const facts = factsNamedBy(template).map((code): FactField => {
    const fact = factOf(code)!;
    const { zh, en, type } = fact;
    const ours = known[code];
    return {
      code,
      name: { zh, en },
      type,
      from: ours === undefined ? 'officer' : 'case',
      columns: fact.type === 'table' ? fact.columns.map((column) => ({ zh: column.zh, en: column.en })) : null,
      value: ours ?? said.facts[code] ?? null,
    };
  });
  // Where nothing was said yet, the composition shows the template's draft in the place of the officer's words.
  const draftOf = (part: DocumentPart): string =>
    blocks.flatMap((block) => (block.part === part && block.kind === 'paragraph' ? [block.text] : [])).join('\n');
  const words = template.parts.flatMap(({ part, heading = null, words: hint, text }): WordField[] => {
    if (hint === undefined) return [];
    const value = said.words[part] ?? null;
    return [{ part, heading, hint, value, draft: value === null && text !== undefined ? draftOf(part) : null }];
  });
  return { facts, words };
}
