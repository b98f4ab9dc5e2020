import { Button, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import type { ProcedureTable } from '../../api/cases.ts';
import type { RecordInFull } from '../../api/records.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { useNames } from './case-words.tsx';

type Props = {
  readonly record: RecordInFull;
  readonly table: ProcedureTable;
  readonly day: string;
  readonly dayLabel: string;
  readonly ground: string;
  readonly onChange: (part: { readonly day?: string; readonly ground?: string }) => void;
  readonly complete: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: () => void;
  readonly children: ReactNode;
};

/** What every opening asks: the day from which clocks count, and why; then what is particular to it. */
export function OpeningFrame(props: Props) {
  const { record, table, day, dayLabel, ground, onChange, complete, busy, error, onSend, children } = props;
  const { say } = useWords();
  const nameOf = useNames();
  const id = useId();
  const { today } = useMe();
  const send = () => complete && !busy && onSend();
  return (
    <form
      className="panel stack"
      aria-label={nameOf(table.name)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
      }}
    >
      <div className="form-grid">
        <label htmlFor={`${id}-day`}>{dayLabel}</label>
        <DayInput
          id={`${id}-day`}
          value={day}
          min={record.decidedOn}
          max={today}
          onChange={(chosen = '') => onChange({ day: chosen })}
        />
        <label htmlFor={`${id}-ground`}>{say('cases.ground')}</label>
        <Select
          id={`${id}-ground`}
          value={ground}
          onChange={(chosen: string) => onChange({ ground: chosen })}
          options={Object.entries(table.grounds).map(([value, name]) => ({ value, label: nameOf(name) }))}
        />
      </div>
      {children}
      <ProblemAlert error={error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={busy}>
          {say('cases.enter')}
        </Button>
      </div>
    </form>
  );
}
