import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type BatchRow, listRows, OUTCOMES, type Outcome, ROWS_A_PAGE, type RowFilter } from '../../api/batches.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useWords } from '../../words/index.ts';
import { OutcomeTag } from './batch-words.tsx';

/** The preview row by row: what is wrong, in which cell, by which rule and article. */
export function BatchRows({ id }: { id: string }) {
  const { say } = useWords();
  const [filter, setFilter] = useState<RowFilter>({ problems: true });
  const rows = useInfiniteQuery({
    queryKey: ['batch', id, 'rows', filter],
    queryFn: ({ pageParam, signal }) => listRows(id, pageParam, filter, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.length === ROWS_A_PAGE ? page.at(-1)?.after : undefined),
  });
  const columns: Column<BatchRow>[] = [
    { key: 'row', title: say('intake.row'), width: 64, cell: (row) => <Place row={row} /> },
    {
      key: 'outcome',
      title: say('intake.outcome'),
      width: 110,
      cell: ({ outcome }) => <OutcomeTag outcome={outcome} />,
    },
    {
      key: 'name',
      title: say('intake.name'),
      width: 200,
      cell: ({ name }) => name && <span lang="zh-CN">{name}</span>,
    },
    {
      key: 'document',
      title: say('intake.document'),
      width: 190,
      cell: ({ documentNumber }) => documentNumber && <span lang="zh-CN">{documentNumber}</span>,
    },
    { key: 'problems', title: say('intake.problem'), cell: (row) => <Problems row={row} /> },
  ];
  return (
    <div className="panel stack">
      <div className="page-head">
        <h2>{say('intake.problems')}</h2>
        <Checkbox
          checked={filter.problems ?? false}
          onChange={(event) => setFilter({ ...filter, problems: event.target.checked })}
        >
          {say('intake.onlyProblems')}
        </Checkbox>
        <Select<Outcome | 'any'>
          aria-label={say('intake.outcome')}
          className="intake-item"
          value={filter.outcome ?? 'any'}
          onChange={(chosen) => setFilter({ ...filter, outcome: chosen === 'any' ? undefined : chosen })}
          options={[
            { value: 'any', label: say('intake.anyOutcome') },
            ...OUTCOMES.map((value) => ({ value, label: say(`intake.outcome_${value}`) })),
          ]}
        />
      </div>
      <ProblemAlert error={rows.error} />
      {!rows.isError && (
        <DataTable
          caption={say('intake.problems')}
          rows={rows.data?.pages.flat()}
          rowKey={({ after }) => String(after)}
          columns={columns}
          empty={say(filter.problems && !filter.outcome ? 'intake.noProblems' : 'intake.noRows')}
          showTotal={(count) => say('ui.total', { count })}
        />
      )}
      {rows.hasNextPage && (
        <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {say('intake.more')}
        </Button>
      )}
    </div>
  );
}

function Place({ row: { row, sheet } }: { row: BatchRow }) {
  if (sheet === null) return row;
  return (
    <>
      <span lang="zh-CN">{sheet}</span> {row}
    </>
  );
}

function Problems({ row }: { row: BatchRow }) {
  const { say } = useWords();
  if (!row.late && row.problems.length === 0) return null;
  return (
    <ul className="problems">
      {row.late && (
        <li>
          <Tag tone="warn">{say('intake.late')}</Tag>
        </li>
      )}
      {row.problems.map((problem) => (
        <li key={`${problem.code} ${problem.cell}`}>
          <ProblemLine problem={problem} />
        </li>
      ))}
    </ul>
  );
}
