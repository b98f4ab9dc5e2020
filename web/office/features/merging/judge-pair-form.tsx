import { Button, Radio } from 'antd';
import { useId } from 'react';
import { judgePair, type OpenPair } from '../../api/merging.ts';
import { useMe } from '../../app/session.ts';
import { daysAfter } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';

/** As the server asks it. */
export const LEAST = 4;
const VERDICTS = ['same', 'not_same'] as const;
type Draft = { verdict: '' | (typeof VERDICTS)[number]; successorId: string; until: string; reason: string };
const USUAL_DAYS = { same: 30, not_same: 365 } as const;

/** A person says whether two parties are one, which of them goes on, why and until when that holds. */
export function JudgePairForm({ pair, onDone }: { readonly pair: OpenPair; readonly onDone: () => void }) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const { one, other } = pair;
  // The one with a code that nobody had to let in goes on: the server refuses the other.
  const sound = [one, other].find(({ codes }) =>
    codes.some(({ kind, faultAccepted }) => kind === 'uscc' && !faultAccepted),
  );
  const empty: Draft = { verdict: '', successorId: (sound ?? one).id, until: '', reason: '' };
  const [draft, change, clear] = useMemoryDraft(`pair ${one.id} ${other.id}`, empty);
  const judge = useAct({
    work: judgePair,
    done: 'merging.saved',
    touches: ['merging'],
    onDone: () => {
      clear();
      onDone();
    },
  });
  const { verdict, successorId, until } = draft;
  const reason = draft.reason.trim();
  const complete = verdict !== '' && until !== '' && reason.length >= LEAST;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete) return;
        const goesOn = verdict === 'same' ? successorId : null;
        judge.mutate({ subjectIds: [one.id, other.id], verdict, successorId: goesOn, until, reason });
      }}
    >
      <Radio.Group
        aria-label={say('merging.verdict')}
        value={verdict}
        onChange={({ target }) => {
          const chosen = target.value as (typeof VERDICTS)[number];
          change({ verdict: chosen, until: daysAfter(today, USUAL_DAYS[chosen]) });
        }}
        options={VERDICTS.map((value) => ({ value, label: say(`merging.verdict_${value}`) }))}
      />
      {verdict === 'same' && (
        <div className="field">
          <span id={`${id}-successor`}>{say('merging.successor')}</span>
          <Radio.Group
            aria-labelledby={`${id}-successor`}
            value={successorId}
            onChange={({ target }) => change({ successorId: target.value as string })}
            options={[one, other].map((party) => ({
              value: party.id,
              label: <span lang="zh-CN">{`${party.names[0]} ${party.codes[0]?.key ?? ''}`}</span>,
            }))}
          />
        </div>
      )}
      {verdict !== '' && (
        <div className="row">
          <label htmlFor={`${id}-until`}>{say(`merging.until_${verdict}`)}</label>
          <input
            id={`${id}-until`}
            type="date"
            value={until}
            onChange={({ target }) => change({ until: target.value })}
          />
        </div>
      )}
      <WordsField
        label={say('merging.reason', { least: LEAST })}
        rows={2}
        most={2000}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
      />
      <ProblemAlert error={judge.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={judge.isPending}>
          {say('merging.save')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
