import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useState } from 'react';
import { Waiting } from '../../shared/waiting.tsx';
import { type Article, articlesQuery } from '../api/law.ts';
import { useWords } from '../words/index.ts';
import { articleParts } from './article-name.ts';
import { ArticleView } from './article-view.tsx';
import { problemTitle } from './problem-title.ts';

/** Articles by name, each opening as it stood on the day. */
export function ArticleLinks({ refs, on }: { refs: readonly string[]; on?: string | undefined }) {
  if (refs.length === 0) return null;
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
  const [law, place] = article
    ? articleParts(
        either(article.instrument.title, article.instrument.titleEn),
        reference.split(':')[1] ?? article.article,
        language,
      )
    : [all.isPending ? '…' : reference, ''];
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className={article?.standing === false ? 'plain-button not-standing' : 'plain-button'}
        title={article?.standing === false ? say('ui.articleNotInForce') : undefined}
        onClick={() => setOpen(true)}
      >
        <span className="article-law">{law}</span>
        {place}
      </button>
      {/* Kept where it is when shut: only so does it give the keyboard back. */}
      <Drawer open={open} destroyOnHidden onClose={() => setOpen(false)} title={`${law}${place}`} size={480}>
        {all.isPending && <Waiting />}
        {all.isError && <p role="alert">{problemTitle(all.error, say)}</p>}
        {all.isSuccess && (article ? <ArticleView article={article} /> : <p>{say('ui.articleNotInForce')}</p>)}
      </Drawer>
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
