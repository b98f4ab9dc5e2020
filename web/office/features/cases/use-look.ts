import { useMutation } from '@tanstack/react-query';
import { type CaseInFull, type CaseTexts, lookAtCase } from '../../api/cases.ts';
import { newRequestKey } from '../../api/client.ts';

/** Sealed texts as they were seen. An answer is shown only as long as it is still the newest. */
export type Seen = {
  pointText(number: number): string | undefined;
  answer(point: CaseInFull['points'][number]): string | undefined;
  reason(step: number): string | undefined;
};

const seenOf = ({ points, reasons }: CaseTexts, asked: CaseInFull): Seen => {
  const disposedThen = new Map(asked.points.map(({ number, disposed }) => [number, disposed?.at]));
  return {
    pointText: (number) => points.find((one) => one.number === number)?.text,
    answer: ({ number, disposed }) =>
      disposedThen.get(number) === disposed?.at
        ? (points.find((one) => one.number === number)?.answer ?? undefined)
        : undefined,
    reason: (step) => reasons.find((one) => one.number === step)?.text,
  };
};

/** What is sealed of a case, for whoever says why: recorded each time, shown until the page is left, kept in no cache. */
export function useLook(one: CaseInFull) {
  const look = useMutation({
    gcTime: 0,
    mutationFn: async (reason: string) => seenOf(await lookAtCase(one.id, reason, newRequestKey()), one),
  });
  return { seen: look.data, ask: look.mutate, isPending: look.isPending, error: look.error };
}
export type Look = ReturnType<typeof useLook>;
