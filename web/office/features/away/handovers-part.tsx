import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type Handover, handoversQuery, takeBack } from '../../api/away.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWords } from '../../words/index.ts';
import { HandoverForm } from './handover-form.tsx';

/** Handovers of the own organ that are not over, and the form of a new one. */
export function HandoversPart() {
  const { say } = useWords();
  const { today } = useMe();
  const found = useQuery(handoversQuery);
  const back = useAct({ work: takeBack, done: 'away.takenBack', touches: ['away', 'work'] });
  const columns: Column<Handover>[] = [
    { key: 'from', title: say('away.from'), cell: ({ from }) => <span lang="zh-CN">{from}</span> },
    { key: 'to', title: say('away.to'), cell: ({ to }) => <span lang="zh-CN">{to}</span> },
    { key: 'days', title: say('away.days'), cell: ({ since, until }) => `${since} – ${until}` },
    {
      key: 'state',
      title: say('away.state'),
      width: 170,
      cell: ({ id, since, ended, mine }) => {
        if (ended) return <Tag>{say('away.ended')}</Tag>;
        if (mine)
          return (
            <Button size="small" loading={back.isPending && back.variables === id} onClick={() => back.mutate(id)}>
              {say('away.takeBack')}
            </Button>
          );
        return <Tag tone="note">{say(since > today ? 'away.coming' : 'away.running')}</Tag>;
      },
    },
  ];
  return (
    <section className="panel stack" aria-label={say('away.handovers')}>
      <h2>{say('away.handovers')}</h2>
      <p className="quiet small">{say('away.handoversHelp')}</p>
      <ProblemAlert error={found.error ?? back.error} />
      {!found.isError && (
        <DataTable
          caption={say('away.handovers')}
          rows={found.data}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('away.noHandovers')}
        />
      )}
      <HandoverForm />
    </section>
  );
}
