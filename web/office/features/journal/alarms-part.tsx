import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { type Alarm, listAlarms, type Search } from '../../api/audit-room.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

/** What was unusual: a question to a person, no finding about one. */
export function AlarmsPart({ search }: { readonly search: Search }) {
  const { say } = useWords();
  const found = useQuery({
    queryKey: ['audit', 'alarms', search],
    queryFn: ({ signal }) => listAlarms(search, signal),
  });
  const columns: Column<Alarm>[] = [
    { key: 'day', title: say('journal.day'), width: 130, cell: ({ day }) => day },
    { key: 'kind', title: say('journal.unusual'), cell: ({ kind }) => say(`journal.alarm_${kind}`) },
    { key: 'by', title: say('journal.account'), cell: ({ account }) => <span lang="zh-CN">{account}</span> },
    { key: 'count', title: say('journal.times'), width: 90, align: 'right', cell: ({ count }) => count },
  ];
  return (
    <section className="panel stack" aria-label={say('journal.alarms')}>
      <h2>{say('journal.alarms')}</h2>
      <p className="quiet small">{say('journal.alarmsHelp')}</p>
      <ProblemAlert error={found.error} />
      {!found.error && (
        <DataTable
          caption={say('journal.alarms')}
          rows={found.data?.alarms}
          rowKey={({ kind, accountId, day }) => `${kind} ${accountId} ${day}`}
          columns={columns}
          empty={say('journal.noAlarms')}
          pageSize={20}
        />
      )}
    </section>
  );
}
