import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type Consent, consentsQuery } from '../../api/privacy.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

/** What rests on consent, since when, and when it was taken back. */
export function ConsentsPart() {
  const { say } = useWords();
  const { data, error } = useQuery(consentsQuery);
  const columns: Column<Consent>[] = [
    { key: 'kind', title: say('privacy.consentKind'), cell: ({ kind }) => say(`privacy.consent_${kind}`) },
    { key: 'given', title: say('privacy.givenOn'), width: 170, cell: ({ givenAt }) => minuteOf(givenAt) },
    { key: 'until', title: say('privacy.until'), width: 130, cell: ({ until }) => until ?? '' },
    {
      key: 'ended',
      title: say('privacy.endedOn'),
      width: 170,
      cell: ({ endedAt }) => (endedAt === null ? <Tag tone="good">{say('privacy.stillOpen')}</Tag> : minuteOf(endedAt)),
    },
    { key: 'basis', title: say('privacy.basis'), cell: ({ basis }) => <ArticleLinks refs={basis} /> },
  ];
  if (error) return <ProblemAlert error={error} />;
  return (
    <DataTable
      caption={say('privacy.consents')}
      rows={data}
      rowKey={({ id }) => id}
      columns={columns}
      empty={say('privacy.noConsents')}
    />
  );
}
