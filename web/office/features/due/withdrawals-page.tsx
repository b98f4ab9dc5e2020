import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Empty } from 'antd';
import { Waiting } from '../../../shared/waiting.tsx';
import { withdrawalsQuery } from '../../api/publications.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { DueCard } from './due-card.tsx';
import { WithdrawForm } from './withdraw-form.tsx';

const route = getRouteApi('/withdrawals');

/** Publications that may stand no longer: each is withdrawn by a person who tells the public why. */
export function WithdrawalsPage() {
  const { say } = useWords();
  const { open } = route.useSearch();
  const due = useQuery(withdrawalsQuery);
  return (
    <div className="page">
      <h1>{say('due.withdrawals')}</h1>
      <p className="quiet">{say('due.withdrawalsHelp')}</p>
      <ProblemAlert error={due.error} />
      {due.isPending && <Waiting />}
      {due.data?.rows.length === 0 && (
        <div className="panel">
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('due.noWithdrawals')} />
        </div>
      )}
      {due.data?.rows.map((row) => (
        <DueCard key={row.publicationId} row={row} marked={row.recordId === open}>
          <WithdrawForm row={row} />
        </DueCard>
      ))}
    </div>
  );
}
