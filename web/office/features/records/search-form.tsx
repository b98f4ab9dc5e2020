import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { RECORD_STATES, type RecordSearch, type RecordState } from '../../api/records.ts';
import { AskButton } from '../../ui/ask-button.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { useWords } from '../../words/index.ts';
import { OrganSelect } from './organ-select.tsx';

const ITEMS = ['penalty', 'licence', 'organisation'] as const;
/** As the server asks it. */
const LEAST_NAME = 2;

type Props = { readonly busy: boolean; readonly onSearch: (search: RecordSearch) => void };

/** What is looked for. Kept in this form only: a code or a name goes neither into an address nor into storage. */
export function SearchForm({ busy, onSearch }: Props) {
  const { say } = useWords();
  const id = useId();
  const [typed, setTyped] = useState<RecordSearch>({});
  const change = (part: RecordSearch) => setTyped((before) => ({ ...before, ...part }));
  const text = (name: 'code' | 'name' | 'number') => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{say(`records.${name}`)}</label>
      <Input
        id={`${id}-${name}`}
        className={name === 'code' ? 'mono' : undefined}
        placeholder={say(`records.${name}Hint`)}
        autoComplete="off"
        spellCheck={false}
        allowClear
        maxLength={200}
        value={typed[name] ?? ''}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </div>
  );
  return (
    <form
      className="panel search-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(given(typed));
      }}
    >
      {text('code')}
      {text('name')}
      {text('number')}
      <div className="field">
        <label htmlFor={`${id}-state`}>{say('records.state')}</label>
        <Select<RecordState | ''>
          id={`${id}-state`}
          value={typed.state ?? ''}
          onChange={(state) => change({ state: state || undefined } as RecordSearch)}
          options={[
            { value: '', label: say('records.any') },
            ...RECORD_STATES.map((value) => ({ value, label: say(`records.state_${value}`) })),
          ]}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-item`}>{say('records.item')}</label>
        <Select
          id={`${id}-item`}
          value={typed.item ?? ''}
          onChange={(item: string) => change({ item })}
          options={[
            { value: '', label: say('records.any') },
            ...ITEMS.map((value) => ({ value, label: say(`intake.item_${value}`) })),
          ]}
        />
      </div>
      <OrganSelect value={typed.organId} onChange={(organId) => change({ organId } as RecordSearch)} />
      <div className="field">
        <label htmlFor={`${id}-from`}>{say('records.from')}</label>
        <DayInput id={`${id}-from`} value={typed.from} onChange={(from) => change({ from } as RecordSearch)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-to`}>{say('records.to')}</label>
        <DayInput id={`${id}-to`} value={typed.to} onChange={(to) => change({ to } as RecordSearch)} />
      </div>
      <div className="row search-buttons">
        <AskButton busy={busy}>{say('records.search')}</AskButton>
        <Button
          onClick={() => {
            setTyped({});
            onSearch({});
          }}
        >
          {say('records.clear')}
        </Button>
      </div>
    </form>
  );
}

/** Without what was left empty. */
function given(typed: RecordSearch): RecordSearch {
  const filled = Object.entries(typed).flatMap(([name, value]) => {
    const text = String(value ?? '').trim();
    return text === '' || (name === 'name' && text.length < LEAST_NAME) ? [] : [[name, text]];
  });
  return Object.fromEntries(filled) as RecordSearch;
}
