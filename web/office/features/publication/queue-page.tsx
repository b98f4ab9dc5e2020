import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { listQueue, type QueueRow, type Waiting } from '../../api/publications.ts';
import { DueBadge } from '../../ui/due-badge.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

/** Decisions that wait for review or release, the one due first on top. */
export function QueuePage() {
  const { say, either } = useWords();
  const navigate = useNavigate();
  const [state, setState] = useState<Waiting | 'any'>('any');
  const queue = useInfiniteQuery({
    queryKey: ['publication', 'queue', state],
    queryFn: ({ pageParam, signal }) => listQueue(state === 'any' ? undefined : state, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.after ?? undefined,
  });
  const columns: Column<QueueRow>[] = [
    { key: 'name', title: say('publication.name'), cell: ({ name }) => <span lang="zh-CN">{name}</span> },
    { key: 'due', title: say('publication.due'), width: 250, cell: ({ duty }) => <DueBadge duty={duty} /> },
    { key: 'state', title: say('publication.state'), width: 100, cell: (row) => say(`publication.state_${row.state}`) },
    {
      key: 'document',
      title: say('publication.document'),
      cell: ({ documentNumber, correction }) => (
        <span className="row">
          <span lang="zh-CN">{documentNumber}</span>
          {correction && <Tag tone="note">{say('publication.correction')}</Tag>}
        </span>
      ),
    },
    { key: 'decidedOn', title: say('publication.decidedOn'), width: 110, cell: ({ decidedOn }) => decidedOn },
    { key: 'organ', title: say('publication.organ'), cell: ({ organ }) => either(organ.zh, organ.en) },
  ];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{say('publication.title')}</h1>
        <Segmented<Waiting | 'any'>
          aria-label={say('publication.waiting')}
          value={state}
          onChange={setState}
          options={[
            { value: 'any', label: say('publication.waiting') },
            { value: 'to_review', label: say('publication.state_to_review') },
            { value: 'to_release', label: say('publication.state_to_release') },
          ]}
        />
      </div>
      <ProblemAlert error={queue.error} />
      {!queue.isError && (
        <div className="panel stack">
          <DataTable
            caption={say('publication.title')}
            rows={queue.data?.pages.flatMap(({ rows }) => rows)}
            rowKey={({ recordId }) => recordId}
            columns={columns}
            empty={say('publication.empty')}
            onOpen={({ recordId }) => void navigate({ to: '/publication/$recordId', params: { recordId } })}
          />
          {queue.hasNextPage && (
            <Button loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
              {say('publication.more')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
