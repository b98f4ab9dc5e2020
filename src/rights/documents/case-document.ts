import { createHash } from 'node:crypto';
import type { Deed } from '../../ground/access/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { canonical } from '../../rules/law/canonical.ts';
import { type Composition, type Law, templateCodes } from '../../rules/law/index.ts';
import type { CaseInHand, Procedure } from '../procedures/index.ts';
import type { Signer } from './document-tables.ts';

/** Documents that any case may need, whatever its table names: what goes with a decision, and what a service is made of. */
const OF_EVERY_CASE: readonly string[] = ['repair_notice', 'service_receipt', 'service_consent', 'public_notice'];

/** The kinds of which a case of this procedure may have a document that we make: those of which the packs have a template. */
export function kindsOf({ documents }: Procedure, law: Law, procedure: string, on: PlainDate) {
  return [...new Set([...Object.keys(documents), ...OF_EVERY_CASE])].flatMap((kind) => {
    const template = templateCodes(kind, procedure)
      .map((code) => law.find('templates', code, on))
      .find((found) => found !== undefined);
    return template === undefined ? [] : [{ kind, name: { zh: template.name, en: template.nameEn } }];
  });
}

/** Whether a case of this procedure may have a document of this kind. */
export const isKindOf = ({ documents }: Procedure, kind: string): boolean =>
  Object.hasOwn(documents, kind) || OF_EVERY_CASE.includes(kind);

/**
 * By which deeds a document of this kind is written: that of the first step that rests on it, or that of preparing, since what somebody
 * decides on may be drafted for that person.
 */
export function writingDeeds({ steps }: Procedure, kind: string): readonly Deed[] {
  const rules = Object.values(steps);
  const resting = rules.find(({ documents }) => documents.includes(kind));
  const preparing = rules.find(({ hand }) => hand === 'drafts') ?? rules[0]!;
  return [...new Set([...(resting === undefined ? [] : [resting.deed]), preparing.deed])];
}

/** The digest of what a document says, by which the steps of its case name it. Number, day and code come with the paper. */
export function textDigest(
  { title, addressee, blocks }: Pick<Composition, 'title' | 'addressee' | 'blocks'>,
  layout: string,
): Buffer {
  return createHash('sha256').update(canonical({ layout, title, addressee, blocks })).digest();
}

/** 信异复〔2026〕5号; the sign of the organ stands in the serial of the organ's own pack. */
export const numberText = ({ serial, year, number }: { serial: string; year: number; number: number }): string =>
  `${serial}〔${year}〕${number}号`;

/**
 * Whoever decided signs the decision; a notice is signed by whoever took the step that rests on it. A document on which no step
 * rests, or only one that comes after its service, is signed by an officer who may write it: nothing lessens a right by it.
 * @throws {Refusal} rule `document.not_decided`, `document.not_signed_by_us`; forbidden `document.another_signs`
 */
export function refuseSigner(
  { signedBy, kind }: { readonly signedBy: Signer; readonly kind: string },
  { code: procedure, steps }: Procedure,
  { taken }: Pick<CaseInHand, 'taken'>,
  text: string,
  accountId: string,
): void {
  if (signedBy === 'party' || signedBy === 'nobody')
    throw new Refusal('rule', 'document.not_signed_by_us', { kind, procedure });
  const resting = taken.filter(({ documents }) => documents.some((one) => one.kind === kind && one.sha256 === text));
  const deciding = resting.filter(({ step }) => steps[step]?.hand === 'decides');
  const needed = Object.values(steps).some(
    ({ documents, serves = [] }) => documents.includes(kind) && !serves.includes(kind),
  );
  const signing = signedBy === 'decider' ? deciding : resting;
  if (signing.length === 0) {
    if (signedBy === 'decider' || needed) throw new Refusal('rule', 'document.not_decided', { kind, procedure });
    return;
  }
  if (signing.at(-1)!.by !== accountId) throw new Refusal('forbidden', 'document.another_signs', { kind, procedure });
}
