import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRequestKeys } from '../../ui/use-request-keys.ts';

/** One act of an administrator: tried again with the same words it is the same act; done, organs and accounts are asked anew. */
export function useAdminAct<Given, Answer>(work: (given: Given, key: string) => Promise<Answer>, onDone?: () => void) {
  const queries = useQueryClient();
  const keys = useRequestKeys();
  return useMutation({
    gcTime: 0,
    mutationFn: (given: Given) => work(given, keys.of(given)),
    onSuccess: async () => {
      keys.forget();
      await queries.invalidateQueries({ queryKey: ['access'] });
      onDone?.();
    },
  });
}
