import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type Processing, processingQuery } from '../../api/privacy.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

const TONE = { none: 'plain', ordinary: 'note', sensitive: 'warn' } as const;

/** The register of processing, as the law in use has it. */
export function ProcessingPart() {
  const { say, either } = useWords();
  const { data, error } = useQuery(processingQuery);
  const columns: Column<Processing>[] = [
    {
      key: 'item',
      title: say('privacy.item'),
      cell: ({ name, nameEn, enabled }) => (
        <>
          {either(name, nameEn)} {!enabled && <Tag>{say('privacy.off')}</Tag>}
        </>
      ),
    },
    {
      key: 'holds',
      title: say('privacy.holds'),
      width: 110,
      cell: ({ personalInformation: holds }) => <Tag tone={TONE[holds]}>{say(`privacy.holds_${holds}`)}</Tag>,
    },
    {
      key: 'kept',
      title: say('privacy.keptFor'),
      width: 120,
      cell: ({ retention: { count, unit } }) => say(`ui.unit_${unit}`, { count }),
    },
    {
      key: 'sealed',
      title: say('privacy.sealedFields'),
      width: 110,
      align: 'right',
      cell: ({ sealed }) => sealed.length,
    },
    { key: 'basis', title: say('privacy.basis'), cell: ({ basis }) => <ArticleLinks refs={basis} /> },
  ];
  if (error) return <ProblemAlert error={error} />;
  return (
    <DataTable
      caption={say('privacy.processing')}
      rows={data}
      rowKey={({ item }) => item}
      columns={columns}
      empty={say('ui.emptyDefault')}
    />
  );
}
