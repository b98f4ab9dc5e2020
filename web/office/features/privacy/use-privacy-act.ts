import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRequestKeys } from '../../ui/use-request-keys.ts';

/** One entry in a register: tried again with the same words it is the same entry; done, the registers are read anew. */
export function usePrivacyAct<Given>(work: (given: Given, key: string) => Promise<unknown>, onDone: () => void) {
  const queries = useQueryClient();
  const keys = useRequestKeys();
  return useMutation({
    mutationFn: (given: Given) => work(given, keys.of(given)),
    onSuccess: async () => {
      keys.forget();
      onDone();
      await queries.invalidateQueries({ queryKey: ['privacy'] });
    },
  });
}
