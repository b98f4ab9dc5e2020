import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { ArticleRef, Composition, DocumentFacts, Law, Template } from '../../rules/law/index.ts';
import { textDigest } from './case-document.ts';
import { renderDocument } from './render.ts';
import type { Said } from './said.ts';

/** A version of a document as it is kept under seal: what an officer said, what the program knew, and what came of both. */
export type Written = {
  readonly said: Said;
  readonly known: DocumentFacts;
  readonly layout: string;
  readonly text: Pick<Composition, 'title' | 'addressee' | 'blocks' | 'missing' | 'unverified' | 'basis'>;
};

/** Writes a document from what is known and what is said. What the program knows goes before what somebody says. */
export function write(
  law: Law,
  template: Template,
  on: PlainDate,
  { facts: known, refs }: { readonly facts: DocumentFacts; readonly refs: readonly ArticleRef[] },
  said: Said,
): { readonly written: Written; readonly digest: Buffer } {
  const given = { organ: known.organ!, madeOn: on, facts: { ...said.facts, ...known }, words: said.words, refs };
  const { title, addressee, blocks, missing, unverified, basis } = renderDocument(law, template.code, given);
  const text = { title, addressee, blocks, missing, unverified, basis };
  return { written: { said, known, layout: template.layout, text }, digest: textDigest(text, template.layout) };
}
