import { Button, Input } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { enterStatement } from '../../api/parties.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';

/** As the server asks it. */
const LENGTH = { least: 4, most: 500 } as const;

/** What a party says of an entry on paper, written down word by word; somebody else reads it for personal data before it is shown. */
export function StatementEntryForm({ recordId }: { readonly recordId: string }) {
  const { say } = useWords();
  const id = useId();
  const [{ text }, change, clear] = useMemoryDraft(`statement of ${recordId}`, { text: '' });
  const enter = useAct({
    work: enterStatement,
    done: 'parties.statementEntered',
    touches: ['parties'],
    onDone: () => {
      change({ text: '' });
      clear();
    },
  });
  useUnsentGuard(text !== '');
  const said = text.trim();
  const enough = said.length >= LENGTH.least;
  return (
    <form
      className="panel stack no-print"
      aria-label={say('parties.statementOnPaper')}
      onSubmit={(event) => {
        event.preventDefault();
        if (enough) enter.mutate({ recordId, text: said });
      }}
    >
      <h2>{say('parties.statementOnPaper')}</h2>
      <p className="quiet small">{say('parties.statementOnPaperHelp')}</p>
      <label htmlFor={id}>{say('parties.statementText', LENGTH)}</label>
      <Input.TextArea
        id={id}
        lang="zh-CN"
        rows={4}
        maxLength={LENGTH.most}
        value={text}
        onChange={({ target }) => change({ text: target.value })}
      />
      <ProblemAlert error={enter.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!enough} loading={enter.isPending}>
          {say('parties.statementEnter')}
        </Button>
      </div>
    </form>
  );
}
