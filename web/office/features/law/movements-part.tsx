import { useInfiniteQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { useEffect } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { type Movement, movementsQuery } from '../../api/law.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

const EFFECTS = ['applied', 'waits', 'counted_anew'] as const;

/** Every day that a draft would move, read page by page to the end; by what would become of it. */
export function MovementsPart({ id }: { id: string }) {
  const { say } = useWords();
  const pages = useInfiniteQuery(movementsQuery(id));
  const { hasNextPage, isFetching, isError, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const all = pages.data?.pages ?? [];
  const movements = all.flatMap((page) => page.movements);
  const count = all.reduce((sum, { looked }) => sum + looked, 0);
  const isDone = pages.isSuccess && !hasNextPage;
  return (
    <section className="panel stack">
      <h2>{say('law.movements')}</h2>
      <p className="quiet">{say('law.movementsHelp')}</p>
      <ProblemAlert error={pages.error} />
      <p className="row" role="status">
        {!isDone && !isError && <Spin size="small" />}
        {say(isDone ? 'law.looked' : 'law.looking', { count })}
      </p>
      {isDone && movements.length === 0 && <p>{say('law.noMovements')}</p>}
      {EFFECTS.map((effect) => (
        <Moved key={effect} effect={effect} movements={movements.filter((one) => one.effect === effect)} />
      ))}
    </section>
  );
}

function Moved({ effect, movements }: { effect: Movement['effect']; movements: readonly Movement[] }) {
  const { say, either } = useWords();
  if (movements.length === 0) return null;
  const title = say(`law.effect_${effect}`, { count: movements.length });
  const columns: Column<Movement>[] = [
    { key: 'document', title: say('law.document'), cell: (one) => <span lang="zh-CN">{one.documentNumber}</span> },
    {
      key: 'kind',
      title: say('law.movement'),
      width: 170,
      cell: ({ kind, period }) => (period ? either(period.zh, period.en) : say(`law.movement_${kind}`)),
    },
    { key: 'organ', title: say('law.organ'), cell: ({ organName, organNameEn }) => either(organName, organNameEn) },
    { key: 'old', title: say('law.oldDay'), width: 120, cell: ({ oldDay }) => oldDay },
    { key: 'new', title: say('law.newDay'), width: 120, cell: ({ newDay }) => newDay },
    {
      key: 'favourable',
      title: say('law.direction'),
      width: 110,
      cell: ({ favourable }) =>
        say(`law.direction_${favourable === null ? 'same' : favourable ? 'kinder' : 'harsher'}`),
    },
  ];
  return (
    <>
      <h3>{title}</h3>
      <DataTable
        caption={title}
        rows={movements}
        rowKey={({ kind, recordId, period }) => `${kind} ${recordId} ${period?.zh ?? ''}`}
        columns={columns}
        empty={say('law.noMovements')}
      />
    </>
  );
}
