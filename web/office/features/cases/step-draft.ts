import type { StepGiven, Way } from '../../api/cases.ts';

/** What was typed into the form of a step: the day, the cause, the reason, a digest for each kind of document. */
export type StepDraft = {
  readonly on: string;
  readonly cause: string;
  readonly reason: string;
  readonly digests: Readonly<Record<string, string>>;
};

/** As the server asks it. */
const LEAST_REASON = 4;
const SHA256 = /^[0-9a-f]{64}$/;

/** The document that was drafted and reviewed needs no second choosing; where one was chosen, it has to be the same. */
const digestOf = ({ digests }: StepDraft, kind: string, { sameAs }: Way): string =>
  digests[kind] || (sameAs?.kind === kind ? sameAs.sha256 : '');

/** Whether everything that the step needs has been given. The server looks again. */
export function isComplete(draft: StepDraft, way: Way): boolean {
  const hasDocuments = way.documents.every((kind) => {
    const digest = digestOf(draft, kind, way);
    return SHA256.test(digest) && (way.sameAs?.kind !== kind || digest === way.sameAs.sha256);
  });
  const reason = draft.reason.trim();
  const saysEnough = reason === '' ? !way.saysWhy : reason.length >= LEAST_REASON;
  return draft.on !== '' && hasDocuments && saysEnough && (!way.stopsClock || draft.cause !== '');
}

export function givenOf(draft: StepDraft, way: Way, after: number): StepGiven {
  const reason = draft.reason.trim();
  return {
    step: way.step,
    after,
    on: draft.on,
    ...(way.stopsClock && { cause: draft.cause }),
    ...(reason !== '' && { reason }),
    documents: way.documents.map((kind) => ({ kind, sha256: digestOf(draft, kind, way) })),
  };
}
