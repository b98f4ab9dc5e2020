import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useId, useMemo } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { newRequestKey } from '../../api/client.ts';
import { enterObjection, type RecordInFull } from '../../api/records.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ReasonLines } from '../../ui/reason-lines.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';

const LEAST = 4;
type Draft = { readonly receivedOn: string; readonly points: string };

/** An objection that the party made on paper. A refusal leaves everything where it was typed. */
export function ObjectionForm({ record }: { record: RecordInFull }) {
  const { say } = useWords();
  const id = useId();
  const { today } = useMe();
  const [draft, change, clear] = useMemoryDraft<Draft>(`objection ${record.id}`, { receivedOn: today, points: '' });
  const enter = useEnter(record.id, clear);
  const complete = draft.receivedOn !== '' && draft.points.trim().length >= LEAST;
  useUnsentGuard(draft.points !== '' && !enter.isSuccess);
  const send = () => complete && !enter.isPending && enter.mutate({ ...draft, points: draft.points.trim() });
  return (
    <form
      className="panel stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h2>{say('records.objection')}</h2>
      {enter.data ? (
        <>
          <Alert
            type="success"
            showIcon
            title={enter.data.dueOn ? say('records.entered', { day: enter.data.dueOn }) : say('records.enteredNoDay')}
          />
          <ReasonLines title={say('records.objectionWhy')} lines={enter.data.why} plain />
        </>
      ) : (
        <>
          <p className="quiet">{say('records.objectionHelp')}</p>
          <div className="form-grid">
            <label htmlFor={`${id}-day`}>{say('records.receivedOn')}</label>
            <DayInput
              id={`${id}-day`}
              value={draft.receivedOn}
              min={record.decidedOn}
              max={today}
              onChange={(receivedOn = '') => change({ receivedOn })}
            />
            <label htmlFor={`${id}-points`}>{say('records.points')}</label>
            <Input.TextArea
              id={`${id}-points`}
              rows={3}
              maxLength={2000}
              value={draft.points}
              onChange={({ target }) => change({ points: target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
              }}
            />
          </div>
          <p className="quiet small">{say('records.pointsHelp')}</p>
          <ProblemAlert error={enter.error} />
          <div className="row">
            <Button type="primary" htmlType="submit" disabled={!complete} loading={enter.isPending}>
              {say('records.enter')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

/** One entry: tried again with the same words it is the same act. */
function useEnter(recordId: string, onDone: () => void) {
  const queries = useQueryClient();
  const keys = useMemo(() => new Map<string, string>(), []);
  return useMutation({
    mutationFn: (draft: Draft) => {
      const words = JSON.stringify(draft);
      const key = keys.get(words) ?? newRequestKey();
      keys.set(words, key);
      return enterObjection({ recordId, ...draft }, key);
    },
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ['record', recordId] });
    },
  });
}
