import { useCallback, useEffect, useState } from 'react';

/**
 * What was typed into a form, kept for this tab until it is sent. Only for fields without personal data: the caller names a
 * form whose values it may keep.
 */
export function useDraft<T extends object>(form: string, empty: T): [T, (part: Partial<T>) => void, () => void] {
  const key = `zhengming.draft.${form}`;
  const [draft, setDraft] = useState<T>(() => ({ ...empty, ...stored<T>(key) }));
  const change = useCallback(
    (part: Partial<T>) =>
      setDraft((before) => {
        const after = { ...before, ...part };
        sessionStorage.setItem(key, JSON.stringify(after));
        return after;
      }),
    [key],
  );
  const clear = useCallback(() => {
    sessionStorage.removeItem(key);
    setDraft(empty);
  }, [key, empty]);
  return [draft, change, clear];
}

function stored<T>(key: string): Partial<T> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<T>;
  } catch {
    return {}; // a draft of an older version of the console
  }
}

/** Asks before the tab is closed or reloaded while something has not been sent. */
export function useUnsentGuard(unsent: boolean): void {
  useEffect(() => {
    if (!unsent) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsent]);
}
