import { Refusal } from '../kernel/refusal.ts';
import { answer, EXIT, say } from './cli.ts';
import { loadMessages, tell } from './messages.ts';

/** The refusal as a person at a terminal reads it: Chinese, English, code. */
export async function explain(refusal: Refusal): Promise<string> {
  const messages = await loadMessages();
  if (!messages.has(refusal.code)) return `${refusal.code} ${JSON.stringify(refusal.facts)}`;
  const [zh, en] = [
    tell(messages, refusal.code, refusal.facts, 'zh'),
    tell(messages, refusal.code, refusal.facts, 'en'),
  ];
  return `${zh}\n${en}\n[${refusal.code}]`;
}

/** Ends a command whose work was refused, with the sentences and what to do. Anything else is a bug and is thrown on. */
export async function endExplained(error: unknown, json: boolean): Promise<void> {
  if (!(error instanceof Refusal)) throw error;
  if (json) answer({ error: error.code, facts: error.facts });
  say(await explain(error));
  process.exitCode = EXIT.failed;
}
