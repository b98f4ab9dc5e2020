import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { type Composition, compose, type DocumentGiven, type Law } from '../../rules/law/index.ts';
import { type DocumentContent, documentContent, type Verification } from './document-content.ts';
import { documentPage } from './document-html.ts';
import type { Printed, Printer } from './printer.ts';

export type RenderGiven = DocumentGiven & {
  readonly organ: string;
  readonly number?: string | null | undefined;
  readonly madeOn: PlainDate;
  readonly verification?: Verification | null | undefined;
};
/** The document with everything that it lacks: whoever issues it asks `missing` first; a preview shows it. */
export type Rendered = Composition & { readonly content: DocumentContent };

/**
 * A document of the packs, filled from facts and the officer's own words. Pure: {@link printDocument} makes the paper.
 * @throws {Refusal} rule `law.no_rule`: no such template on that day
 */
export function renderDocument(law: Law, template: string, given: RenderGiven): Rendered {
  const { organ, madeOn, number = null, verification = null } = given;
  const rule = law.get('templates', template, madeOn);
  const { signed } = law.get('documentClasses', rule.documentClass, madeOn);
  const facts = { organ, madeOn, ...given.facts };
  const composition = compose(law, madeOn, rule, { facts, words: given.words, refs: given.refs });
  const head = { organ, number, madeOn, ofOrgan: signed !== 'party', verification };
  return { ...composition, content: documentContent(composition, rule.layout, head) };
}

/** The paper of a rendered document. `at` is the instant that stands in the file: the same content and instant, the same bytes. */
export function printDocument(
  law: Law,
  printer: Printer,
  content: DocumentContent,
  on: PlainDate,
  at: Date,
): Promise<Printed> {
  return printer.print(law.get('layouts', content.layout, on).typst, content, at);
}

export const htmlOf = (content: DocumentContent): string => documentPage(content);
