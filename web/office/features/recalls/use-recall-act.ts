import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRequestKeys } from '../../ui/use-request-keys.ts';

/** One act on a notice: tried again it is the same act; done, board and list of work are read anew. */
export function useRecallAct(work: (id: string, key: string) => Promise<unknown>) {
  const queries = useQueryClient();
  const keys = useRequestKeys();
  return useMutation({
    mutationFn: (id: string) => work(id, keys.of(id)),
    onSuccess: () =>
      Promise.all(['recalls', 'work', 'cases'].map((first) => queries.invalidateQueries({ queryKey: [first] }))),
  });
}
