import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type Relaxation, relaxationsQuery } from '../../api/relaxations.ts';
import { dayOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { RelaxationForm } from './relaxation-form.tsx';

/** Settings of the operator that weaken a guard: which stand, which count, and who let them. */
export function RelaxationsPart() {
  const { say } = useWords();
  const [chosen, setChosen] = useState<string>();
  const { data, error } = useQuery(relaxationsQuery);
  const columns: Column<Relaxation>[] = [
    {
      key: 'setting',
      title: say('access.setting'),
      cell: ({ key, value }) => (
        <code className="mono">
          {key}={value}
        </code>
      ),
    },
    { key: 'found', title: say('access.foundOn'), width: 120, cell: ({ foundAt }) => dayOf(foundAt) },
    { key: 'state', title: say('access.state'), cell: (each) => <RelaxationState of={each} /> },
    {
      key: 'decide',
      title: say('access.decision'),
      width: 120,
      cell: ({ id, endedAt, refused }) =>
        data?.mayDecide && endedAt === null && refused === null ? (
          <Button size="small" onClick={() => setChosen(id)}>
            {say('access.decide')}
          </Button>
        ) : null,
    },
  ];
  const open = data?.relaxations.find(({ id }) => id === chosen);
  return (
    <section className="stack" aria-label={say('access.relaxed')}>
      <h2>{say('access.relaxed')}</h2>
      <p className="quiet">{say('access.relaxedHelp')}</p>
      <ProblemAlert error={error} />
      {!error && (
        <DataTable
          caption={say('access.relaxed')}
          rows={data?.relaxations}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('access.noRelaxed')}
        />
      )}
      {open && (
        <RelaxationForm
          key={open.id}
          id={open.id}
          confirmed={open.confirmed !== null}
          onDone={() => setChosen(undefined)}
        />
      )}
    </section>
  );
}

function RelaxationState({ of: { endedAt, confirmed, refused } }: { readonly of: Relaxation }) {
  const { say } = useWords();
  if (endedAt !== null) return <Tag tone="plain">{say('access.relaxedEnded', { day: dayOf(endedAt) })}</Tag>;
  const decided = refused ?? confirmed;
  if (decided === null) return <Tag tone="note">{say('access.relaxedWaits')}</Tag>;
  const day = dayOf(decided.at);
  return (
    <span className="row">
      {refused ? (
        <Tag tone="plain">{say('access.relaxedRefused', { day })}</Tag>
      ) : (
        <Tag tone="warn">{say('access.relaxedInForce', { day })}</Tag>
      )}
      <span lang="zh-CN">{decided.by}</span>
    </span>
  );
}
