import { Button, Input } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { enterStatement } from '../../api/parties.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { foundBy, isNamed, NOBODY, PartyFields } from './party-fields.tsx';

/** As the server asks it. */
const LENGTH = { least: 4, most: 500 } as const;
const EMPTY = { ...NOBODY, documentNumber: '', text: '' };

/** What a party says of an entry on paper, written down word by word; somebody else reads it for personal data before it is shown. */
export function StatementEntryForm() {
  const { say } = useWords();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft('paper-statement', EMPTY);
  const { text, documentNumber } = draft;
  const enter = useAct({
    work: enterStatement,
    done: 'parties.statementEntered',
    touches: ['parties'],
    onDone: () => {
      change(EMPTY);
      clear();
    },
  });
  useUnsentGuard(text !== '');
  const said = text.trim();
  const enough = isNamed(draft) && documentNumber.trim() !== '' && said.length >= LENGTH.least;
  return (
    <form
      className="panel stack open-file"
      aria-label={say('parties.statementOnPaper')}
      onSubmit={(event) => {
        event.preventDefault();
        if (enough) enter.mutate({ ...foundBy(draft), documentNumber: documentNumber.trim(), text: said });
      }}
    >
      <h2>{say('parties.statementOnPaper')}</h2>
      <p className="quiet small">{say('parties.statementOnPaperHelp')}</p>
      <div className="form-grid">
        <PartyFields party={draft} change={change} />
        <label htmlFor={`${id}-number`}>{say('parties.statementOf')}</label>
        <Input
          id={`${id}-number`}
          autoComplete="off"
          maxLength={100}
          value={documentNumber}
          onChange={({ target }) => change({ documentNumber: target.value })}
        />
        <label htmlFor={`${id}-text`}>{say('parties.statementText', LENGTH)}</label>
        <Input.TextArea
          id={`${id}-text`}
          lang="zh-CN"
          rows={4}
          maxLength={LENGTH.most}
          value={text}
          onChange={({ target }) => change({ text: target.value })}
        />
      </div>
      <ProblemAlert error={enter.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!enough} loading={enter.isPending}>
          {say('parties.statementEnter')}
        </Button>
      </div>
    </form>
  );
}
