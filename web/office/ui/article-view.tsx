import { Tag } from '../../shared/tag.tsx';
import type { Article, Interval } from '../api/law.ts';
import { useWords } from '../words/index.ts';
import { MarkTag } from './mark-tag.tsx';

/** What an article says, at which level, since when, and how sure we are of it. */
export function ArticleView({ article }: { article: Article }) {
  const { say, either, language } = useWords();
  const { instrument } = article;
  return (
    <div className="stack">
      <h2>{either(instrument.title, instrument.titleEn)}</h2>
      <span className="row">
        <LevelText level={instrument.level} />
        <MarkTag mark={article.mark} />
        {!article.standing && <Tag tone="warn">{say('ui.articleNotInForce')}</Tag>}
      </span>
      <h3>{say('ui.gist')}</h3>
      <p>{either(article.gist, article.gistEn)}</p>
      <dl className="facts">
        <dt>{say('ui.interval')}</dt>
        <dd>
          <IntervalText interval={article.inForce} />
        </dd>
        {instrument.number && language === 'zh' && (
          <>
            <dt>{say('ui.number')}</dt>
            <dd>{instrument.number}</dd>
          </>
        )}
        {language === 'zh' && (
          <>
            <dt>{say('ui.issuer')}</dt>
            <dd>{instrument.issuer}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

export function LevelText({ level }: { level: string }) {
  const { say } = useWords();
  const known = /^L[0-9]$/.test(level) ? (level as `L${1}`) : 'L1';
  return (
    <span className="quiet">
      {level} {say(`ui.level_${known}`)}
    </span>
  );
}

export function IntervalText({ interval }: { interval: Interval | undefined }) {
  const { say } = useWords();
  if (!interval) return null;
  return (
    <span>
      {say('ui.from')} {interval.from} {interval.to ? `${say('ui.to')} ${interval.to}` : say('ui.onward')}
    </span>
  );
}
