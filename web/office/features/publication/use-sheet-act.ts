import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { newRequestKey } from '../../api/client.ts';
import type { Sheet } from '../../api/publications.ts';

/** One decision on a sheet: tried again it is the same act; done, the queue comes back for the next. */
export function useSheetAct<Given = void>(sheet: Sheet, work: (key: string, given: Given) => Promise<unknown>) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key a version, so that trying again is the same act
  const key = useMemo(newRequestKey, [sheet.recordId, sheet.version]);
  return useMutation({
    mutationFn: (given: Given) => work(key, given),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['publication'] });
      await navigate({ to: '/publication' });
    },
  });
}
