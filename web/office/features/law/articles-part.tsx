import { useQuery } from '@tanstack/react-query';
import { Drawer, Input } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { type Article, articlesQuery } from '../../api/law.ts';
import { articleName } from '../../ui/article-name.ts';
import { ArticleView, IntervalText, LevelText } from '../../ui/article-view.tsx';
import { MarkTag } from '../../ui/mark-tag.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

/** Every article in force on the day: act, level, interval, gist, mark. */
export function ArticlesPart({ on, edition }: { on: string | undefined; edition: string | undefined }) {
  const { say, either, language } = useWords();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<Article>();
  const sought = useDeferredValue(typed.trim().toLowerCase());
  const articles = useQuery(articlesQuery(on, false, edition));
  const found = useMemo(
    () => articles.data?.articles.filter((article) => textOf(article).includes(sought)),
    [articles.data, sought],
  );
  const titleOf = ({ instrument, article }: Article) =>
    articleName(either(instrument.title, instrument.titleEn), article, language);
  const columns: Column<Article>[] = [
    { key: 'article', title: say('law.article'), width: 300, cell: titleOf },
    { key: 'gist', title: say('law.gist'), cell: ({ gist, gistEn }) => either(gist, gistEn) },
    {
      key: 'level',
      title: say('law.level'),
      width: 150,
      cell: ({ instrument }) => <LevelText level={instrument.level} />,
    },
    {
      key: 'inForce',
      title: say('law.inForce'),
      width: 180,
      desktopOnly: true,
      cell: ({ inForce }) => <IntervalText interval={inForce} />,
    },
    { key: 'mark', title: say('law.mark'), width: 90, cell: ({ mark }) => <MarkTag mark={mark} /> },
  ];
  return (
    <div className="stack">
      <Input.Search
        allowClear
        value={typed}
        placeholder={say('law.find')}
        aria-label={say('law.find')}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ProblemAlert error={articles.error} />
      {!articles.isError && (
        <DataTable
          caption={say('law.part_articles')}
          rows={found}
          rowKey={({ ref, inForce }) => `${ref} ${inForce.from}`}
          columns={columns}
          empty={say('law.noMatch')}
          onOpen={setOpen}
          showTotal={(count) => say('ui.total', { count })}
        />
      )}
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        size={520}
        title={open && titleOf(open)}
        destroyOnHidden
      >
        {open && <ArticleView article={open} />}
      </Drawer>
    </div>
  );
}

function textOf({ ref, gist, gistEn, instrument }: Article): string {
  return `${ref} ${gist} ${gistEn} ${instrument.title} ${instrument.titleEn}`.toLowerCase();
}
