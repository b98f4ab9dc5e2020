import { useQuery } from '@tanstack/react-query';
import type { Way } from '../../api/cases.ts';
import { caseDocumentsQuery, type DocumentLine, servicesQuery } from '../../api/documents.ts';
import type { Settled } from './step-draft.ts';

/** The kind by which a step names a service of the case. */
export const RECEIPT = 'delivery_receipt';

type Known = {
  /** Not yet: nothing can be said of what lacks. */
  readonly isPending: boolean;
  readonly settled: Settled;
  /** The newest document of the kind that was made in the case and stands. */
  made(kind: string): DocumentLine | undefined;
  /** The day on which the party was served, where the step rests on a service: its clocks count from no other. */
  readonly servedOn: string | undefined;
};

/** What the case already holds of the documents that a step needs. */
export function useSettled(caseId: string, way: Way): Known {
  const documents = useQuery(caseDocumentsQuery(caseId));
  const services = useQuery({ ...servicesQuery(caseId), enabled: way.documents.includes(RECEIPT) });
  const standing = documents.data?.documents.filter(({ withdrawnOn }) => withdrawnOn === null) ?? [];
  const made = (kind: string) =>
    standing
      .filter((one) => one.kind === kind)
      .toSorted((a, b) => a.madeAt.localeCompare(b.madeAt))
      .at(-1);
  // The service of everything that the step asks to have been served.
  const served = services.data?.services.findLast(
    ({ receiptSha256, documents: sent }) =>
      receiptSha256 !== null && way.serves.every((kind) => sent.some(({ id }) => id === made(kind)?.id)),
  );
  const found = way.documents.flatMap((kind): [string, string][] => {
    if (way.sameAs?.kind === kind) return [[kind, way.sameAs.sha256]];
    const document = made(kind);
    if (document) return document.lacks === 0 ? [[kind, document.textSha256]] : [];
    return kind === RECEIPT && served?.receiptSha256 ? [[kind, served.receiptSha256]] : [];
  });
  const restsOnService = served !== undefined && RECEIPT in Object.fromEntries(found);
  const isPending = documents.isPending || services.isLoading;
  return {
    isPending,
    settled: Object.fromEntries(found),
    made,
    servedOn: (restsOnService && served.servedOn) || undefined,
  };
}
