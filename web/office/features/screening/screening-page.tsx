import { Button, Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useDraft } from '../../../shared/use-draft.ts';
import type { PartyHit } from '../../api/screening.ts';
import { useMe } from '../../app/session.ts';
import { Looking } from '../../ui/looking.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { InterestButton } from './interest-button.tsx';
import { JudgeForm } from './judge-form.tsx';
import { ListPanel } from './list-panel.tsx';
import { PartyHits } from './party-hits.tsx';
import { canAsk, usePartySearch } from './use-party-search.ts';

const TOP = 20;
const NOTHING = { matter: '', purpose: '' };

/** Search as you type: whom a name or a code may mean. Matter and purpose are those of the counter, kept for the session. */
export function ScreeningPage() {
  const { say } = useWords();
  const id = useId();
  const mayJudge = useMe().rights.includes('match.judge');
  const [typed, setTyped] = useState('');
  const [why, change] = useDraft('check', NOTHING);
  const [judged, setJudged] = useState<PartyHit>();
  const { data, error, isFetching, asked, enabled } = usePartySearch(typed, why, TOP);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const field = (name: 'matter' | 'purpose', most: number) => (
    <>
      <label htmlFor={`${id}-${name}`}>{say(`screening.${name}`)}</label>
      <Input
        id={`${id}-${name}`}
        maxLength={most}
        value={why[name]}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </>
  );
  return (
    <div className="page">
      <div className="page-head">
        <h1>{say('screening.title')}</h1>
        {isFetching && <Looking />}
      </div>
      <p className="quiet">{say('screening.help')}</p>
      <div className="panel stack">
        <div className="find-why">
          {field('matter', 200)}
          {field('purpose', 500)}
        </div>
        <label htmlFor={`${id}-typed`}>{say('screening.typed')}</label>
        <input
          id={`${id}-typed`}
          ref={first}
          className="find-typed"
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={say('screening.hint')}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setJudged(undefined);
          }}
        />
        {!canAsk(why) && <p className="quiet small">{say('screening.whyFirst')}</p>}
      </div>
      <ProblemAlert error={error} />
      {judged && (
        <JudgeForm
          key={judged.subjectId}
          spelling={asked}
          hit={judged}
          onDone={() => {
            setJudged(undefined);
            first.current?.focus();
          }}
        />
      )}
      {enabled && data && (
        <section className="panel" aria-label={say('screening.title')} aria-live="polite" aria-busy={isFetching}>
          <PartyHits
            answer={data}
            actions={(hit) => (
              <>
                {mayJudge && hit.kind !== 'person' && hit.class !== 'same_code' && (
                  <Button size="small" onClick={() => setJudged(hit)}>
                    {say('screening.judge')}
                  </Button>
                )}
                <InterestButton subjectId={hit.subjectId} name={hit.name} />
              </>
            )}
          />
        </section>
      )}
      <ListPanel why={why} />
    </div>
  );
}
