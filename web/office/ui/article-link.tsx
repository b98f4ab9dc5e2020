import { useQuery } from '@tanstack/react-query';
import { Drawer, Skeleton } from 'antd';
import { useState } from 'react';
import { Tag } from '../../shared/tag.tsx';
import { type Article, articlesQuery, type Interval } from '../api/law.ts';
import { useWords } from '../words/index.ts';
import { articleName } from './article-name.ts';
import { MarkTag } from './mark-tag.tsx';
import { ProblemAlert } from './problem-alert.tsx';

/** Articles by name, each opening as it stood on the day. */
export function ArticleLinks({ refs, on }: { refs: readonly string[]; on?: string | undefined }) {
  return (
    <span className="row">
      {refs.map((ref) => (
        <ArticleLink key={ref} reference={ref} on={on} />
      ))}
    </span>
  );
}

/** One article, `xzcf:48`, by its name; opens level, interval, gist and mark. */
export function ArticleLink({ reference, on }: { reference: string; on?: string | undefined }) {
  const { say, either, language } = useWords();
  const [open, setOpen] = useState(false);
  const all = useQuery(articlesQuery(on, true));
  const article = findArticle(all.data?.articles, reference);
  const name = article
    ? articleName(
        either(article.instrument.title, article.instrument.titleEn),
        reference.split(':')[1] ?? article.article,
        language,
      )
    : reference;
  return (
    <>
      <button
        type="button"
        className={article?.standing === false ? 'plain-button not-standing' : 'plain-button'}
        title={article?.standing === false ? say('ui.articleNotInForce') : undefined}
        onClick={() => setOpen(true)}
      >
        {name}
      </button>
      {open && (
        <Drawer open onClose={() => setOpen(false)} title={name} size={480}>
          {all.isPending && <Skeleton active />}
          {all.isError && <ProblemAlert error={all.error} />}
          {all.isSuccess && (article ? <ArticleView article={article} /> : <p>{say('ui.articleNotInForce')}</p>)}
        </Drawer>
      )}
    </>
  );
}

/** The article itself, else the whole article of a paragraph. */
export function findArticle(articles: readonly Article[] | undefined, reference: string): Article | undefined {
  const whole = reference.split('(')[0];
  const named = articles?.filter(({ ref }) => ref === reference || ref === whole) ?? [];
  // Best the one that stands, and the paragraph before its whole article.
  const rank = ({ standing, ref }: Article) => (standing ? 2 : 0) + (ref === reference ? 1 : 0);
  return named.toSorted((a, b) => rank(b) - rank(a))[0];
}

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
