import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { newRequestKey } from '../../api/client.ts';

/** One act of an administrator: tried again with the same words it is the same act; done, organs and accounts are asked anew. */
export function useAdminAct<Given, Answer>(work: (given: Given, key: string) => Promise<Answer>, onDone?: () => void) {
  const queries = useQueryClient();
  const keys = useMemo(() => new Map<string, string>(), []);
  return useMutation({
    gcTime: 0,
    mutationFn: (given: Given) => {
      const words = JSON.stringify(given);
      const key = keys.get(words) ?? newRequestKey();
      keys.set(words, key);
      return work(given, key);
    },
    onSuccess: async () => {
      keys.clear();
      await queries.invalidateQueries({ queryKey: ['access'] });
      onDone?.();
    },
  });
}
