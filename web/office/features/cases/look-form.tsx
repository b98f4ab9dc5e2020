import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import type { Look } from './use-look.ts';

const LEAST = 4;

/** Asks why the sealed texts are to be read. */
export function LookForm({ look }: { look: Look }) {
  const { say } = useWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const enough = reason.trim().length >= LEAST;
  return (
    <form
      className="panel stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (enough) look.ask(reason.trim());
      }}
    >
      <p className="quiet">{say('cases.lookHelp')}</p>
      <ProblemAlert error={look.error} />
      <div className="row">
        <label htmlFor={id}>{say('records.lookReason')}</label>
        <Input
          id={id}
          className="grow"
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button htmlType="submit" disabled={!enough} loading={look.isPending}>
          {say('cases.look')}
        </Button>
      </div>
    </form>
  );
}
