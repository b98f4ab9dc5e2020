import { Button } from 'antd';
import { useState } from 'react';
import { Tag } from '../../../shared/tag.tsx';
import type { Erasure } from '../../api/privacy.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { minuteOf } from '../../ui/beijing-time.ts';
import { useWords } from '../../words/index.ts';
import { ErasureDecisionForm } from './erasure-decision-form.tsx';

const at = (moment: string | null) => (moment === null ? '' : minuteOf(moment));

/** One erasure: of what, why, what stands against it, what became of it. */
export function ErasureCard({ erasure }: { readonly erasure: Erasure }) {
  const { say } = useWords();
  const [deciding, setDeciding] = useState(false);
  const { id, about, name, ground, basis, note, outcome, against, decidedNote, doneAt, mine } = erasure;
  const state = outcome === null ? 'privacy.undecided' : (`privacy.outcome_${outcome}` as const);
  return (
    <article className="privacy-card stack" aria-label={`${say('privacy.erasures')} ${at(erasure.proposedAt)}`}>
      <h3 className="row">
        {name !== null && <span lang="zh-CN">{name}</span>} {say(`privacy.erasureAbout_${about}`)}{' '}
        <Tag tone={outcome === null ? 'warn' : 'plain'}>{say(state)}</Tag>
        {doneAt !== null && <Tag tone="good">{say('privacy.doneAt', { at: at(doneAt) })}</Tag>}
      </h3>
      <dl className="privacy-facts">
        <dt>{say('privacy.ground')}</dt>
        <dd className="row">
          {say(`privacy.ground_${ground}`)} <ArticleLinks refs={basis} />
        </dd>
        <dt>{say('privacy.whyErase')}</dt>
        <dd>
          <span lang="zh-CN">{note}</span>{' '}
          <span className="quiet">
            {say('privacy.proposedBy', { name: erasure.proposedBy, at: at(erasure.proposedAt) })}
          </span>
        </dd>
        {outcome !== null && (
          <>
            <dt>{say('privacy.outcome')}</dt>
            <dd>
              <span lang="zh-CN">{decidedNote}</span>{' '}
              <span className="quiet">
                {say('privacy.decidedBy', { name: erasure.decidedBy ?? '', at: at(erasure.decidedAt) })}
              </span>
            </dd>
          </>
        )}
        {against.length > 0 && (
          <>
            <dt>{say('privacy.against')}</dt>
            <dd className="row">
              {against.map((one) => (
                <Tag key={one} tone="warn">
                  {say(`privacy.against_${one}`)}
                </Tag>
              ))}
            </dd>
          </>
        )}
      </dl>
      {mine &&
        (deciding ? (
          <ErasureDecisionForm erasureId={id} mayErase={against.length === 0} onDone={() => setDeciding(false)} />
        ) : (
          <span>
            <Button size="small" onClick={() => setDeciding(true)}>
              {say('privacy.decide')}
            </Button>
          </span>
        ))}
    </article>
  );
}
