import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useId } from 'react';
import { type Handing, handOver, standInsQuery } from '../../api/away.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';

const EMPTY: Handing = { toAccountId: '', since: '', until: '' };

/** To whom, and from when until when. Only persons in the same post at the same organ can be chosen. */
export function HandoverForm() {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft('handover', EMPTY);
  const persons = useQuery(standInsQuery);
  const hand = useAct({
    work: handOver,
    done: 'away.handed',
    touches: ['away', 'work'],
    onDone: () => {
      change(EMPTY);
      clear();
    },
  });
  const { toAccountId, since, until } = draft;
  const complete = toAccountId !== '' && since !== '' && since <= until;
  if (persons.data?.length === 0) return <p className="quiet">{say('away.nobody')}</p>;
  return (
    <form
      className="stack"
      aria-label={say('away.hand')}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) hand.mutate(draft);
      }}
    >
      <ProblemAlert error={persons.error ?? hand.error} />
      <div className="search-form">
        <div className="field">
          <label htmlFor={`${id}-to`}>{say('away.to')}</label>
          <Select<string>
            id={`${id}-to`}
            value={toAccountId || null}
            loading={persons.isPending}
            placeholder={say('away.choose')}
            onChange={(chosen) => change({ toAccountId: chosen })}
            options={(persons.data ?? []).map(({ accountId, name }) => ({
              value: accountId,
              label: <span lang="zh-CN">{name}</span>,
              title: '',
            }))}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-since`}>{say('away.since')}</label>
          <DayInput
            id={`${id}-since`}
            value={since || undefined}
            min={today}
            onChange={(day) => change({ since: day ?? '' })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-until`}>{say('away.until')}</label>
          <DayInput
            id={`${id}-until`}
            value={until || undefined}
            min={since || today}
            onChange={(day) => change({ until: day ?? '' })}
          />
        </div>
        <div className="row">
          <Button type="primary" htmlType="submit" disabled={!complete} loading={hand.isPending}>
            {say('away.hand')}
          </Button>
        </div>
      </div>
    </form>
  );
}
