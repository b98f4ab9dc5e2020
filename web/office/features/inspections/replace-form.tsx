import { Button, Radio } from 'antd';
import { useId } from 'react';
import { type Cause, type Inspection, replaceInspector } from '../../api/inspections.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';

/** As the server asks it. */
const LEAST = 4;
const CAUSES = ['away', 'recused', 'interest', 'left'] as const;
type Draft = { accountId: string; cause: '' | Cause; reason: string };
const EMPTY: Draft = { accountId: '', cause: '', reason: '' };

/** Who of those drawn cannot go, and why. Who goes instead is drawn. */
export function ReplaceForm({ one, onDone }: { readonly one: Inspection; readonly onDone: () => void }) {
  const { say } = useWords();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft(`replace ${one.id}`, EMPTY);
  const replace = useAct({
    work: replaceInspector,
    done: 'inspections.replaced',
    touches: ['inspections', 'work'],
    onDone: () => {
      clear();
      onDone();
    },
  });
  const { accountId, cause } = draft;
  const reason = draft.reason.trim();
  const complete = accountId !== '' && cause !== '' && reason.length >= LEAST;
  return (
    <form
      className="stack"
      aria-label={say('inspections.replace')}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) replace.mutate({ id: one.id, accountId, cause, reason });
      }}
    >
      <h3>
        {say('inspections.replace')} · <span lang="zh-CN">{one.party}</span> {one.onDay}
      </h3>
      <p className="quiet small">{say('inspections.replaceHelp')}</p>
      <div className="field">
        <span id={`${id}-who`}>{say('inspections.replaceWhom')}</span>
        <Radio.Group
          aria-labelledby={`${id}-who`}
          value={accountId}
          onChange={({ target }) => change({ accountId: target.value as string })}
          options={one.crew.map((person) => ({
            value: person.accountId,
            label: <span lang="zh-CN">{person.name}</span>,
          }))}
        />
      </div>
      <div className="field">
        <span id={`${id}-why`}>{say('inspections.cause')}</span>
        <Radio.Group
          aria-labelledby={`${id}-why`}
          value={cause}
          onChange={({ target }) => change({ cause: target.value as Cause })}
          options={CAUSES.map((value) => ({ value, label: say(`inspections.cause_${value}`) }))}
        />
      </div>
      <WordsField
        label={say('inspections.replaceReason')}
        rows={2}
        most={500}
        value={draft.reason}
        onChange={(words) => change({ reason: words })}
      />
      <ProblemAlert error={replace.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={replace.isPending}>
          {say('inspections.replace')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
