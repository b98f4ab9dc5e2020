import { Input, Segmented } from 'antd';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useDraft } from '../../../shared/use-draft.ts';
import type { AskedBy, Question } from '../../api/checks.ts';
import { AskButton } from '../../ui/ask-button.tsx';
import { useWords } from '../../words/index.ts';

const BYS = ['code', 'name', 'person'] as const;
/** As the server asks it. */
const LEAST = 2;
const NOTHING = { matter: '', purpose: '' };

type Why = { readonly matter: string; readonly purpose: string };
type Props = {
  readonly busy: boolean;
  readonly onAsk: (question: Question) => void;
  /** Whom a name that is being typed may mean: the officer picks one by its code. */
  readonly candidates: (typed: string, why: Why) => ReactNode;
};
/** A code has none of these. */
const NAME = /\p{Script=Han}/u;

/** Whom, in which matter, for what. Matter and purpose stay for the session; who was asked about is kept nowhere. */
export function QuestionForm({ busy, onAsk, candidates }: Props) {
  const { say } = useWords();
  const id = useId();
  const [by, setBy] = useState<AskedBy>('code');
  const [asked, setAsked] = useState('');
  const [{ matter, purpose }, change] = useDraft('check', NOTHING);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const told = matter.trim().length >= LEAST && purpose.trim().length >= LEAST;
  const complete = told && asked.trim() !== '';
  return (
    <form
      className="panel stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) onAsk(questionOf(by, asked.trim(), { matter: matter.trim(), purpose: purpose.trim() }));
      }}
    >
      <div className="row">
        <Segmented<AskedBy>
          aria-label={say('check.by')}
          value={by}
          onChange={(chosen) => {
            setBy(chosen);
            setAsked('');
          }}
          options={BYS.map((value) => ({ value, label: say(`check.by_${value}`) }))}
        />
        <input
          ref={first}
          className="check-asked mono"
          aria-label={say(`check.by_${by}`)}
          placeholder={say(`check.hint_${by}`)}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={asked}
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => setAsked(target.value)}
        />
        <AskButton size="large" disabled={!complete} busy={busy}>
          {say('check.ask')}
        </AskButton>
      </div>
      <div className="check-why">
        <label htmlFor={`${id}-matter`}>{say('check.matter')}</label>
        <Input
          id={`${id}-matter`}
          maxLength={200}
          placeholder={say('check.matterHint')}
          value={matter}
          onChange={({ target }) => change({ matter: target.value })}
        />
        <label htmlFor={`${id}-purpose`}>{say('check.purpose')}</label>
        <Input
          id={`${id}-purpose`}
          maxLength={500}
          placeholder={say('check.purposeHint')}
          value={purpose}
          onChange={({ target }) => change({ purpose: target.value })}
        />
      </div>
      {told &&
        by !== 'person' &&
        NAME.test(asked) &&
        candidates(asked, { matter: matter.trim(), purpose: purpose.trim() })}
      {!told && <p className="quiet small">{say('check.missing')}</p>}
    </form>
  );
}

function questionOf(by: AskedBy, asked: string, why: { matter: string; purpose: string }): Question {
  if (by === 'person') return { person: { number: asked }, ...why };
  return by === 'name' ? { name: asked, ...why } : { code: asked, ...why };
}
