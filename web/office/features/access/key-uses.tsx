import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type KeyUse, usesQuery } from '../../api/program-keys.ts';
import { secondOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';

/** What a key was used for: when, through which door, in which matter, about how many; never about whom. */
export function KeyUses({ keyId }: { readonly keyId: string }) {
  const { say, language } = useWords();
  const [refused, setRefused] = useState(false);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(usesQuery(keyId, refused));
  const columns: Column<KeyUse>[] = [
    { key: 'at', title: say('keys.at'), width: 150, cell: ({ at }) => secondOf(at) },
    { key: 'route', title: say('keys.route'), cell: ({ route }) => <span className="mono small">{route}</span> },
    {
      key: 'matter',
      title: say('keys.matterOrItem'),
      cell: ({ matters, item }) => (
        <span lang="zh-CN">{[...matters, ...(item ? [wordOf('item', item, language)] : [])].join('；')}</span>
      ),
    },
    { key: 'requests', title: say('keys.requests'), width: 80, align: 'right', cell: ({ requests }) => requests },
    { key: 'subjects', title: say('keys.subjects'), width: 80, align: 'right', cell: ({ subjects }) => subjects },
    {
      key: 'end',
      title: say('keys.outcome'),
      width: 230,
      cell: ({ status, refusal }) => (
        <span className="row">
          <Tag tone={status < 400 ? 'good' : 'warn'}>{status}</Tag>
          {refusal && <span className="mono small">{refusal}</span>}
        </span>
      ),
    },
  ];
  return (
    <section className="stack" aria-label={say('keys.uses')}>
      <div className="row">
        <h3>{say('keys.uses')}</h3>
        <Checkbox checked={refused} onChange={({ target }) => setRefused(target.checked)}>
          {say('keys.refusedOnly')}
        </Checkbox>
      </div>
      <p className="quiet small">{say('keys.usesHelp')}</p>
      <ProblemAlert error={error} />
      {!error && (
        <DataTable
          caption={say('keys.uses')}
          rows={data?.pages.flatMap(({ uses }) => uses)}
          rowKey={({ id }) => String(id)}
          columns={columns}
          empty={say('keys.noUses')}
        />
      )}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('keys.earlier')}
        </Button>
      )}
    </section>
  );
}
