import { Button, Input, Radio } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { type CaseInFull, type CasePoint, disposeOf, type Outcome } from '../../api/cases.ts';
import type { Tagged } from '../../api/client.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { useCaseAct } from './use-case-act.ts';

const LEAST = 4;
type Draft = { readonly outcome: Outcome | ''; readonly reason: string };
type Props = {
  readonly held: Tagged<CaseInFull>;
  readonly point: CasePoint;
  readonly onDone: () => void;
};

/** What a person finds about one point, and the answer that the party gets to it. */
export function DispositionForm({ held: { data: one, tag }, point, onDone }: Props) {
  const { say } = useWords();
  const id = useId();
  const { number, kind, outcomes } = point;
  const [draft, change, clear] = useMemoryDraft<Draft>(`case ${one.id} point ${number}`, { outcome: '', reason: '' });
  const act = useCaseAct(
    tag,
    () => {
      clear();
      onDone();
    },
    (given: { readonly outcome: Outcome; readonly reason: string }, sending) =>
      disposeOf(one.id, { number, ...given }, sending),
  );
  useUnsentGuard(draft.reason !== '' && !act.isSuccess);
  const { outcome } = draft;
  const reason = draft.reason.trim();
  const complete = outcome !== '' && reason.length >= LEAST;
  const send = () => {
    if (outcome !== '' && reason.length >= LEAST && !act.isPending) act.mutate({ outcome, reason });
  };
  return (
    <form
      className="stack way-form"
      aria-label={`${say('cases.dispose')} ${number}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Radio.Group
        aria-label={say(`cases.kind_${kind}`)}
        value={outcome}
        onChange={({ target }) => change({ outcome: target.value as Outcome })}
        options={outcomes.map((value) => ({ value, label: say(`cases.outcome_${value}`) }))}
      />
      <label htmlFor={`${id}-answer`}>{say('cases.answerText')}</label>
      <Input.TextArea
        id={`${id}-answer`}
        rows={2}
        maxLength={4000}
        value={draft.reason}
        onChange={({ target }) => change({ reason: target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      />
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={act.isPending}>
          {say('cases.disposeSave')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
