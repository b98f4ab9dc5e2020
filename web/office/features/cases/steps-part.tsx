import { Alert } from 'antd';
import { useState } from 'react';
import type { CaseInFull, Way } from '../../api/cases.ts';
import type { Tagged } from '../../api/client.ts';
import { ArticleLink } from '../../ui/article-link.tsx';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';
import { useNames } from './case-words.tsx';
import { HindranceView } from './hindrance-view.tsx';
import { StepForm } from './step-form.tsx';

type Props = { readonly held: Tagged<CaseInFull> };

/** Whose turn it is; the steps that the reader may take, each with its form; and of all others why not. */
export function StepsPart({ held }: Props) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<string>();
  const { ways } = held.data;
  const own = ways.filter(({ may, byParty }) => may && !byParty);
  const ofParty = ways.filter(({ may, byParty }) => may && byParty);
  const others = ways.filter(({ may }) => !may);
  const list = (title: string, some: readonly Way[]) =>
    some.length > 0 && (
      <>
        <h3>{title}</h3>
        <ul className="ways">
          {some.map((way) => (
            <OpenWay
              key={way.step}
              held={held}
              way={way}
              isOpen={chosen === way.step}
              onToggle={() => setChosen(chosen === way.step ? undefined : way.step)}
              onDone={() => setChosen(undefined)}
            />
          ))}
        </ul>
      </>
    );
  return (
    <section className="panel stack" aria-label={say('cases.steps')}>
      <h2>{say('cases.steps')}</h2>
      <Turn one={held.data} />
      {list(say('cases.ownSteps'), own)}
      {list(say('cases.partySteps'), ofParty)}
      {others.length > 0 && (
        <details>
          <summary>{say('cases.otherSteps', { count: others.length })}</summary>
          <ul className="ways">
            {others.map((way) => (
              <ClosedWay key={way.step} way={way} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** For whom the case waits, in a sentence. */
function Turn({ one: { ways, final } }: { one: CaseInFull }) {
  const { say, language } = useWords();
  const ours = ways.filter(({ byParty }) => !byParty);
  // What would open a closed matter anew waits for nobody.
  if (final) return <p className="quiet">{say('cases.closed')}</p>;
  if (ours.length === 0) return <p className="quiet">{say('cases.turnParty')}</p>;
  const mine = ours.filter(({ may }) => may);
  if (mine.some(({ hindrance }) => hindrance === null))
    return <Alert type="info" showIcon title={say('cases.turnMine')} />;
  if (mine.length > 0) return <Alert type="warning" showIcon title={say('cases.turnHindered')} />;
  const posts = [...new Set(ours.flatMap((way) => way.posts))].map((role) => wordOf('role', role, language));
  // No post of this organ may take the step: the reason stands beside it below.
  if (posts.length === 0) return <p className="quiet">{say('cases.turnElsewhere')}</p>;
  return <p>{say('cases.turnOthers', { posts: posts.join(language === 'zh' ? '、' : ', ') })}</p>;
}

type OpenProps = {
  readonly held: Tagged<CaseInFull>;
  readonly way: Way;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onDone: () => void;
};

function OpenWay({ held, way, isOpen, onToggle, onDone }: OpenProps) {
  const nameOf = useNames();
  return (
    <li className="way">
      <button type="button" className="plain-button way-name" aria-expanded={isOpen} onClick={onToggle}>
        {nameOf(way.name)} <span className="quiet">→ {nameOf(way.toName)}</span>
      </button>
      {way.hindrance && <HindranceView hindrance={way.hindrance} one={held.data} />}
      {isOpen && <StepForm key={way.step} held={held} way={way} onDone={onDone} />}
    </li>
  );
}

const REFERENCE = /^[a-z0-9-]+:/;

function ClosedWay({ way }: { way: Way }) {
  const { say, language } = useWords();
  const nameOf = useNames();
  const { whyNot, whyNotArticle, posts } = way;
  return (
    <li className="way">
      <strong>{nameOf(way.name)}</strong> <span className="quiet">→ {nameOf(way.toName)}</span>
      {whyNot && <p>{say('cases.whyNot', { why: nameOf(whyNot) })}</p>}
      {whyNotArticle &&
        (REFERENCE.test(whyNotArticle) ? <ArticleLink reference={whyNotArticle} /> : <span>{whyNotArticle}</span>)}
      {posts.length > 0 && (
        <p className="quiet small">
          {say('cases.takenBy', { posts: posts.map((role) => wordOf('role', role, language)).join(' / ') })}
        </p>
      )}
    </li>
  );
}
