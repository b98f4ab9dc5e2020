import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Typography } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { type Calendar, calendarsQuery, closeCalendar, openCalendar } from '../../api/away.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWords } from '../../words/index.ts';

/** Addresses under which a calendar program reads what is due. The address is the secret: it is shown once, and can be ended. */
export function CalendarsPart() {
  const { say } = useWords();
  const [path, setPath] = useState<string>();
  const found = useQuery(calendarsQuery);
  const open = useAct({
    work: (_: null, key: string) => openCalendar(key),
    done: 'away.calendarMade',
    touches: ['away'],
    onDone: (made) => setPath(made.path ?? undefined),
  });
  const close = useAct({
    work: closeCalendar,
    done: 'away.calendarEnded',
    touches: ['away'],
    onDone: () => setPath(undefined),
  });
  const columns: Column<Calendar>[] = [
    { key: 'made', title: say('away.made'), cell: ({ madeAt }) => minuteOf(madeAt) },
    {
      key: 'end',
      title: say('access.actions'),
      width: 140,
      cell: ({ id }) => (
        <Button size="small" loading={close.isPending && close.variables === id} onClick={() => close.mutate(id)}>
          {say('away.endCalendar')}
        </Button>
      ),
    },
  ];
  return (
    <section className="panel stack" aria-label={say('away.calendars')}>
      <div className="page-head">
        <h2>{say('away.calendars')}</h2>
        <Button loading={open.isPending} onClick={() => open.mutate(null)}>
          {say('away.makeCalendar')}
        </Button>
      </div>
      <p className="quiet small">{say('away.calendarsHelp')}</p>
      <ProblemAlert error={found.error ?? open.error ?? close.error} />
      {path && (
        <Alert
          type="warning"
          showIcon
          title={say('away.once')}
          description={<Typography.Text copyable>{`${window.location.origin}${path}`}</Typography.Text>}
        />
      )}
      {!found.isError && (
        <DataTable
          caption={say('away.calendars')}
          rows={found.data}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('away.noCalendars')}
        />
      )}
    </section>
  );
}
