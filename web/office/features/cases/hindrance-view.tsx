import type { CaseInFull, Way } from '../../api/cases.ts';
import { articlesIn } from '../../api/problem.ts';
import type { Lines } from '../../api/publications.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { ReasonLines } from '../../ui/reason-lines.tsx';
import { useWords } from '../../words/index.ts';
import { sentenceOf } from '../../words/refusals.ts';

type Props = { readonly hindrance: NonNullable<Way['hindrance']>; readonly one: CaseInFull };

/** Why a step would be refused today, whoever took it: the server's own sentence, its articles, how the day was reached. */
export function HindranceView({ hindrance: { code, facts }, one }: Props) {
  const { say, language } = useWords();
  const articles = articlesIn(facts);
  return (
    <div className="hindrance">
      <p>{sentenceOf(code, { procedure: one.procedure, ...facts }, language)}</p>
      {articles.length > 0 && <ArticleLinks refs={articles} />}
      {isLines(facts.why) && <ReasonLines title={say('ui.derivation')} lines={facts.why} plain />}
    </div>
  );
}

const isLines = (why: unknown): why is Lines =>
  why !== null && typeof why === 'object' && Array.isArray((why as Lines).zh) && Array.isArray((why as Lines).en);
