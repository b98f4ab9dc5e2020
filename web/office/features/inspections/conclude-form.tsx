import { Button, Radio } from 'antd';
import { concludeInspection, type Inspection, type Outcome } from '../../api/inspections.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';

/** As the server asks it. */
const LEAST = 4;
const OUTCOMES = ['nothing_found', 'handed_on', 'not_held'] as const;
type Draft = { outcome: '' | Outcome; note: string };
const EMPTY: Draft = { outcome: '', note: '' };

/** What became of an inspection. Of what was found nothing stays here but to whom it was handed on. */
export function ConcludeForm({ one, onDone }: { readonly one: Inspection; readonly onDone: () => void }) {
  const { say } = useWords();
  const [draft, change, clear] = useMemoryDraft(`inspection ${one.id}`, EMPTY);
  const conclude = useAct({
    work: concludeInspection,
    done: 'inspections.concluded',
    touches: ['inspections', 'work'],
    onDone: () => {
      clear();
      onDone();
    },
  });
  const { outcome } = draft;
  const note = outcome === 'nothing_found' || outcome === '' ? null : draft.note.trim();
  const complete = outcome !== '' && (note === null || note.length >= LEAST);
  return (
    <form
      className="stack"
      aria-label={say('inspections.conclude')}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) conclude.mutate({ id: one.id, outcome, note });
      }}
    >
      <h3>
        {say('inspections.conclude')} · <span lang="zh-CN">{one.party}</span> {one.onDay}
      </h3>
      <Radio.Group
        aria-label={say('inspections.outcome')}
        value={outcome}
        onChange={({ target }) => change({ outcome: target.value as Outcome })}
        options={OUTCOMES.map((value) => ({ value, label: say(`inspections.${value}`) }))}
      />
      {note !== null && (
        <WordsField
          label={say(outcome === 'handed_on' ? 'inspections.noteHanded' : 'inspections.noteNotHeld')}
          rows={2}
          most={500}
          value={draft.note}
          onChange={(words) => change({ note: words })}
        />
      )}
      <ProblemAlert error={conclude.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={conclude.isPending}>
          {say('inspections.conclude')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
