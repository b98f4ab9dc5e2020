import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type KeptKind, type Run, retentionQuery } from '../../api/privacy.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

/** What is kept until when, what should be gone, and that the deletion ran. */
export function RetentionPart() {
  const { say } = useWords();
  const { data, error } = useQuery(retentionQuery);
  const kinds: Column<KeptKind>[] = [
    { key: 'what', title: say('privacy.keptWhat'), cell: ({ what }) => say(`privacy.what_${what}`) },
    { key: 'count', title: say('privacy.keptCount'), width: 100, align: 'right', cell: ({ count }) => count },
    { key: 'first', title: say('privacy.keptUntil'), width: 170, cell: ({ firstOn }) => firstOn ?? '' },
    { key: 'ends', title: say('privacy.keptBy'), cell: ({ ends }) => say(`privacy.ends_${ends}`) },
    {
      key: 'overdue',
      title: say('privacy.keptOverdue'),
      width: 110,
      align: 'right',
      cell: ({ overdue }) => (overdue > 0 ? <Tag tone="bad">{overdue}</Tag> : 0),
    },
    { key: 'resting', title: say('privacy.keptResting'), width: 150, align: 'right', cell: ({ resting }) => resting },
    { key: 'basis', title: say('privacy.basis'), cell: ({ basis }) => <ArticleLinks refs={basis} /> },
  ];
  const runs: Column<Run>[] = [
    { key: 'on', title: say('privacy.ranOn'), cell: ({ ranOn }) => ranOn },
    { key: 'values', title: say('privacy.deletedValues'), align: 'right', cell: ({ values }) => values },
    { key: 'files', title: say('privacy.deletedFiles'), align: 'right', cell: ({ files }) => files },
    { key: 'uses', title: say('privacy.deletedUses'), align: 'right', cell: ({ uses }) => uses },
  ];
  if (error) return <ProblemAlert error={error} />;
  return (
    <div className="stack">
      <DataTable
        caption={say('privacy.retention')}
        rows={data?.kinds}
        rowKey={({ what }) => what}
        columns={kinds}
        empty={say('ui.emptyDefault')}
      />
      <h3>{say('privacy.runs')}</h3>
      <DataTable
        caption={say('privacy.runs')}
        rows={data?.runs}
        rowKey={({ ranOn }) => ranOn}
        columns={runs}
        empty={say('privacy.noRuns')}
        pageSize={20}
      />
    </div>
  );
}
