import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { confirmOutage, type Outage, outagesQuery } from '../../api/outages.ts';
import { useMe } from '../../app/session.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWords } from '../../words/index.ts';
import { OutageForm } from './outage-form.tsx';

/** When the system stood still, and whether two officers say so: only then are its days taken out of the terms of parties. */
export function OutagesPage() {
  const { say } = useWords();
  const { rights } = useMe();
  const found = useQuery(outagesQuery);
  const confirm = useAct({ work: confirmOutage, done: 'outages.confirmedNow', touches: ['outages', 'cases'] });
  const mayRecord = rights.includes('outage.record');
  const columns: Column<Outage>[] = [
    {
      key: 'time',
      title: say('outages.time'),
      cell: ({ beganAt, endedAt }) => `${minuteOf(beganAt)} – ${minuteOf(endedAt)}`,
    },
    { key: 'reason', title: say('outages.reason'), cell: ({ reason }) => <span lang="zh-CN">{reason}</span> },
    {
      key: 'state',
      title: say('outages.state'),
      width: 240,
      cell: ({ id, confirmedAt, mine }) => {
        if (confirmedAt) return <Tag tone="good">{say('outages.confirmed', { at: minuteOf(confirmedAt) })}</Tag>;
        if (mine || !mayRecord) return <Tag tone="warn">{say('outages.waits')}</Tag>;
        return (
          <Button
            size="small"
            type="primary"
            loading={confirm.isPending && confirm.variables === id}
            onClick={() => confirm.mutate(id)}
          >
            {say('outages.confirm')}
          </Button>
        );
      },
    },
  ];
  return (
    <div className="page">
      <h1>{say('outages.title')}</h1>
      <p className="quiet">{say('outages.help')}</p>
      <ProblemAlert error={found.error ?? confirm.error} />
      <section className="panel stack" aria-label={say('outages.recorded')}>
        <h2>{say('outages.recorded')}</h2>
        {!found.isError && (
          <DataTable
            caption={say('outages.recorded')}
            rows={found.data}
            rowKey={({ id }) => id}
            columns={columns}
            empty={say('outages.none')}
          />
        )}
      </section>
      {mayRecord && <OutageForm />}
    </div>
  );
}
