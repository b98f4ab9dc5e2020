import type { Terms } from '../../api/changes.ts';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';

/** All that two people agree on for a key, in one line of words: nobody confirms what they have not seen. */
export function TermsLine({ terms }: { readonly terms: Terms }) {
  const { say, language } = useWords();
  const parts = [
    terms.items?.map((item) => wordOf('item', item, language)).join('、') ?? say('keys.allOfPost'),
    terms.matters?.join('；') ?? say('keys.anyMatter'),
    say('keys.aMinute', { count: terms.requestsAMinute }),
    say('keys.aDay', { count: terms.subjectsADay }),
    say(terms.signed ? 'keys.signed' : 'keys.unsigned'),
  ];
  return (
    <span className="quiet small" lang={terms.matters ? 'zh-CN' : undefined}>
      {parts.join(' · ')}
    </span>
  );
}
