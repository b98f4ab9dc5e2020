import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input, Segmented, Select } from 'antd';
import { useId } from 'react';
import { type CaseSearch, DUE, proceduresQuery } from '../../api/cases.ts';
import { useWords } from '../../words/index.ts';
import { useNames } from './case-words.tsx';

type Props = {
  readonly search: CaseSearch;
  readonly number: string;
  readonly onNumber: (number: string) => void;
  readonly onChange: (search: CaseSearch) => void;
};

/** Whose, which procedure, where it stands, how near its day is. The choices are those of the procedures' own tables. */
export function CaseFilters({ search, number, onNumber, onChange }: Props) {
  const { say } = useWords();
  const nameOf = useNames();
  const id = useId();
  const tables = useQuery(proceduresQuery);
  const { procedure, state, due, mine, closed } = search;
  const change = (part: { [K in keyof CaseSearch]: CaseSearch[K] | undefined }) => {
    const next = Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined);
    onChange(Object.fromEntries(next) as CaseSearch);
  };
  const states = tables.data?.find(({ code }) => code === procedure)?.states.filter(({ state: one }) => one !== 'none');
  const any = { value: '', label: say('cases.any') };
  return (
    <form className="panel search-form" onSubmit={(event) => event.preventDefault()}>
      <div className="field">
        <span className="quiet">{say('cases.whose')}</span>
        <Segmented<'mine' | 'all'>
          aria-label={say('cases.whose')}
          value={mine ? 'mine' : 'all'}
          onChange={(whose) => change({ mine: whose === 'mine' ? true : undefined })}
          options={[
            { value: 'mine', label: say('cases.mine') },
            { value: 'all', label: say('cases.all') },
          ]}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-procedure`}>{say('cases.procedure')}</label>
        <Select
          id={`${id}-procedure`}
          value={procedure ?? ''}
          onChange={(chosen: string) => change({ procedure: chosen || undefined, state: undefined })}
          options={[any, ...(tables.data ?? []).map(({ code, name }) => ({ value: code, label: nameOf(name) }))]}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-state`}>{say('cases.state')}</label>
        <Select
          id={`${id}-state`}
          disabled={states === undefined}
          value={state ?? ''}
          onChange={(chosen: string) => change({ state: chosen || undefined })}
          options={[any, ...(states ?? []).map((one) => ({ value: one.state, label: nameOf(one.name) }))]}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-due`}>{say('cases.due')}</label>
        <Select
          id={`${id}-due`}
          value={due ?? ''}
          onChange={(chosen: '' | (typeof DUE)[number]) => change({ due: chosen || undefined })}
          options={[any, ...DUE.map((value) => ({ value, label: say(`cases.due_${value}`) }))]}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-number`}>{say('records.number')}</label>
        <Input.Search
          id={`${id}-number`}
          placeholder={say('cases.numberHint')}
          allowClear
          maxLength={100}
          defaultValue={number}
          onSearch={(typed) => onNumber(typed.trim())}
        />
      </div>
      <Checkbox checked={closed === true} onChange={({ target }) => change({ closed: target.checked || undefined })}>
        {say('cases.withClosed')}
      </Checkbox>
    </form>
  );
}
