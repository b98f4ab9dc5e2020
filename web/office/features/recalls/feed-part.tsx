import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type FeedReader, feedReadersQuery } from '../../api/recalls.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ItemWord } from '../../ui/item-word.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

/** Who keeps a copy of what is public, and which ends it has not been past. */
export function FeedPart() {
  const { say } = useWords();
  const readers = useQuery(feedReadersQuery);
  const columns = useColumns();
  return (
    <section className="panel stack" aria-label={say('recalls.feed')}>
      <h2>{say('recalls.feed')}</h2>
      <p className="quiet small">{say('recalls.feedHelp')}</p>
      <ProblemAlert error={readers.error} />
      {!readers.isError && (
        <DataTable
          caption={say('recalls.feed')}
          rows={readers.data}
          rowKey={({ organ, account, item }) => `${organ.zh} ${account} ${item}`}
          columns={columns}
          empty={say('recalls.feedNone')}
        />
      )}
    </section>
  );
}

function useColumns(): Column<FeedReader>[] {
  const { say, either } = useWords();
  return [
    {
      key: 'organ',
      title: say('recalls.receiver'),
      cell: ({ organ, account }) => (
        <>
          {either(organ.zh, organ.en)}{' '}
          <span className="quiet small" lang="zh-CN">
            {account}
          </span>
        </>
      ),
    },
    { key: 'item', title: say('recalls.feedItem'), cell: ({ item }) => <ItemWord item={item} /> },
    {
      key: 'read',
      title: say('recalls.feedRead'),
      width: 170,
      cell: ({ readAt }) => minuteOf(readAt),
    },
    {
      key: 'ends',
      title: say('recalls.feedEnds'),
      width: 260,
      cell: ({ ends, dueOn, late }) =>
        dueOn === null ? (
          <Tag tone="good">{say('recalls.feedUpToDate')}</Tag>
        ) : (
          <Tag tone={late ? 'bad' : 'warn'}>
            {say(late ? 'recalls.feedLate' : 'recalls.feedWaiting', { count: ends, day: dueOn })}
          </Tag>
        ),
    },
  ];
}
