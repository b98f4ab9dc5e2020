import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { MOST_CASES, type Waiting } from '../../api/archive.ts';
import { DueBadge } from '../../ui/due-badge.tsx';
import { WhyButton } from '../../ui/why-button.tsx';
import { useWords } from '../../words/index.ts';
import { HandoverForm } from './handover-form.tsx';

type Props = { readonly waiting: readonly Waiting[] | undefined; readonly mayHandOver: boolean };

/** Closed cases that no package holds, the longest closed first; chosen, they go into one. */
export function WaitingPart({ waiting, mayHandOver }: Props) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [making, setMaking] = useState(false);
  const caseIds = waiting?.filter(({ id }) => chosen.has(id)).map(({ id }) => id) ?? [];
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)));
  const columns = useColumns(mayHandOver, chosen, choose);
  return (
    <section className="panel stack" aria-label={say('archive.waiting')}>
      <h2>{say('archive.waiting')}</h2>
      <DataTable
        caption={say('archive.waiting')}
        rows={waiting}
        rowKey={({ id }) => id}
        columns={columns}
        empty={say('archive.waitingNone')}
      />
      {mayHandOver && !making && caseIds.length > 0 && (
        <div className="row">
          <Button type="primary" disabled={caseIds.length > MOST_CASES} onClick={() => setMaking(true)}>
            {say('archive.make', { count: caseIds.length })}
          </Button>
          {caseIds.length > MOST_CASES && (
            <span className="warned small">{say('archive.tooMany', { most: MOST_CASES })}</span>
          )}
        </div>
      )}
      {making && caseIds.length > 0 && <HandoverForm caseIds={caseIds} onDone={() => setMaking(false)} />}
    </section>
  );
}

function useColumns(
  mayHandOver: boolean,
  chosen: ReadonlySet<string>,
  choose: (id: string, isChosen: boolean) => void,
): Column<Waiting>[] {
  const { say, either } = useWords();
  const box: Column<Waiting> = {
    key: 'choose',
    title: say('archive.choose'),
    width: 72,
    cell: ({ id, documentNumber }) => (
      <Checkbox
        aria-label={say('archive.chooseCase', { number: documentNumber })}
        checked={chosen.has(id)}
        onChange={({ target }) => choose(id, target.checked)}
      />
    ),
  };
  const columns: Column<Waiting>[] = [
    {
      key: 'number',
      title: say('archive.number'),
      cell: ({ id, documentNumber }) => (
        <Link to="/cases/$id" params={{ id }} lang="zh-CN">
          {documentNumber}
        </Link>
      ),
    },
    {
      key: 'procedure',
      title: say('archive.procedure'),
      cell: ({ procedureName }) => either(procedureName.zh, procedureName.en),
    },
    { key: 'closed', title: say('archive.closedOn'), width: 130, cell: ({ closedOn }) => closedOn },
    {
      key: 'due',
      title: say('archive.due'),
      width: 230,
      cell: ({ duty }) => (
        <span className="stack-tight">
          <DueBadge duty={duty} />
          <WhyButton duty={duty} title={say('archive.due')} />
        </span>
      ),
    },
  ];
  return mayHandOver ? [box, ...columns] : columns;
}
