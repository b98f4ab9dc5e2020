import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Radio } from 'antd';
import { useId, useState } from 'react';
import { judgeSpelling, type PartyHit } from '../../api/screening.ts';
import { useMe } from '../../app/session.ts';
import { daysAfter } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';

/** As the server asks it. */
const LEAST = 4;
const USUAL_DAYS = 365;

type Props = { readonly spelling: string; readonly hit: PartyHit; readonly onDone: () => void };

/** A person says whether a spelling means a party, why, and until when that may be re-used. */
export function JudgeForm({ spelling, hit, onDone }: Props) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [verdict, setVerdict] = useState<'same' | 'not_same'>();
  const [until, setUntil] = useState(daysAfter(today, USUAL_DAYS));
  const [reason, setReason] = useState('');
  const judge = useMutation({
    mutationFn: (chosen: 'same' | 'not_same') =>
      judgeSpelling({ subjectId: hit.subjectId, spelling, verdict: chosen, until, reason: reason.trim() }),
    onSuccess: async () => {
      message.success(say('screening.saved'));
      await queries.invalidateQueries({ queryKey: ['screening'] });
      onDone();
    },
  });
  const complete = verdict !== undefined && until !== '' && reason.trim().length >= LEAST;
  return (
    <form
      className="panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) judge.mutate(verdict);
      }}
    >
      <h2 lang="zh-CN">{say('screening.judgeTitle', { spelling, name: hit.name })}</h2>
      <p className="quiet small">{say('screening.judgeHelp')}</p>
      <Radio.Group
        aria-label={say('screening.verdict')}
        value={verdict}
        onChange={({ target }) => setVerdict(target.value as 'same' | 'not_same')}
        options={(['same', 'not_same'] as const).map((value) => ({ value, label: say(`screening.verdict_${value}`) }))}
      />
      <div className="row">
        <label htmlFor={`${id}-until`}>{say('screening.until')}</label>
        <input id={`${id}-until`} type="date" value={until} onChange={({ target }) => setUntil(target.value)} />
      </div>
      <WordsField
        label={say('screening.reason', { least: LEAST })}
        rows={3}
        most={2000}
        value={reason}
        onChange={setReason}
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
