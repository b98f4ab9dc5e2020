import { useState } from 'react';
import { problemOf } from '../../api/problem.ts';

/** One act at a time; what the server refused is kept to be told, and what the browser itself broke off is told apart. */
export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [brokenOff, setBrokenOff] = useState(false);
  async function attempt<Answer>(work: () => Promise<Answer>, then: (answer: Answer) => unknown): Promise<void> {
    setBusy(true);
    setError(undefined);
    setBrokenOff(false);
    try {
      await then(await work());
    } catch (failure) {
      if (problemOf(failure)) setError(failure);
      else setBrokenOff(true);
    } finally {
      setBusy(false);
    }
  }
  return { busy, error, brokenOff, attempt };
}
