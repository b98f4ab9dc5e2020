import { Button, Input } from 'antd';
import { useId } from 'react';
import type { FactField, FactValue } from '../../../api/documents.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { useWords } from '../../../words/index.ts';

type Rows = readonly (readonly string[])[];
type Props = {
  readonly field: FactField;
  readonly isOpen: boolean;
  readonly value: FactValue | undefined;
  readonly onChange: (value: FactValue) => void;
};
const textIn = (value: FactValue | undefined): string => (typeof value === 'string' ? value : '');
const rowsIn = (value: FactValue | undefined): Rows => (value === undefined || typeof value === 'string' ? [] : value);

/** A fact that only an officer can say: a text, a day, or rows of a table. */
export function FactInput({ field, isOpen, value, onChange }: Props) {
  const { either } = useWords();
  const id = useId();
  const name = either(field.name.zh, field.name.en);
  if (field.type === 'table') return <TableInput name={name} {...{ field, isOpen, value, onChange }} />;
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      {field.type === 'day' ? (
        <DayInput
          id={id}
          disabled={!isOpen}
          value={textIn(value) || undefined}
          onChange={(day = '') => onChange(day)}
        />
      ) : (
        <Input
          id={id}
          maxLength={2000}
          disabled={!isOpen}
          value={textIn(value)}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </div>
  );
}

function TableInput({ name, field, isOpen, value, onChange }: Props & { readonly name: string }) {
  const { say, either } = useWords();
  const rows = rowsIn(value);
  const columns = field.columns ?? [];
  const set = (at: number, column: number, text: string) =>
    onChange(
      rows.map((row, index) => (index === at ? columns.map((_, c) => (c === column ? text : (row[c] ?? ''))) : row)),
    );
  return (
    <fieldset className="brought">
      <legend>{name}</legend>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are numbered, and only the last is ever added or taken away
        <div key={at} className="row">
          {columns.map((column, c) => (
            <Input
              key={column.en}
              className="grow"
              aria-label={`${either(column.zh, column.en)} ${at + 1}`}
              placeholder={either(column.zh, column.en)}
              maxLength={2000}
              disabled={!isOpen}
              value={row[c] ?? ''}
              onChange={({ target }) => set(at, c, target.value)}
            />
          ))}
        </div>
      ))}
      {isOpen && (
        <div className="row">
          <Button size="small" onClick={() => onChange([...rows, columns.map(() => '')])}>
            {say('cases.oneMore')}
          </Button>
          {rows.length > 0 && (
            <Button size="small" onClick={() => onChange(rows.slice(0, -1))}>
              {say('cases.oneLess')}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}

/** A fact that the program knows: read, not typed. */
export function FactText({ name, field: { value } }: { readonly name: string; readonly field: FactField }) {
  const rows = rowsIn(value ?? undefined);
  return (
    <>
      <dt>{name}</dt>
      <dd lang="zh-CN">
        {rows.length > 0 ? rows.map((row) => <p key={row.join(' ')}>{row.join(' · ')}</p>) : textIn(value ?? undefined)}
      </dd>
    </>
  );
}
