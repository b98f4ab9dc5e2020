import { Button } from 'antd';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { decideTerm, type ProposalRow } from '../../api/publications.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';

const LEAST = 4;
type Decision = { readonly outcome: 'confirmed' | 'declined'; readonly reason: string };

export function TermForm({ row }: { row: ProposalRow }) {
  const { say } = useWords();
  const { rights } = useMe();
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
      <WordsField
        label={say('due.reason')}
        rows={2}
        most={2000}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
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
