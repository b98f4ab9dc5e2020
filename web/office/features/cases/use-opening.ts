import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Opened } from '../../api/cases.ts';
import { useRequestKeys } from '../../ui/use-request-keys.ts';

/** Enters a case once: tried again with the same words it is the same act. Done, the case is what one looks at. */
export function useOpening<Given>(
  recordId: string,
  onDone: () => void,
  work: (given: Given, key: string) => Promise<Opened>,
) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const keys = useRequestKeys();
  return useMutation({
    mutationFn: (given: Given) => work(given, keys.of(given)),
    onSuccess: async ({ id }) => {
      onDone();
      await Promise.all(
        [['record', recordId], ['cases'], ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      await navigate({ to: '/cases/$id', params: { id } });
    },
  });
}
