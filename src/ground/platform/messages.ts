import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sentenceWith } from '../kernel/telling.ts';

export type Sentence = { readonly zh: string; readonly en: string };
type Facts = Readonly<Record<string, unknown>>;
export type Messages = ReadonlyMap<string, Sentence>;

const SOURCE = path.join(import.meta.dirname, '../..');

/** True for a table `code → { zh, en }`, as each `<area>-messages.ts` exports. */
function isTable(value: unknown): value is Record<string, Sentence> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((row) => typeof row?.zh === 'string' && typeof row?.en === 'string')
  );
}

/**
 * The sentences of every module, by code. Found by file name, so that a module's sentences travel with the module and
 * cannot be forgotten here.
 * @throws {Error} two tables say different things under one code
 */
export async function loadMessages(): Promise<Messages> {
  const messages = new Map<string, Sentence>();
  for (const file of globSync('**/*-messages.ts', { cwd: SOURCE }).sort()) {
    const module: Record<string, unknown> = await import(pathToFileURL(path.join(SOURCE, file)).href);
    for (const [code, sentence] of Object.values(module)
      .filter(isTable)
      .flatMap((table) => Object.entries(table))) {
      const said = messages.get(code);
      if (said && (said.zh !== sentence.zh || said.en !== sentence.en)) {
        throw new Error(`${file} says something else under ${code} than a table before it`);
      }
      messages.set(code, sentence);
    }
  }
  return messages;
}

/** The sentence of a code with its facts; what is a code among them is told in words. */
export const tell = (messages: Messages, code: string, facts: Facts, language: 'zh' | 'en'): string =>
  sentenceWith(code, facts, (one) => messages.get(one)?.[language], language);
