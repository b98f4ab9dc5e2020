import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert } from 'antd';
import { DataTable } from '../../../shared/data-table.tsx';
import { type Adoption, adoptionsQuery, proposalsQuery } from '../../api/law.ts';
import { useMe } from '../../app/session.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { ComparePart } from './compare-part.tsx';
import { DiskPart } from './disk-part.tsx';
import { EditionName } from './edition-name.tsx';
import { ProposalStateTag } from './proposal-state.tsx';
import './law.css';

/** Which edition is in use and who stands behind it; what is on its way; what was in use before. */
export function EditionsPage() {
  const { say } = useWords();
  const { rights } = useMe();
  const adoptions = useQuery(adoptionsQuery);
  const [inUse] = adoptions.data?.editions ?? [];
  return (
    <div className="page">
      <Link to="/law">{say('law.backToLaw')}</Link>
      <h1>{say('law.editionsTitle')}</h1>
      <ProblemAlert error={adoptions.error} />
      {inUse && <InUse adoption={inUse} />}
      {rights.includes('law.read') && (
        <>
          <Drafts />
          <DiskPart mayDraft={rights.includes('law.propose')} />
        </>
      )}
      {adoptions.data && <ComparePart adoptions={adoptions.data.editions} />}
    </div>
  );
}

function InUse({ adoption }: { adoption: Adoption }) {
  const { say } = useWords();
  const { number, edition, since, installedBy } = adoption;
  return (
    <section className="panel stack">
      <p className="row">
        <span className="quiet">{say('law.editionInUse')}</span>
        <EditionName edition={edition} />
        {say(installedBy === null ? 'law.inUseSince' : 'law.inUseInstalled', {
          number,
          since: minuteOf(since),
        })}
      </p>
      {installedBy !== null && (
        <Alert type="info" showIcon title={say('law.installed')} description={<code>{installedBy}</code>} />
      )}
    </section>
  );
}

function Drafts() {
  const { say } = useWords();
  const navigate = useNavigate();
  const proposals = useQuery(proposalsQuery);
  return (
    <section className="panel stack">
      <h2>{say('law.drafts')}</h2>
      <ProblemAlert error={proposals.error} />
      {!proposals.isError && (
        <DataTable
          caption={say('law.drafts')}
          rows={proposals.data?.proposals}
          rowKey={({ id }) => id}
          empty={say('law.noDrafts')}
          onOpen={({ id }) => void navigate({ to: '/law/drafts/$id', params: { id } })}
          columns={[
            {
              key: 'edition',
              title: say('law.edition'),
              width: 140,
              cell: ({ edition }) => <code className="mono">{edition.slice(0, 12)}</code>,
            },
            {
              key: 'state',
              title: say('law.state'),
              width: 130,
              cell: (row) => <ProposalStateTag state={row.state} />,
            },
            {
              key: 'drafted',
              title: say('law.drafter'),
              width: 220,
              cell: ({ drafted }) => (
                <>
                  <span lang="zh-CN">{drafted.by}</span> · {minuteOf(drafted.at)}
                </>
              ),
            },
            {
              key: 'reason',
              title: say('law.reason'),
              cell: ({ drafted }) => <span lang="zh-CN">{drafted.reason}</span>,
            },
          ]}
        />
      )}
    </section>
  );
}
