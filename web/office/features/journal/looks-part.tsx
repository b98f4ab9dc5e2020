import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { type Look, type Search, searchLooks } from '../../api/audit-room.ts';
import { secondOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { Doer } from './doer.tsx';

/** Who looked at personal data, of whom, and why. A look is no deed: the deed that was chosen does not narrow it. */
export function LooksPart({ search }: { readonly search: Search }) {
  const { say } = useWords();
  const { deed: _deed, ...asked } = search;
  const looks = useQuery({ queryKey: ['audit', 'looks', asked], queryFn: () => searchLooks(asked) });
  const columns: Column<Look>[] = [
    { key: 'at', title: say('journal.at'), width: 160, cell: ({ at }) => secondOf(at) },
    { key: 'by', title: say('journal.account'), width: 150, cell: ({ account }) => <Doer name={account} /> },
    {
      key: 'of',
      title: say('journal.party'),
      width: 130,
      cell: ({ subjectId }) =>
        subjectId === null ? (
          ''
        ) : (
          <code className="mono small quiet" title={subjectId}>
            …{subjectId.slice(-8)}
          </code>
        ),
    },
    { key: 'reason', title: say('journal.reason'), cell: ({ reason }) => <span lang="zh-CN">{reason}</span> },
  ];
  if (looks.isError) return <ProblemAlert error={looks.error} />;
  return (
    <DataTable
      caption={say('journal.looks')}
      rows={looks.data}
      rowKey={({ id }) => id}
      columns={columns}
      empty={say('journal.noLooks')}
      pageSize={50}
    />
  );
}
