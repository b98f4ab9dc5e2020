import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { QUARANTINE_KINDS, type QuarantineKind, type QuarantineRow, quarantineQuery } from '../../api/quarantine.ts';
import { DueBadge } from '../../ui/due-badge.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { RowProblems } from './row-problems.tsx';

/** What waits for a person, the one due first on top. */
export function QuarantinePage() {
  const { say } = useWords();
  const navigate = useNavigate();
  const [kind, setKind] = useState<QuarantineKind | 'any'>('any');
  const [asked, setAsked] = useState('');
  const waiting = useQuery(quarantineQuery);
  const columns: Column<QuarantineRow>[] = [
    { key: 'kind', title: say('quarantine.kind'), width: 170, cell: (row) => say(`quarantine.kind_${row.kind}`) },
    {
      key: 'party',
      title: say('quarantine.party'),
      width: 260,
      cell: ({ party, documentNumber }) => (
        <div lang="zh-CN">
          <div>{party ?? <span className="quiet">{say('quarantine.partyHidden')}</span>}</div>
          {documentNumber && <div className="quiet small">{documentNumber}</div>}
        </div>
      ),
    },
    { key: 'due', title: say('quarantine.due'), width: 170, cell: ({ duty }) => <DueBadge duty={duty} /> },
    {
      key: 'problems',
      title: say('quarantine.problems'),
      cell: ({ problems }) => problems.length > 0 && <RowProblems problems={problems} />,
    },
    { key: 'row', title: say('quarantine.where'), width: 110, cell: ({ row }) => say('quarantine.row', { row }) },
    {
      key: 'owner',
      title: say('quarantine.owner'),
      width: 130,
      cell: ({ owner }) => <span lang="zh-CN">{owner}</span>,
    },
  ];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{say('quarantine.title')}</h1>
        <Input.Search
          allowClear
          aria-label={say('quarantine.find')}
          placeholder={say('quarantine.find')}
          value={asked}
          onChange={({ target }) => setAsked(target.value)}
        />
        <Select<QuarantineKind | 'any'>
          popupMatchSelectWidth={false}
          aria-label={say('quarantine.kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'any', label: say('quarantine.any') },
            ...QUARANTINE_KINDS.map((value) => ({ value, label: say(`quarantine.kind_${value}`) })),
          ]}
        />
      </div>
      <p className="quiet">{say('quarantine.help')}</p>
      <ProblemAlert error={waiting.error} />
      {!waiting.isError && (
        <div className="panel">
          <DataTable
            caption={say('quarantine.title')}
            rows={waiting.data?.filter((row) => (kind === 'any' || row.kind === kind) && isAbout(row, asked.trim()))}
            rowKey={({ id }) => id}
            columns={columns}
            empty={say('quarantine.empty')}
            onOpen={({ id }) => void navigate({ to: '/quarantine/$id', params: { id } })}
            showTotal={(count) => say('ui.total', { count })}
          />
        </div>
      )}
    </div>
  );
}

const isAbout = ({ party, documentNumber }: QuarantineRow, asked: string): boolean =>
  asked === '' || [party, documentNumber].some((text) => text?.includes(asked));
