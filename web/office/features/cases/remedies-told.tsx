import type { Way } from '../../api/cases.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { MarkTag } from '../../ui/mark-tag.tsx';
import { useWords, type WordKey } from '../../words/index.ts';
import { useNames } from './case-words.tsx';

/** How the party may go on against the decision: told with it, by the terms of the packs. */
export function RemediesTold({ remedies }: Pick<Way, 'remedies'>) {
  const { say } = useWords();
  const nameOf = useNames();
  return (
    <div className="stack-tight">
      <span className="quiet">{say('cases.remedies')}</span>
      <ul className="plain-list">
        {remedies.map(({ period, name, count, unit, articles, mark }) => (
          <li key={period} className="row">
            {nameOf(name)} · {say(`ui.unit_${unit}` as WordKey, { count })} <ArticleLinks refs={articles} />
            <MarkTag mark={mark as 'verified'} />
          </li>
        ))}
      </ul>
    </div>
  );
}
