import type { DocumentInFull, FactValue, Typed } from '../../../api/documents.ts';

/** What an officer has said in the newest version; where nothing was said yet, the template's own draft of a part. */
export function saidSoFar({ facts, words }: Pick<DocumentInFull, 'facts' | 'words'>): Typed {
  const said = facts.flatMap(({ code, from, value }): [string, FactValue][] =>
    from === 'officer' && value !== null ? [[code, value]] : [],
  );
  const own = words.flatMap(({ part, value, draft }): [string, string][] => {
    const text = value ?? draft;
    return text === null ? [] : [[part, text]];
  });
  return { facts: Object.fromEntries(said), words: Object.fromEntries(own) };
}

/** Where the template's draft still has a hole, which shows the name of the fact that it waits for. */
const HOLE = '〔';

/** What is sent of what was typed: nothing that is empty, and no draft of the template that nobody has filled in. */
export function toSend({ words }: Pick<DocumentInFull, 'words'>, typed: Typed): Typed {
  const facts = Object.entries(typed.facts).filter(([, value]) => value !== '' && value.length > 0);
  const own = Object.entries(typed.words).filter(([part, text]) => {
    const draft = words.find((one) => one.part === part)?.draft;
    return text.trim() !== '' && !(text === draft && text.includes(HOLE));
  });
  return { facts: Object.fromEntries(facts), words: Object.fromEntries(own) };
}
