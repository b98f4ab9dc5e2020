import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settlement, SeverityClass } from '../../api/quarantine.ts';

export type Draft = {
  readonly outcome: Settlement['outcome'] | undefined;
  readonly class: SeverityClass | undefined;
  readonly basis: readonly string[];
  readonly reason: string;
};

/**
 * What was typed about one row, kept while the person looks elsewhere in the console. In memory only, since a reason may quote
 * the row: it goes with everything else that was read when the session ends.
 */
export function useSettlementDraft(id: string, empty: Draft): [Draft, (part: Partial<Draft>) => void, () => void] {
  const queries = useQueryClient();
  const key = ['quarantine-draft', id];
  const [draft, setDraft] = useState<Draft>(() => queries.getQueryData<Draft>(key) ?? empty);
  const change = (part: Partial<Draft>) => {
    const after = { ...draft, ...part };
    queries.setQueryDefaults(['quarantine-draft'], { gcTime: Number.POSITIVE_INFINITY });
    queries.setQueryData(key, after);
    setDraft(after);
  };
  const clear = () => queries.removeQueries({ queryKey: key, exact: true });
  return [draft, change, clear];
}
