import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { type Look, type Search, searchLooks } from '../../api/audit-room.ts';
import { secondOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

/** Who looked at personal data, and why. */
export function LooksPart({ search }: { readonly search: Search }) {
  const { say } = useWords();
  const looks = useQuery({ queryKey: ['audit', 'looks', search], queryFn: () => searchLooks(search) });
  const columns: Column<Look>[] = [
    { key: 'at', title: say('journal.at'), width: 160, cell: ({ at }) => secondOf(at) },
    {
      key: 'by',
      title: say('journal.account'),
      width: 150,
      cell: ({ account }) => <span lang="zh-CN">{account}</span>,
    },
    { key: 'reason', title: say('journal.reason'), cell: ({ reason }) => <span lang="zh-CN">{reason}</span> },
  ];
  return (
    <section className="panel stack" aria-label={say('journal.looks')}>
      <h2>{say('journal.looks')}</h2>
      <ProblemAlert error={looks.error} />
      {!looks.error && (
        <DataTable
          caption={say('journal.looks')}
          rows={looks.data}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('journal.noLooks')}
          pageSize={20}
        />
      )}
    </section>
  );
}
