import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Alert, Button, Spin } from 'antd';
import { type Batch, batchQuery } from '../../api/batches.ts';
import { secondOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { sentenceOf } from '../../words/refusals.ts';
import { BatchCounts } from './batch-counts.tsx';
import { BatchRows } from './batch-rows.tsx';
import { BatchSteps } from './batch-steps.tsx';
import { ItemName, StateTag } from './batch-words.tsx';
import { FileNotes } from './file-notes.tsx';
import './intake.css';
import { Waiting } from '../../../shared/waiting.tsx';

const route = getRouteApi('/batches/$id');

/** One batch: read, previewed, confirmed or discarded; its receipt. */
export function BatchPage() {
  const { say } = useWords();
  const batch = useQuery(batchQuery(route.useParams().id));
  if (batch.isPending) return <Waiting />;
  if (batch.isError) return <ProblemAlert error={batch.error} />;
  const { data } = batch;
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {say('intake.batch')} · <ItemName item={data.item} /> <StateTag state={data.state} />
        </h1>
        {data.state === 'previewed' && <BatchSteps batch={data} />}
      </div>
      {data.state === 'staging' && (
        <Alert type="info" icon={<Spin size="small" />} showIcon title={say('intake.waiting')} />
      )}
      {data.layout?.refusal && <Unreadable refusal={data.layout.refusal} />}
      {data.state === 'accepted' && (
        <Alert
          type="success"
          showIcon
          className="no-print"
          title={say('intake.receiptText')}
          action={<Button onClick={() => window.print()}>{say('intake.print')}</Button>}
        />
      )}
      <Receipt batch={data} />
      {data.counts?.rows === 0 && <Alert type="info" showIcon title={say('intake.noData')} />}
      {data.counts && <BatchCounts counts={data.counts} />}
      {data.state === 'previewed' && <FileNotes notes={data.layout?.notes ?? []} />}
      {data.state === 'previewed' && data.counts?.rows !== 0 && <BatchRows id={data.id} />}
    </div>
  );
}

function Unreadable({ refusal }: { refusal: NonNullable<NonNullable<Batch['layout']>['refusal']> }) {
  const { language } = useWords();
  return (
    <Alert
      type="error"
      showIcon
      title={sentenceOf(refusal.code, refusal.facts, language)}
      description={<code className="mono">{refusal.code}</code>}
    />
  );
}

function Receipt({ batch }: { batch: Batch }) {
  const { say } = useWords();
  const { layout } = batch;
  const tables = layout?.headerRow === undefined ? [] : [layout, ...(layout.more ?? [])];
  return (
    <dl className="facts panel">
      <dt>{say('intake.receivedAt')}</dt>
      <dd>{secondOf(batch.receivedAt)}</dd>
      <dt>{say('intake.organ')}</dt>
      <dd lang="zh-CN">
        {batch.organ} · {batch.submitter}
      </dd>
      <dt>{say('intake.hash')}</dt>
      <dd className="mono">{batch.sha256}</dd>
      {tables.length > 0 && (
        <>
          <dt>{say('intake.sheet')}</dt>
          <dd className="stack-tight">
            {tables.map(({ sheet, headerRow = 1 }) => (
              <span key={sheet}>
                {sheet && <span lang="zh-CN">{sheet} · </span>}
                {say('intake.headerRow', { row: headerRow })}
              </span>
            ))}
          </dd>
        </>
      )}
      {batch.state === 'accepted' && (
        <>
          <dt>{say('intake.position')}</dt>
          <dd>{batch.position ?? say('intake.positionSoon')}</dd>
        </>
      )}
    </dl>
  );
}
