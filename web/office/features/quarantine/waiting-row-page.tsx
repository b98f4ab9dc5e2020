import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { Waiting } from '../../../shared/waiting.tsx';
import { type QuarantineRow, quarantineQuery } from '../../api/quarantine.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { minuteOf } from '../../ui/beijing-time.ts';
import { DueBadge } from '../../ui/due-badge.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { WhyButton } from '../../ui/why-button.tsx';
import { useWords } from '../../words/index.ts';
import { LookPanel } from './look-panel.tsx';
import { RowProblems } from './row-problems.tsx';
import { SettleForm } from './settle-form.tsx';

const route = getRouteApi('/quarantine/$id');

/** One row that waits: why, the row itself after a reason, and the decision. */
export function WaitingRowPage() {
  const { say } = useWords();
  const { id } = route.useParams();
  const waiting = useQuery(quarantineQuery);
  if (waiting.isPending) return <Waiting />;
  if (waiting.isError) return <ProblemAlert error={waiting.error} />;
  const row = waiting.data.find((one) => one.id === id);
  return (
    <div className="page">
      <Link to="/quarantine">{say('quarantine.back')}</Link>
      {row ? <WaitingRow key={id} row={row} /> : <Alert type="info" showIcon title={say('quarantine.settled')} />}
    </div>
  );
}

function WaitingRow({ row }: { row: QuarantineRow }) {
  const { say } = useWords();
  return (
    <>
      <div className="page-head">
        <h1>{say(`quarantine.kind_${row.kind}`)}</h1>
        <DueBadge duty={row.duty} />
      </div>
      <p className="quiet">{say(`quarantine.help_${row.kind}`)}</p>
      <div className="panel stack">
        <h2>{say('quarantine.problems')}</h2>
        {row.problems.length > 0 ? (
          <RowProblems problems={row.problems} />
        ) : (
          <p className="quiet">{say('quarantine.noProblems')}</p>
        )}
        <dl className="facts">
          {row.party && (
            <>
              <dt>{say('quarantine.party')}</dt>
              <dd lang="zh-CN">{row.party}</dd>
            </>
          )}
          {row.documentNumber && (
            <>
              <dt>{say('quarantine.number')}</dt>
              <dd lang="zh-CN">{row.documentNumber}</dd>
            </>
          )}
          <dt>{say('quarantine.where')}</dt>
          <dd className="row">
            <span>
              {row.sheet && <span lang="zh-CN">{row.sheet} · </span>}
              {say('quarantine.row', { row: row.row })}
            </span>
            <Link to="/batches/$id" params={{ id: row.batchId }}>
              {say('quarantine.openBatch')}
            </Link>
          </dd>
          {row.recordId && (
            <>
              <dt>{say('quarantine.record')}</dt>
              <dd>
                <Link to="/records/$id" params={{ id: row.recordId }}>
                  {say('quarantine.openRecord')}
                </Link>
              </dd>
            </>
          )}
          <dt>{say('quarantine.clock')}</dt>
          <dd className="row">
            <ArticleLinks refs={row.duty.articles} on={row.duty.dueOn} />
            <WhyButton duty={row.duty} title={say('quarantine.due')} />
          </dd>
          <dt>{say('quarantine.owner')}</dt>
          <dd lang="zh-CN">{row.owner}</dd>
          <dt>{say('quarantine.openedAt')}</dt>
          <dd>{minuteOf(row.openedAt)}</dd>
        </dl>
      </div>
      <LookPanel row={row} />
      <SettleForm row={row} />
    </>
  );
}
