import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/**
 * What was typed into one form, kept while the person looks elsewhere in the console. In memory only, for text that may hold
 * personal data: it goes with everything else that was read when the session ends.
 */
export function useMemoryDraft<T extends object>(form: string, empty: T): [T, (part: Partial<T>) => void, () => void] {
  const queries = useQueryClient();
  const key = ['draft', form];
  const [draft, setDraft] = useState<T>(() => queries.getQueryData<T>(key) ?? empty);
  const change = (part: Partial<T>) => {
    const after = { ...draft, ...part };
    queries.setQueryDefaults(['draft'], { gcTime: Number.POSITIVE_INFINITY });
    queries.setQueryData(key, after);
    setDraft(after);
  };
  const clear = () => queries.removeQueries({ queryKey: key, exact: true });
  return [draft, change, clear];
}
