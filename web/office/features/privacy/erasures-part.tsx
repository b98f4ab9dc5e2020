import { useQuery } from '@tanstack/react-query';
import { Empty } from 'antd';
import { Waiting } from '../../../shared/waiting.tsx';
import { erasuresQuery } from '../../api/privacy.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { ErasureCard } from './erasure-card.tsx';

/** What was proposed to be erased, what stands against it, who decided, and when it was gone. */
export function ErasuresPart() {
  const { say } = useWords();
  const { data: erasures, error } = useQuery(erasuresQuery);
  return (
    <div className="stack">
      <p className="quiet">{say('privacy.erasuresHelp')}</p>
      <ProblemAlert error={error} />
      {!error && !erasures && <Waiting />}
      {erasures?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('privacy.noErasures')} />}
      {erasures?.map((erasure) => (
        <ErasureCard key={erasure.id} erasure={erasure} />
      ))}
    </div>
  );
}
