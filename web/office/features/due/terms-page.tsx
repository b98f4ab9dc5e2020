import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Empty } from 'antd';
import { Waiting } from '../../../shared/waiting.tsx';
import { proposalsQuery } from '../../api/publications.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ReasonLines } from '../../ui/reason-lines.tsx';
import { useWords } from '../../words/index.ts';
import { DueCard } from './due-card.tsx';
import { TermForm } from './term-form.tsx';

const route = getRouteApi('/terms');

/** Ends that would come later than the public was told: a person confirms or declines each, with the reason. */
export function TermsPage() {
  const { say } = useWords();
  const { open } = route.useSearch();
  const proposals = useQuery(proposalsQuery);
  return (
    <div className="page">
      <h1>{say('due.terms')}</h1>
      <p className="quiet">{say('due.termsHelp')}</p>
      <ProblemAlert error={proposals.error} />
      {proposals.isPending && <Waiting />}
      {proposals.data?.rows.length === 0 && (
        <div className="panel">
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('due.noTerms')} />
        </div>
      )}
      {proposals.data?.rows.map((row) => (
        <DueCard key={`${row.publicationId} ${row.proposedDay}`} row={row} marked={row.recordId === open}>
          <p>
            {say('due.told')} <strong>{row.lastDay}</strong> → {say('due.proposed')} <strong>{row.proposedDay}</strong>
          </p>
          <ReasonLines title={say('due.why')} lines={row.why} plain />
          <TermForm row={row} />
        </DueCard>
      ))}
    </div>
  );
}
