import { useMutation } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { newRequestKey } from '../../api/client.ts';
import { LOOK_MATTERS, type LookMatter, lookAtRecord, type RecordInFull } from '../../api/records.ts';
import { FieldLine } from '../../ui/field-line.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

const LEAST = 4;

/** What is sealed of the newest version that seals anything, for whoever says why. Shown until the page is left. */
export function LookPanel({ record }: { record: RecordInFull }) {
  const { say, either } = useWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const [matter, setMatter] = useState<LookMatter>('objection');
  const version = record.history.findLast(({ sealed }) => sealed)?.version ?? 1;
  const look = useMutation({
    gcTime: 0,
    mutationFn: () => lookAtRecord(record.id, { version, reason: reason.trim(), matter }, newRequestKey()),
  });
  const enough = reason.trim().length >= LEAST;
  const nameOf = (code: string) => {
    const field = record.fields.find((one) => one.code === code);
    return field ? either(field.name, field.nameEn) : code;
  };
  return (
    <form
      className="panel stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (enough) look.mutate();
      }}
    >
      <h2>{say('records.look')}</h2>
      {look.data ? (
        <dl className="facts">
          {Object.entries(look.data.fields).map(([code, value]) => (
            <FieldLine key={code} name={nameOf(code)} value={value} />
          ))}
        </dl>
      ) : (
        <>
          <p className="quiet">{say('records.lookHelp')}</p>
          <ProblemAlert error={look.error} />
          <div className="form-grid">
            <label htmlFor={`${id}-matter`}>{say('records.lookMatter')}</label>
            <Select<LookMatter>
              id={`${id}-matter`}
              value={matter}
              onChange={setMatter}
              options={LOOK_MATTERS.map((value) => ({ value, label: say(`records.matter_${value}`) }))}
            />
            <label htmlFor={`${id}-reason`}>{say('records.lookReason')}</label>
            <Input
              id={`${id}-reason`}
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
          <div className="row">
            <Button htmlType="submit" disabled={!enough} loading={look.isPending}>
              {say('records.look')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
