import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { LINES_A_SEARCH, type Search, searchJournal } from '../../api/audit-room.ts';
import type { JournalLine } from '../../api/journal.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { secondOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { wordOf } from '../../words/codes.ts';
import { caseWords } from '../../words/deeds.ts';
import { useWords } from '../../words/index.ts';
import { Doer } from './doer.tsx';

/** Entries of the journal, newest first, a page at a time. */
export function DeedsPart({ search }: { readonly search: Search }) {
  const { say, language } = useWords();
  const lines = useInfiniteQuery({
    queryKey: ['journal', search],
    queryFn: ({ pageParam }) => searchJournal(pageParam === undefined ? search : { ...search, before: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === LINES_A_SEARCH ? page.at(-1)?.position : undefined),
  });
  const columns: Column<JournalLine>[] = [
    { key: 'position', title: say('journal.position'), width: 76, cell: ({ position }) => position },
    { key: 'at', title: say('journal.at'), width: 160, cell: ({ at }) => secondOf(at) },
    { key: 'deed', title: say('journal.deed'), width: 220, cell: ({ deed }) => wordOf('deed', deed, language) },
    { key: 'account', title: say('journal.account'), width: 110, cell: ({ account }) => <Doer name={account} /> },
    { key: 'organ', title: say('journal.organ'), width: 190, cell: ({ organ }) => <Doer name={organ} /> },
    { key: 'object', title: say('journal.object'), width: 190, cell: (line) => <ObjectCell line={line} /> },
    { key: 'basis', title: say('journal.basis'), cell: ({ basis }) => <ArticleLinks refs={basis} /> },
  ];
  if (lines.isError) return <ProblemAlert error={lines.error} />;
  return (
    <>
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
    </>
  );
}

/** What the entry is of, opened where there is a page for it; its number by its first signs, whole where one points. */
function ObjectCell({ line: { objectKind, objectId: id } }: { readonly line: JournalLine }) {
  const { language } = useWords();
  const kind = wordOf('object', objectKind, language);
  return (
    <span>
      {objectKind === 'record' ? (
        <Link to="/records/$id" params={{ id }}>
          {kind}
        </Link>
      ) : objectKind in caseWords ? (
        <Link to="/cases/$id" params={{ id }}>
          {kind}
        </Link>
      ) : (
        kind
      )}{' '}
      <code className="mono small quiet" title={id}>
        …{id.slice(-8)}
      </code>
    </span>
  );
}
