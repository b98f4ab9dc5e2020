import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import { FileDrop } from '../../../shared/file-drop.tsx';
import { useDraft, useUnsentGuard } from '../../../shared/use-draft.ts';
import { submitFile } from '../../api/batches.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import './intake.css';

const ITEMS = ['penalty', 'licence', 'organisation'] as const;
const ACCEPT = '.xlsx,.xls,.csv,.txt,.tsv,.ndjson';
const EMPTY: { item: string; history: boolean } = { item: '', history: false };

/** A file goes in; the preview of its batch opens. */
export function IntakePage() {
  const { say } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, change] = useDraft('intake', EMPTY);
  const [percent, setPercent] = useState<number>();
  const [error, setError] = useState<unknown>();
  useUnsentGuard(percent !== undefined);

  async function send(file: File) {
    setError(undefined);
    setPercent(0);
    try {
      const { id } = await submitFile(file, { item: draft.item || undefined, history: draft.history }, setPercent);
      await queries.invalidateQueries({ queryKey: ['batches'] });
      await navigate({ to: '/batches/$id', params: { id } });
    } catch (problem) {
      setError(problem);
      setPercent(undefined);
    }
  }

  return (
    <div className="page">
      <h1>{say('intake.title')}</h1>
      <div className="panel stack">
        <p>{say('intake.how')}</p>
        <div className="row">
          <label htmlFor="intake-item">{say('intake.item')}</label>
          <Select
            id="intake-item"
            className="intake-item"
            value={draft.item}
            onChange={(item) => change({ item })}
            options={[
              { value: '', label: say('intake.itemDetect') },
              ...ITEMS.map((value) => ({ value, label: say(`intake.item_${value}`) })),
            ]}
          />
          <Checkbox checked={draft.history} onChange={(event) => change({ history: event.target.checked })}>
            {say('intake.history')}
          </Checkbox>
        </div>
        <ProblemAlert error={error} />
        <FileDrop
          label={say('intake.drop')}
          accept={ACCEPT}
          sendingLabel={say('intake.sending')}
          percent={percent}
          onFile={(file) => void send(file)}
        />
      </div>
    </div>
  );
}
