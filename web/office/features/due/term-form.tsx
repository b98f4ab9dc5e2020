import { Button, Input } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { decideTerm, type ProposalRow } from '../../api/publications.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';

const LEAST = 4;
type Decision = { readonly outcome: 'confirmed' | 'declined'; readonly reason: string };

export function TermForm({ row }: { row: ProposalRow }) {
  const { say } = useWords();
  const { rights } = useMe();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft(`term ${row.publicationId}`, { reason: '' });
  const decide = useAct({
    work: ({ outcome, reason }: Decision, key) =>
      decideTerm(row.publicationId, outcome, { lastDay: row.proposedDay, reason }, key),
    done: 'due.decided',
    touches: ['publication'],
    onDone: clear,
  });
  useUnsentGuard(draft.reason !== '' && !decide.isSuccess);
  const reason = draft.reason.trim();
  const complete = reason.length >= LEAST;
  if (!rights.includes('publication.release')) return null;
  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={id}>{say('due.reason')}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={2000}
        value={draft.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
      <ProblemAlert error={decide.error} />
      <div className="row">
        <Button
          type="primary"
          disabled={!complete}
          loading={decide.isPending}
          onClick={() => decide.mutate({ outcome: 'confirmed', reason })}
        >
          {say('due.confirm')}
        </Button>
        <Button
          disabled={!complete}
          loading={decide.isPending}
          onClick={() => decide.mutate({ outcome: 'declined', reason })}
        >
          {say('due.decline')}
        </Button>
      </div>
    </form>
  );
}
