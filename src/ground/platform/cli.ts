import { Refusal } from '../kernel/refusal.ts';

/** Exit codes of every command (docs/api.md). */
export const EXIT = { ok: 0, failed: 1, refused: 2, unknown: 3 } as const;

/** Writes one answer line. Standard output carries only answers; everything else goes to standard error. */
export function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** A sentence for the person at the terminal. */
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** Ends a command that was refused: the sentence on standard error, the code as JSON where asked for. */
export function endRefused(error: unknown, json: boolean): never {
  if (!(error instanceof Refusal)) throw error;
  if (json) answer({ error: error.code, facts: error.facts });
  else say(`${error.code} ${JSON.stringify(error.facts)}`);
  process.exit(error.code === 'calendar.year_unknown' ? EXIT.unknown : EXIT.failed);
}
