import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { type RecordLine, type RecordSearch, searchRecords } from '../../api/records.ts';
import { ItemWord } from '../../ui/item-word.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { RecordMarks } from './record-marks.tsx';
import { SearchForm } from './search-form.tsx';

/** Records of the own organ, found by what an officer has before the eyes: a code, a number, a name, a day. */
export function RecordsPage() {
  const { say, either } = useWords();
  const navigate = useNavigate();
  const [search, setSearch] = useState<RecordSearch>({});
  const found = useInfiniteQuery({
    queryKey: ['records', search],
    queryFn: ({ pageParam }) => searchRecords(search, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.after ?? undefined,
  });
  const columns: Column<RecordLine>[] = [
    { key: 'name', title: say('records.party'), cell: ({ subjectName }) => <span lang="zh-CN">{subjectName}</span> },
    { key: 'marks', title: say('records.state'), width: 210, cell: (row) => <RecordMarks record={row} /> },
    {
      key: 'number',
      title: say('records.number'),
      cell: ({ documentNumber }) => <span lang="zh-CN">{documentNumber}</span>,
    },
    { key: 'item', title: say('records.item'), width: 110, cell: ({ item }) => <ItemWord item={item} /> },
    { key: 'decidedOn', title: say('records.decidedOn'), width: 110, cell: ({ decidedOn }) => decidedOn },
    { key: 'organ', title: say('records.organ'), width: 190, cell: ({ organ }) => either(organ.zh, organ.en) },
  ];
  return (
    <div className="page">
      <h1>{say('records.title')}</h1>
      <p className="quiet">{say('records.help')}</p>
      <SearchForm busy={found.isFetching} onSearch={setSearch} />
      <ProblemAlert error={found.error} />
      {!found.isError && (
        <div className="panel stack">
          <DataTable
            caption={say('records.title')}
            rows={found.data?.pages.flatMap(({ rows }) => rows)}
            rowKey={({ id }) => id}
            columns={columns}
            empty={say('records.empty')}
            pageSize={10_000}
            onOpen={({ id }) => void navigate({ to: '/records/$id', params: { id } })}
          />
          {found.hasNextPage && (
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {say('records.more')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
