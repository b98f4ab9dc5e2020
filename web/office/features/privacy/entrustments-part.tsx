import { useQuery } from '@tanstack/react-query';
import { Button, Empty } from 'antd';
import { useState } from 'react';
import { Tag } from '../../../shared/tag.tsx';
import { Waiting } from '../../../shared/waiting.tsx';
import { type Entrustment, entrustmentsQuery } from '../../api/privacy.ts';
import { useMe } from '../../app/session.ts';
import { ItemWord } from '../../ui/item-word.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { EntrustmentEventForm } from './entrustment-event-form.tsx';
import { EntrustmentForm } from './entrustment-form.tsx';

/** Contracts with entrusted operators, how they are looked after, their end. */
export function EntrustmentsPart() {
  const { say } = useWords();
  const { rights } = useMe();
  const mayKeep = rights.includes('privacy.keep');
  const [entering, setEntering] = useState(false);
  const { data: entrustments, error } = useQuery(entrustmentsQuery);
  return (
    <div className="stack">
      {mayKeep &&
        (entering ? (
          <EntrustmentForm onDone={() => setEntering(false)} />
        ) : (
          <span>
            <Button onClick={() => setEntering(true)}>{say('privacy.newEntrustment')}</Button>
          </span>
        ))}
      <ProblemAlert error={error} />
      {!error && !entrustments && <Waiting />}
      {entrustments?.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('privacy.noEntrustments')} />
      )}
      {entrustments?.map((one) => (
        <EntrustmentCard key={one.id} entrustment={one} mayKeep={mayKeep} />
      ))}
    </div>
  );
}

const TONE = { standing: 'good', over: 'bad', ended: 'plain' } as const;

function EntrustmentCard({ entrustment, mayKeep }: { readonly entrustment: Entrustment; readonly mayKeep: boolean }) {
  const { say } = useWords();
  const [telling, setTelling] = useState(false);
  const { id, operator, operatorCode, items, purpose, dataKinds, measures, since, until, state, told } = entrustment;
  return (
    <article className="privacy-card stack" aria-label={operator}>
      <h3 className="row">
        <span lang="zh-CN">{operator}</span> <Tag tone={TONE[state]}>{say(`privacy.state_${state}`)}</Tag>
        {entrustment.checkDueOn && <Tag tone="note">{say('privacy.checkDue', { day: entrustment.checkDueOn })}</Tag>}
        {entrustment.mendBy && <Tag tone="warn">{say('privacy.mendBy', { day: entrustment.mendBy })}</Tag>}
      </h3>
      <dl className="privacy-facts">
        <dt>{say('privacy.operatorCode')}</dt>
        <dd className="mono">{operatorCode}</dd>
        <dt>{say('privacy.items')}</dt>
        <dd className="row">
          {items.map((item) => (
            <ItemWord key={item} item={item} />
          ))}
        </dd>
        <dt>{say('privacy.since')}</dt>
        <dd>
          {since} – {until}
        </dd>
        <dt>{say('privacy.purpose')}</dt>
        <dd lang="zh-CN">{purpose}</dd>
        <dt>{say('privacy.dataKinds')}</dt>
        <dd lang="zh-CN">{dataKinds}</dd>
        <dt>{say('privacy.measures')}</dt>
        <dd lang="zh-CN">{measures}</dd>
      </dl>
      {told.length > 0 && (
        <ol className="moments">
          {told.map(({ what, happenedOn, note }) => (
            <li key={`${what} ${happenedOn} ${note}`} className="moment">
              <strong>{say(`privacy.what_${what}`)}</strong> <span className="quiet">{happenedOn}</span>
              <p lang="zh-CN">{note}</p>
            </li>
          ))}
        </ol>
      )}
      {mayKeep &&
        state !== 'ended' &&
        (telling ? (
          <EntrustmentEventForm entrustmentId={id} onDone={() => setTelling(false)} />
        ) : (
          <span>
            <Button size="small" onClick={() => setTelling(true)}>
              {say('privacy.tell')}
            </Button>
          </span>
        ))}
    </article>
  );
}
