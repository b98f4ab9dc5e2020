import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type CaseLine, type CaseSearch, casesQuery } from '../../api/cases.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { CaseFilters } from './case-filters.tsx';
import { StateTag, useNames } from './case-words.tsx';
import './cases.css';

const route = getRouteApi('/cases');

/** The cases of the own organ by their nearest last day; what they are narrowed to stands in the address. */
export function CasesPage() {
  const { say } = useWords();
  const navigate = useNavigate();
  const search = route.useSearch();
  // A number names a decision: it is asked for, and stands in no address.
  const [number, setNumber] = useState('');
  const columns = useColumns();
  const found = useInfiniteQuery(casesQuery(search, number));
  return (
    <div className="page">
      <h1>{say('cases.title')}</h1>
      <p className="quiet">{say('cases.help')}</p>
      <CaseFilters
        search={search}
        number={number}
        onNumber={setNumber}
        onChange={(next: CaseSearch) => void navigate({ to: '/cases', search: next, replace: true })}
      />
      <ProblemAlert error={found.error} />
      {!found.isError && (
        <div className="panel stack">
          <DataTable
            caption={say('cases.title')}
            rows={found.data?.pages.flatMap(({ cases }) => cases)}
            rowKey={({ id }) => id}
            columns={columns}
            empty={say('cases.empty')}
            pageSize={10_000}
            onOpen={({ id }) => void navigate({ to: '/cases/$id', params: { id } })}
          />
          {found.hasNextPage && (
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {say('cases.more')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function useColumns(): Column<CaseLine>[] {
  const { say } = useWords();
  const nameOf = useNames();
  return [
    {
      key: 'about',
      title: say('cases.about'),
      cell: ({ party, documentNumber }) => (
        <span className="stack-tight" lang="zh-CN">
          <span>{party}</span>
          <span className="quiet small">{documentNumber}</span>
        </span>
      ),
    },
    {
      key: 'procedure',
      title: say('cases.procedure'),
      width: 150,
      cell: ({ procedureName }) => nameOf(procedureName),
    },
    {
      key: 'state',
      title: say('cases.state'),
      width: 260,
      cell: (one) => (
        <span className="row">
          <StateTag one={one} />
          {one.waitsForMe && <Tag tone="warn">{say('cases.yourTurn')}</Tag>}
        </span>
      ),
    },
    { key: 'due', title: say('cases.due'), width: 200, cell: (one) => <Due one={one} /> },
    {
      key: 'organ',
      title: say('cases.organ'),
      width: 180,
      desktopOnly: true,
      cell: ({ organ }) => <span lang={organ.en ? undefined : 'zh-CN'}>{nameOf(organ)}</span>,
    },
  ];
}

function Due({ one: { dueOn, overdue, provisional } }: { one: CaseLine }) {
  const { say } = useWords();
  if (dueOn === null) return <span className="quiet">{say('cases.noClock')}</span>;
  return (
    <span className="row">
      {overdue ? <Tag tone="bad">{say('ui.overdueSince', { day: dueOn })}</Tag> : <span>{dueOn}</span>}
      {provisional && <Tag tone="note">{say('publication.provisional')}</Tag>}
    </span>
  );
}
