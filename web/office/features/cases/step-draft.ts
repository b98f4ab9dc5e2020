import type { StepGiven, Way } from '../../api/cases.ts';

/** What was typed into the form of a step: the day, the cause, the reason, a digest for each kind of document. */
export type StepDraft = {
  readonly on: string;
  readonly cause: string;
  readonly reason: string;
  readonly digests: Readonly<Record<string, string>>;
};
/** Documents that the case itself settles, by kind: what was drafted and reviewed, what was made here, the receipt of a service. */
export type Settled = Readonly<Record<string, string>>;

/** As the server asks it. */
const LEAST_REASON = 4;
const SHA256 = /^[0-9a-f]{64}$/;

/** What the case settles needs no second choosing; where something was chosen, it has to be the same. */
const digestOf = ({ digests }: StepDraft, kind: string, settled: Settled): string =>
  digests[kind] || (settled[kind] ?? '');

/** Whether everything that the step needs has been given. The server looks again. */
export function isComplete(draft: StepDraft, way: Way, settled: Settled): boolean {
  const hasDocuments = way.documents.every((kind) => {
    const digest = digestOf(draft, kind, settled);
    return SHA256.test(digest) && digest === (settled[kind] ?? digest);
  });
  const reason = draft.reason.trim();
  const saysEnough = reason === '' ? !way.saysWhy : reason.length >= LEAST_REASON;
  return draft.on !== '' && hasDocuments && saysEnough && (!way.stopsClock || draft.cause !== '');
}

export function givenOf(draft: StepDraft, way: Way, settled: Settled, after: number): StepGiven {
  const reason = draft.reason.trim();
  return {
    step: way.step,
    after,
    on: draft.on,
    ...(way.stopsClock && { cause: draft.cause }),
    ...(reason !== '' && { reason }),
    documents: way.documents.map((kind) => ({ kind, sha256: digestOf(draft, kind, settled) })),
  };
}
