import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { LINES_A_SEARCH, type Search, searchJournal } from '../../api/audit-room.ts';
import type { JournalLine } from '../../api/journal.ts';
import { useMe } from '../../app/session.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { daysAfter, secondOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';
import { AlarmsPart } from './alarms-part.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { LooksPart } from './looks-part.tsx';
import { SearchBar } from './search-bar.tsx';

/** So far back the room looks when it is opened. Days. */
const DAYS_BACK = 30;

/** The audit room: every act, every look at personal data, what was unusual; newest first. */
export function JournalPage() {
  const { say, language } = useWords();
  const { today, rights } = useMe();
  const [search, setSearch] = useState<Search>({
    from: daysAfter(today, -DAYS_BACK),
    to: today,
  });
  const lines = useInfiniteQuery({
    queryKey: ['journal', search],
    queryFn: ({ pageParam }) => searchJournal(pageParam === undefined ? search : { ...search, before: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === LINES_A_SEARCH ? page.at(-1)?.position : undefined),
  });
  const columns: Column<JournalLine>[] = [
    { key: 'position', title: say('journal.position'), width: 80, cell: ({ position }) => position },
    { key: 'at', title: say('journal.at'), width: 160, cell: ({ at }) => secondOf(at) },
    { key: 'deed', title: say('journal.deed'), cell: ({ deed }) => wordOf('deed', deed, language) },
    {
      key: 'account',
      title: say('journal.account'),
      width: 130,
      cell: ({ account }) => <span lang="zh-CN">{account}</span>,
    },
    { key: 'organ', title: say('journal.organ'), cell: ({ organ }) => <span lang="zh-CN">{organ}</span> },
    {
      key: 'object',
      title: say('journal.object'),
      cell: ({ objectKind, objectId }) => (
        <span className="stack-tight">
          {objectKind === 'record' ? (
            <Link to="/records/$id" params={{ id: objectId }}>
              {wordOf('object', objectKind, language)}
            </Link>
          ) : (
            <span>{wordOf('object', objectKind, language)}</span>
          )}
          <code className="mono small quiet">{objectId}</code>
        </span>
      ),
    },
    { key: 'basis', title: say('journal.basis'), cell: ({ basis }) => <ArticleLinks refs={basis} /> },
  ];
  return (
    <div className="page">
      <h1>{say('journal.title')}</h1>
      <p className="quiet">{say('journal.help')}</p>
      <SearchBar search={search} onSearch={setSearch} />
      {rights.includes('journal.export') && <ExportButtons search={search} />}
      <AlarmsPart search={search} />
      <LooksPart search={search} />
      <ProblemAlert error={lines.error} />
      {!lines.isError && (
        <div className="panel stack">
          <DataTable
            caption={say('journal.title')}
            rows={lines.data?.pages.flat()}
            rowKey={({ position }) => String(position)}
            columns={columns}
            empty={say('journal.empty')}
            pageSize={LINES_A_SEARCH}
          />
          {lines.hasNextPage && (
            <Button loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
              {say('journal.more')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
