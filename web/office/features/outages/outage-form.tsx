import { Button, Input } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { recordOutage } from '../../api/outages.ts';
import { instantOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';

const LEAST = 4;
const EMPTY = { beganAt: '', endedAt: '', reason: '' };

/** From when until when the system stood still, and why, in words that any party may read. */
export function OutageForm() {
  const { say } = useWords();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft('outage', EMPTY);
  const record = useAct({
    work: recordOutage,
    done: 'outages.kept',
    touches: ['outages'],
    onDone: () => {
      change(EMPTY);
      clear();
    },
  });
  useUnsentGuard(draft.reason !== '');
  const reason = draft.reason.trim();
  const complete = draft.beganAt !== '' && draft.endedAt > draft.beganAt && reason.length >= LEAST;
  return (
    <section className="panel stack" aria-label={say('outages.record')}>
      <h2>{say('outages.record')}</h2>
      <p className="quiet small">{say('outages.recordHelp')}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) record.mutate({ beganAt: instantOf(draft.beganAt), endedAt: instantOf(draft.endedAt), reason });
        }}
      >
        <div className="search-form">
          {(['beganAt', 'endedAt'] as const).map((end) => (
            <div className="field" key={end}>
              <label htmlFor={`${id}-${end}`}>{say(`outages.${end}`)}</label>
              <Input
                id={`${id}-${end}`}
                type="datetime-local"
                value={draft[end]}
                onChange={({ target }) => change({ [end]: target.value })}
              />
            </div>
          ))}
        </div>
        <WordsField
          label={say('outages.reasonNeeded')}
          rows={2}
          most={500}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
        <ProblemAlert error={record.error} />
        <div className="row">
          <Button type="primary" htmlType="submit" disabled={!complete} loading={record.isPending}>
            {say('outages.record')}
          </Button>
        </div>
      </form>
    </section>
  );
}
