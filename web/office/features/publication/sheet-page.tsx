import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { Waiting } from '../../../shared/waiting.tsx';
import { type Sheet, sheetQuery } from '../../api/publications.ts';
import { DueBadge } from '../../ui/due-badge.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ReasonLines } from '../../ui/reason-lines.tsx';
import { useWords } from '../../words/index.ts';
import { ReleaseForm } from './release-form.tsx';
import { ReviewForm } from './review-form.tsx';

const route = getRouteApi('/publication/$recordId');
const TONE = { allowed: 'success', refused: 'error', unknown: 'warning' } as const;

/** One decision before it becomes public: may it, why, until when; what would be seen; the decision of the person here. */
export function SheetPage() {
  const { say, either } = useWords();
  const sheet = useQuery(sheetQuery(route.useParams().recordId));
  if (sheet.isPending) return <Waiting />;
  if (sheet.isError) return <ProblemAlert error={sheet.error} />;
  const { data } = sheet;
  const { answer, duty } = data;
  return (
    <div className="page">
      <Link to="/publication">{say('publication.back')}</Link>
      <div className="page-head">
        <h1 lang="zh-CN">{data.name}</h1>
        <DueBadge duty={duty} />
      </div>
      <p className="quiet">
        {say(`publication.state_${data.state}`)} · {say(`publication.subject_${data.subjectKind}`)} ·{' '}
        <span lang="zh-CN">{data.documentNumber}</span> · {either(data.organ.zh, data.organ.en)} · {data.decidedOn}
      </p>
      <Alert
        type={TONE[answer.answer]}
        showIcon
        title={`${say('publication.mayPublish')}: ${say(`ui.${answer.answer}`)}${
          answer.until ? ` · ${say('publication.until', { day: answer.until })}` : ''
        }`}
      />
      <ReasonLines title={say('ui.derivation')} lines={answer.why} />
      <ReasonLines title={say('publication.dueWhy')} lines={duty.why} />
      {data.publication && (
        <p>{`${say('publication.published')}: ${data.publication.beginsOn} – ${data.publication.lastDay}`}</p>
      )}
      <Act sheet={data} />
    </div>
  );
}

function Act({ sheet }: { sheet: Sheet }) {
  if (sheet.state === 'to_release') return <ReleaseForm sheet={sheet} />;
  return <ReviewForm key={`${sheet.recordId} ${sheet.version}`} sheet={sheet} open={sheet.state === 'to_review'} />;
}
