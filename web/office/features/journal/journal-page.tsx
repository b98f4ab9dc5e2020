import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { type JournalLine, LINES_A_PAGE, listJournal } from '../../api/journal.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';

/** Every act, newest first. */
export function JournalPage() {
  const { say, language } = useWords();
  const lines = useInfiniteQuery({
    queryKey: ['journal'],
    queryFn: ({ pageParam, signal }) => listJournal(pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === LINES_A_PAGE ? page.at(-1)?.position : undefined),
  });
  const columns: Column<JournalLine>[] = [
    { key: 'position', title: say('journal.position'), width: 80, cell: ({ position }) => position },
    { key: 'at', title: say('journal.at'), width: 160, cell: ({ at }) => dayjs(at).format('YYYY-MM-DD HH:mm:ss') },
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
      <ProblemAlert error={lines.error} />
      {!lines.isError && (
        <div className="panel stack">
          <DataTable
            caption={say('journal.title')}
            rows={lines.data?.pages.flat()}
            rowKey={({ position }) => String(position)}
            columns={columns}
            empty={say('journal.empty')}
            pageSize={LINES_A_PAGE}
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
