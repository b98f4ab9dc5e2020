import { Button } from 'antd';
import { useState } from 'react';
import { Tag } from '../../../shared/tag.tsx';
import type { Breach, BreachStep, Clock } from '../../api/privacy.ts';
import { useMe } from '../../app/session.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { ItemWord } from '../../ui/item-word.tsx';
import { MarkTag } from '../../ui/mark-tag.tsx';
import { useWords } from '../../words/index.ts';
import { BreachStepForm } from './breach-step-form.tsx';

/** One breach: what happened, by when whom to tell, what was done, what is open. */
export function BreachCard({ breach }: { readonly breach: Breach }) {
  const { say } = useWords();
  const [step, setStep] = useState<BreachStep>();
  const { id, kind, certain, foundOn, items, dataKinds, persons, cause, harm, closed, open, clocks, steps } = breach;
  return (
    <article className="privacy-card stack" aria-label={`${say(`privacy.kind_${kind}`)} ${foundOn}`}>
      <h3 className="row">
        {say(`privacy.kind_${kind}`)} · {foundOn}{' '}
        <Tag tone={closed ? 'plain' : 'warn'}>{say(closed ? 'privacy.closed' : 'privacy.underWay')}</Tag>
        {!certain && <Tag tone="note">{say('privacy.certain_false')}</Tag>}
      </h3>
      <dl className="privacy-facts">
        <dt>{say('privacy.items')}</dt>
        <dd className="row">
          {items.map((item) => (
            <ItemWord key={item} item={item} />
          ))}
        </dd>
        <dt>{say('privacy.dataKinds')}</dt>
        <dd>
          <span lang="zh-CN">{dataKinds}</span> ·{' '}
          {persons === null ? say('privacy.personsUnknown') : say('privacy.personsCount', { count: persons })}
        </dd>
        <dt>{say('privacy.cause')}</dt>
        <dd lang="zh-CN">{cause}</dd>
        <dt>{say('privacy.harm')}</dt>
        <dd lang="zh-CN">{harm}</dd>
        <dt>{say('privacy.enteredBy')}</dt>
        <dd lang="zh-CN">{breach.enteredBy}</dd>
      </dl>
      <ul className="plain-list">
        {clocks.map((clock) => (
          <ClockLine key={clock.code} clock={clock} />
        ))}
      </ul>
      {steps.length > 0 && (
        <ol className="moments">
          {steps.map(({ step: taken, takenOn, note, told, by }) => (
            <li key={`${taken} ${takenOn} ${note}`} className="moment">
              <strong>{say(`privacy.step_${taken}`)}</strong> <span className="quiet">{takenOn}</span>{' '}
              <span className="quiet" lang="zh-CN">
                {by}
              </span>
              <p lang="zh-CN">
                {told !== null && <>{told} · </>}
                {note}
              </p>
            </li>
          ))}
        </ol>
      )}
      {step === undefined ? (
        <div className="row">
          {open.map((one) => (
            <Button key={one} size="small" onClick={() => setStep(one)}>
              {say(`privacy.step_${one}`)}
            </Button>
          ))}
        </div>
      ) : (
        <BreachStepForm key={step} breachId={id} step={step} onDone={() => setStep(undefined)} />
      )}
    </article>
  );
}

function ClockLine({ clock: { name, due, keptOn, basis, mark } }: { readonly clock: Clock }) {
  const { say, either } = useWords();
  const { today } = useMe();
  return (
    <li className="row">
      {either(name.zh, name.en)}{' '}
      {keptOn === null ? (
        <Tag tone={today > due ? 'bad' : 'warn'}>{say(today > due ? 'ui.overdueSince' : 'ui.dueOn', { day: due })}</Tag>
      ) : (
        <Tag tone={keptOn > due ? 'warn' : 'good'}>{say('privacy.kept', { day: keptOn })}</Tag>
      )}{' '}
      <ArticleLinks refs={basis} /> <MarkTag mark={mark} />
    </li>
  );
}
