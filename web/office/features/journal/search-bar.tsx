import { Button, Input, Select } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { Search } from '../../api/audit-room.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { CODES, wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';

/** Who, to whom, what and when: what journal, looks and alarms are asked for together. */
export function SearchBar({
  search,
  onSearch,
}: {
  readonly search: Search;
  readonly onSearch: (search: Search) => void;
}) {
  const { say, language } = useWords();
  const id = useId();
  const [typed, setTyped] = useState(search);
  const change = (part: { [K in keyof Search]?: Search[K] | undefined }) =>
    setTyped((before) => ({ ...before, ...part }) as Search);
  const deeds = Object.keys(CODES.deed)
    .map((value) => ({ value, label: wordOf('deed', value, language) }))
    .sort((one, other) => one.label.localeCompare(other.label, language === 'en' ? 'en' : 'zh-CN'));
  function send(event: FormEvent) {
    event.preventDefault();
    const { from, to, deed } = typed;
    const [name = '', party = ''] = [typed.name?.trim(), typed.party?.trim()];
    onSearch({ from, to, ...(name && { name }), ...(party && { party }), ...(deed !== undefined && { deed }) });
  }
  return (
    <search>
      <form className="panel search-form search-form-tight" onSubmit={send}>
        <div className="field">
          <label htmlFor={`${id}-from`}>{say('journal.from')}</label>
          <DayInput id={`${id}-from`} value={typed.from} onChange={(from) => from && change({ from })} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-to`}>{say('journal.to')}</label>
          <DayInput id={`${id}-to`} value={typed.to} onChange={(to) => to && change({ to })} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-name`}>{say('journal.account')}</label>
          <Input
            id={`${id}-name`}
            maxLength={60}
            value={typed.name ?? ''}
            onChange={({ target }) => change({ name: target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-party`}>{say('journal.party')}</label>
          <Input
            id={`${id}-party`}
            maxLength={200}
            placeholder={say('journal.partyHelp')}
            value={typed.party ?? ''}
            onChange={({ target }) => change({ party: target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-deed`}>{say('journal.deed')}</label>
          <Select
            id={`${id}-deed`}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            placeholder={say('journal.anyDeed')}
            {...(typed.deed !== undefined && { value: typed.deed })}
            options={deeds}
            onChange={(deed: string | undefined) => change({ deed })}
          />
        </div>
        <Button type="primary" htmlType="submit">
          {say('journal.search')}
        </Button>
      </form>
    </search>
  );
}
