import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { newRequestKey } from '../../api/client.ts';

/** One act on a notice: tried again it is the same act; done, board and list of work are read anew. */
export function useRecallAct(work: (id: string, key: string) => Promise<unknown>) {
  const queries = useQueryClient();
  const keys = useMemo(() => new Map<string, string>(), []);
  return useMutation({
    mutationFn: (id: string) => {
      const key = keys.get(id) ?? newRequestKey();
      keys.set(id, key);
      return work(id, key);
    },
    onSuccess: () =>
      Promise.all(['recalls', 'work', 'cases'].map((first) => queries.invalidateQueries({ queryKey: [first] }))),
  });
}
