import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { type Proposal, proposalQuery, type Signed } from '../../api/law.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { ChangesTable } from './changes-table.tsx';
import { EditionName } from './edition-name.tsx';
import { MovementsPart } from './movements-part.tsx';
import { ProposalStateTag } from './proposal-state.tsx';
import { ProposalSteps } from './proposal-steps.tsx';
import './law.css';
import { Waiting } from '../../../shared/waiting.tsx';

const route = getRouteApi('/law/drafts/$id');

/** A draft of an edition: who signed it, which rules change, which days move, and what the person here may do. */
export function ProposalPage() {
  const { say } = useWords();
  const proposal = useQuery(proposalQuery(route.useParams().id));
  if (proposal.isPending) return <Waiting />;
  if (proposal.isError) return <ProblemAlert error={proposal.error} />;
  const { data } = proposal;
  const isOpen = data.state === 'drafted' || data.state === 'passed';
  return (
    <div className="page">
      <Link to="/law/editions">{say('law.backToEditions')}</Link>
      <div className="page-head">
        <h1>
          {say('law.drafts')} <EditionName edition={data.edition} />
        </h1>
        <ProposalStateTag state={data.state} />
      </div>
      {data.state === 'overtaken' && <Alert type="warning" showIcon title={say('law.overtakenHelp')} />}
      <Signatures proposal={data} />
      <ProposalSteps proposal={data} />
      <section className="panel stack">
        <h2>{say('law.changes')}</h2>
        <ChangesTable changes={data.changes} />
      </section>
      {isOpen && <MovementsPart id={data.id} />}
    </div>
  );
}

function Signatures({ proposal }: { proposal: Proposal }) {
  const { say } = useWords();
  const { drafted, reviewed, adopted, casesPassed } = proposal;
  return (
    <section className="panel stack">
      <dl className="facts">
        <Signature label={say('law.drafter')} signed={drafted} />
        <Signature
          label={reviewed?.outcome === 'returned' ? say('law.giveBack') : say('law.reviewer')}
          signed={reviewed}
        />
        <Signature label={say('law.adopter')} signed={adopted} />
      </dl>
      <p className="quiet">{say('law.casesPassed', { count: casesPassed })}</p>
    </section>
  );
}

function Signature({ label, signed }: { label: string; signed: Signed | null }) {
  const { say } = useWords();
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {signed ? (
          <>
            <span lang="zh-CN">{signed.by}</span> · {minuteOf(signed.at)}
            <div lang="zh-CN">{signed.reason}</div>
          </>
        ) : (
          <span className="quiet">{say('law.noOneYet')}</span>
        )}
      </dd>
    </>
  );
}
