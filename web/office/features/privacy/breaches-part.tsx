import { useQuery } from '@tanstack/react-query';
import { Button, Empty } from 'antd';
import { useState } from 'react';
import { Waiting } from '../../../shared/waiting.tsx';
import { breachesQuery } from '../../api/privacy.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { BreachCard } from './breach-card.tsx';
import { BreachForm } from './breach-form.tsx';

/** Breaches with their clocks; whoever may enters one. */
export function BreachesPart() {
  const { say } = useWords();
  const { rights } = useMe();
  const [entering, setEntering] = useState(false);
  const { data: breaches, error } = useQuery(breachesQuery);
  return (
    <div className="stack">
      {rights.includes('privacy.keep') &&
        (entering ? (
          <BreachForm onDone={() => setEntering(false)} />
        ) : (
          <span>
            <Button onClick={() => setEntering(true)}>{say('privacy.newBreach')}</Button>
          </span>
        ))}
      <ProblemAlert error={error} />
      {!error && !breaches && <Waiting />}
      {breaches?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('privacy.noBreaches')} />}
      {breaches?.map((breach) => (
        <BreachCard key={breach.id} breach={breach} />
      ))}
    </div>
  );
}
