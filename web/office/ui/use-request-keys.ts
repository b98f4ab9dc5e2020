import { useMemo } from 'react';
import { newRequestKey } from '../api/client.ts';

export type RequestKeys = {
  /** Tried again with the same words it is the same act, and is done once. */
  readonly of: (given: unknown) => string;
  /** Once it is done, the same words mean a new act. */
  readonly forget: () => void;
};

/** Keys of requests by what they say, for as long as the form is open. */
export function useRequestKeys(): RequestKeys {
  return useMemo(() => {
    const keys = new Map<string, string>();
    const of = (given: unknown) => {
      const words = JSON.stringify(given ?? null);
      const key = keys.get(words) ?? newRequestKey();
      keys.set(words, key);
      return key;
    };
    return { of, forget: () => keys.clear() };
  }, []);
}
