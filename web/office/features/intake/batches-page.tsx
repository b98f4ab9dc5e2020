import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { type Batch, type BatchState, batchesQuery, STATES } from '../../api/batches.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import './intake.css';
import { ItemName, StateTag } from './batch-words.tsx';

/** What came in, newest first. */
export function BatchesPage() {
  const { say } = useWords();
  const navigate = useNavigate();
  const [state, setState] = useState<BatchState>();
  const batches = useQuery(batchesQuery(state));
  const columns: Column<Batch>[] = [
    {
      key: 'receivedAt',
      title: say('intake.receivedAt'),
      width: 150,
      cell: ({ receivedAt }) => minuteOf(receivedAt),
    },
    { key: 'item', title: say('intake.item'), cell: ({ item }) => <ItemName item={item} /> },
    { key: 'organ', title: say('intake.organ'), cell: ({ organ }) => <span lang="zh-CN">{organ}</span> },
    {
      key: 'submitter',
      title: say('intake.submitter'),
      cell: ({ submitter }) => <span lang="zh-CN">{submitter}</span>,
    },
    { key: 'rows', title: say('intake.rows'), align: 'right', width: 90, cell: ({ counts }) => counts?.rows },
    { key: 'good', title: say('intake.outcome_good'), align: 'right', width: 90, cell: ({ counts }) => counts?.good },
    {
      key: 'refused',
      title: say('intake.outcome_refused'),
      align: 'right',
      width: 90,
      cell: ({ counts }) => counts?.refused,
    },
    { key: 'state', title: say('intake.state'), width: 110, cell: (batch) => <StateTag state={batch.state} /> },
  ];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{say('intake.batches')}</h1>
        <Select<BatchState | 'any'>
          className="intake-item"
          aria-label={say('intake.state')}
          value={state ?? 'any'}
          onChange={(chosen) => setState(chosen === 'any' ? undefined : chosen)}
          options={[
            { value: 'any', label: say('intake.anyState') },
            ...STATES.map((value) => ({ value, label: say(`intake.state_${value}`) })),
          ]}
        />
      </div>
      <ProblemAlert error={batches.error} />
      {!batches.isError && (
        <div className="panel">
          <DataTable
            caption={say('intake.batches')}
            rows={batches.data}
            rowKey={({ id }) => id}
            columns={columns}
            empty={say(state ? 'intake.noneInState' : 'intake.noBatches')}
            onOpen={({ id }) => void navigate({ to: '/batches/$id', params: { id } })}
          />
        </div>
      )}
    </div>
  );
}
