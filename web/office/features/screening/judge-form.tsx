import { Button, Radio } from 'antd';
import { useEffect, useId, useRef } from 'react';
import { judgeSpelling, type PartyHit, VERDICTS, type Verdict } from '../../api/screening.ts';
import { useMe } from '../../app/session.ts';
import { daysAfter } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';

/** As the server asks it. */
const LEAST = 4;
const USUAL_DAYS = 365;
type Draft = { verdict: '' | Verdict; until: string; reason: string };

type Props = { readonly spelling: string; readonly hit: PartyHit; readonly onDone: () => void };

/** A person says whether a spelling means a party, why, and until when that may be re-used. */
export function JudgeForm({ spelling, hit, onDone }: Props) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  // It opens above a list that may be long: whoever chose a party further down, by key or by finger, is brought here.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const empty: Draft = { verdict: '', until: daysAfter(today, USUAL_DAYS), reason: '' };
  const [{ verdict, until, reason }, change, clear] = useMemoryDraft(`judgement ${hit.subjectId} ${spelling}`, empty);
  const judge = useAct({
    work: judgeSpelling,
    done: 'screening.saved',
    touches: ['screening'],
    onDone: () => {
      clear();
      onDone();
    },
  });
  const words = reason.trim();
  const complete = verdict !== '' && until !== '' && words.length >= LEAST;
  return (
    <form
      className="panel stack"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) judge.mutate({ subjectId: hit.subjectId, spelling, verdict, until, reason: words });
      }}
    >
      <h2 lang="zh-CN">{say('screening.judgeTitle', { spelling, name: hit.name })}</h2>
      <p className="quiet small">{say('screening.judgeHelp')}</p>
      <Radio.Group
        aria-label={say('screening.verdict')}
        value={verdict}
        onChange={({ target }) => change({ verdict: target.value as Verdict })}
        options={VERDICTS.map((value) => ({ value, label: say(`screening.verdict_${value}`) }))}
      />
      <div className="row">
        <label htmlFor={`${id}-until`}>{say('screening.until')}</label>
        <input
          id={`${id}-until`}
          type="date"
          value={until}
          onChange={({ target }) => change({ until: target.value })}
        />
      </div>
      <WordsField
        label={say('screening.reason', { least: LEAST })}
        rows={3}
        most={2000}
        value={reason}
        onChange={(typed) => change({ reason: typed })}
      />
      <ProblemAlert error={judge.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={judge.isPending}>
          {say('screening.save')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
