import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DueRow } from '../../api/publications.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { DueBadge } from '../../ui/due-badge.tsx';
import { ItemWord } from '../../ui/item-word.tsx';
import { WhyButton } from '../../ui/why-button.tsx';
import { useWords } from '../../words/index.ts';

type Props = { readonly row: DueRow; readonly marked: boolean; readonly children: ReactNode };

/** One publication that waits for a decision: what, by when and why, and below it the decision. */
export function DueCard({ row, marked, children }: Props) {
  const { say, either } = useWords();
  return (
    <article className={marked ? 'panel stack panel-marked' : 'panel stack'} ref={marked ? intoView : undefined}>
      <div className="page-head">
        <h2 lang="zh-CN">{row.name}</h2>
        <DueBadge duty={row.duty} />
      </div>
      <p>
        <ItemWord item={row.item} /> · <span lang="zh-CN">{row.documentNumber}</span> ·{' '}
        {either(row.organ.zh, row.organ.en)} · {say('publication.decidedOn')} {row.decidedOn}
      </p>
      <span className="row">
        <ArticleLinks refs={row.duty.articles} on={row.duty.dueOn} />
        <WhyButton duty={row.duty} title={say('work.due')} />
        <Link to="/records/$id" params={{ id: row.recordId }}>
          {say('due.record')}
        </Link>
      </span>
      {children}
    </article>
  );
}

function intoView(card: HTMLElement | null): void {
  card?.scrollIntoView({ block: 'center' });
}
