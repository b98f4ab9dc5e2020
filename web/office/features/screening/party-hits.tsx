import type { ReactNode } from 'react';
import { Tag } from '../../../shared/tag.tsx';
import type { PartyAnswer, PartyHit } from '../../api/screening.ts';
import { useWords } from '../../words/index.ts';
import './screening.css';

type Props = {
  readonly answer: PartyAnswer;
  /** What can be done with a hit. */
  readonly actions: (hit: PartyHit) => ReactNode;
};

/** Whom a spelling may mean: in what way, which fact would settle it, what somebody found before. */
export function PartyHits({ answer: { code, hits }, actions }: Props) {
  const { say } = useWords();
  const finding = code === 'wrong_check' || code === 'not_on_list' ? say(`screening.code_${code}`) : undefined;
  return (
    <>
      {finding && <p>{finding}</p>}
      {hits.length === 0 && <p>{say('screening.nothing')}</p>}
      <ul className="hits">
        {hits.map((hit) => (
          <li key={hit.subjectId}>
            <HitWords hit={hit} />
            <div className="hit-actions">{actions(hit)}</div>
          </li>
        ))}
      </ul>
    </>
  );
}

function HitWords({ hit }: { hit: PartyHit }) {
  const { say, either } = useWords();
  const { name, met, code, says, settledBy, decision, ended, judgement } = hit;
  return (
    <div className="hit-words">
      <p>
        <strong lang="zh-CN">{name}</strong> {code && <span className="mono">{code}</span>}
      </p>
      <p>
        <Tag tone={decision === 'strong' ? 'note' : decision === 'look' ? 'warn' : 'plain'}>
          {say(`screening.decision_${decision}`)}
        </Tag>{' '}
        {either(says.zh, says.en)}
        {met && (
          <>
            {' · '}
            <span lang="zh-CN">{say('screening.met', { name: met })}</span>
          </>
        )}
        {ended && ` · ${say('screening.ended')}`}
      </p>
      {judgement ? (
        <p className="small">
          {say(`screening.judged_${judgement.verdict}`, { by: judgement.by, on: judgement.on, until: judgement.until })}
          {' · '}
          <span lang="zh-CN">{judgement.reason}</span>
        </p>
      ) : (
        decision !== 'strong' && (
          <p className="quiet small">
            {say('screening.settledBy')}
            {either(settledBy.zh, settledBy.en)}
          </p>
        )
      )}
    </div>
  );
}
