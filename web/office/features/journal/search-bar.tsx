import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { Search } from '../../api/audit-room.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { useWords } from '../../words/index.ts';

/** Whom and when: what journal, looks and alarms are asked for together. */
export function SearchBar({
  search,
  onSearch,
}: {
  readonly search: Search;
  readonly onSearch: (search: Search) => void;
}) {
  const { say } = useWords();
  const id = useId();
  const [typed, setTyped] = useState(search);
  const change = (part: Partial<Search>) => setTyped((before) => ({ ...before, ...part }));
  function send(event: FormEvent) {
    event.preventDefault();
    const { name = '', ...days } = typed;
    onSearch({ ...days, ...(name.trim() !== '' && { name: name.trim() }) });
  }
  return (
    <search>
      <form className="row" onSubmit={send}>
        <label htmlFor={`${id}-from`}>{say('journal.from')}</label>
        <DayInput id={`${id}-from`} value={typed.from} onChange={(from) => from && change({ from })} />
        <label htmlFor={`${id}-to`}>{say('journal.to')}</label>
        <DayInput id={`${id}-to`} value={typed.to} onChange={(to) => to && change({ to })} />
        <label htmlFor={`${id}-name`}>{say('journal.account')}</label>
        <Input
          id={`${id}-name`}
          className="day-input"
          maxLength={60}
          value={typed.name ?? ''}
          onChange={({ target }) => change({ name: target.value })}
        />
        <Button type="primary" htmlType="submit">
          {say('journal.search')}
        </Button>
      </form>
    </search>
  );
}
