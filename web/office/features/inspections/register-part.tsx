import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { endInspector, enterInspector, type Inspections, type Inspector } from '../../api/inspections.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';

const EMPTY = { accountId: '', serviceNumber: '' };
type Props = Pick<Inspections, 'inspectors' | 'eligible' | 'mayPlan' | 'crew'>;

/** Who may be drawn: entered by another person, taken off when no longer. */
export function RegisterPart({ inspectors, eligible, mayPlan, crew }: Props) {
  const { say } = useWords();
  const end = useAct({ work: endInspector, done: 'inspections.ended', touches: ['inspections'] });
  const columns: Column<Inspector>[] = [
    { key: 'name', title: say('inspections.name'), cell: ({ name }) => <span lang="zh-CN">{name}</span> },
    {
      key: 'serviceNumber',
      title: say('inspections.serviceNumber'),
      cell: ({ serviceNumber }) => <span lang="zh-CN">{serviceNumber}</span>,
    },
    ...(mayPlan
      ? [
          {
            key: 'act',
            title: say('inspections.actions'),
            width: 140,
            cell: ({ id }: Inspector) => (
              <Button size="small" loading={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
                {say('inspections.end')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <section className="panel stack" aria-label={say('inspections.register')}>
      <h2>{say('inspections.register')}</h2>
      <p className="quiet small">{say('inspections.registerHelp', { crew })}</p>
      <ProblemAlert error={end.error} />
      <DataTable
        caption={say('inspections.register')}
        rows={inspectors}
        rowKey={({ id }) => id}
        columns={columns}
        empty={say('inspections.registerNone')}
      />
      {mayPlan && eligible.length > 0 && <EnterForm eligible={eligible} />}
    </section>
  );
}

function EnterForm({ eligible }: Pick<Props, 'eligible'>) {
  const { say } = useWords();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft('inspector', EMPTY);
  const enter = useAct({
    work: enterInspector,
    done: 'inspections.entered',
    touches: ['inspections'],
    onDone: () => {
      change(EMPTY);
      clear();
    },
  });
  const serviceNumber = draft.serviceNumber.trim();
  const complete = draft.accountId !== '' && serviceNumber.length >= 2;
  return (
    <form
      className="stack"
      aria-label={say('inspections.enter')}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) enter.mutate({ accountId: draft.accountId, serviceNumber });
      }}
    >
      <ProblemAlert error={enter.error} />
      <div className="search-form">
        <div className="field">
          <label htmlFor={`${id}-who`}>{say('inspections.person')}</label>
          <Select<string>
            id={`${id}-who`}
            value={draft.accountId || null}
            placeholder={say('inspections.choose')}
            onChange={(chosen) => change({ accountId: chosen })}
            options={eligible.map(({ accountId, name }) => ({
              value: accountId,
              label: <span lang="zh-CN">{name}</span>,
              title: '',
            }))}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-number`}>{say('inspections.serviceNumber')}</label>
          <Input
            id={`${id}-number`}
            maxLength={40}
            value={draft.serviceNumber}
            onChange={({ target }) => change({ serviceNumber: target.value })}
          />
        </div>
        <Button type="primary" htmlType="submit" disabled={!complete} loading={enter.isPending}>
          {say('inspections.enter')}
        </Button>
      </div>
    </form>
  );
}
