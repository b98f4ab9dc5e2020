import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { type DueRow, GROUNDS, type Ground, withdrawPublication } from '../../api/publications.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';

const LEAST = 4;
type Draft = { readonly ground: Ground; readonly publicReason: string };

export function WithdrawForm({ row }: { row: DueRow }) {
  const { say, language } = useWords();
  const { rights } = useMe();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft<Draft>(`withdrawal ${row.publicationId}`, {
    ground: 'set_aside',
    publicReason: '',
  });
  const withdraw = useAct({
    work: (given: Draft, key) =>
      withdrawPublication(row.publicationId, { ...given, publicReason: given.publicReason.trim() }, key),
    done: 'due.withdrawn',
    touches: ['publication'],
    onDone: clear,
  });
  useUnsentGuard(draft.publicReason !== '' && !withdraw.isSuccess);
  const complete = draft.publicReason.trim().length >= LEAST;
  if (!rights.includes('publication.withdraw')) return null;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) withdraw.mutate(draft);
      }}
    >
      <div className="form-grid">
        <label htmlFor={`${id}-ground`}>{say('due.ground')}</label>
        <Select<Ground>
          id={`${id}-ground`}
          value={draft.ground}
          onChange={(ground) => change({ ground })}
          options={GROUNDS.map((value) => ({ value, label: wordOf('ground', value, language) }))}
        />
      </div>
      <label htmlFor={`${id}-reason`}>{say('due.publicReason')}</label>
      <Input.TextArea
        id={`${id}-reason`}
        rows={2}
        maxLength={2000}
        value={draft.publicReason}
        onChange={({ target }) => change({ publicReason: target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && complete) withdraw.mutate(draft);
        }}
      />
      <ProblemAlert error={withdraw.error} />
      <div className="row">
        <Button danger type="primary" htmlType="submit" disabled={!complete} loading={withdraw.isPending}>
          {say('due.withdraw')}
        </Button>
      </div>
    </form>
  );
}
