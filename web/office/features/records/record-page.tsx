import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import {
  type PublicationHistory,
  publicationHistoryQuery,
  type RecordInFull,
  type RecordLine,
  recordQuery,
} from '../../api/records.ts';
import { useMe } from '../../app/session.ts';
import { ItemWord } from '../../ui/item-word.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { ErasureForm } from '../privacy/erasure-form.tsx';
import { CasesPart } from './cases-part.tsx';
import { Flags } from './flags.tsx';
import { LookPanel } from './look-panel.tsx';
import { PenaltyLawPart } from './penalty-law-part.tsx';
import { ProvenancePart } from './provenance-part.tsx';
import { RecordFields } from './record-fields.tsx';
import { RecordMarks } from './record-marks.tsx';
import { Timeline } from './timeline.tsx';
import './records.css';
import { Waiting } from '../../../shared/waiting.tsx';

const route = getRouteApi('/records/$id');

/** One record: how it stands and why, what happened on two clocks, what it says, where it came from. */
export function RecordPage() {
  const { say } = useWords();
  const { id } = route.useParams();
  const record = useQuery(recordQuery(id));
  return (
    <div className="page">
      <Link to="/records" className="no-print">
        {say('records.back')}
      </Link>
      {record.isPending && <Waiting />}
      <ProblemAlert error={record.error} />
      {record.data && <RecordView key={id} record={record.data} />}
    </div>
  );
}

function RecordView({ record }: { record: RecordInFull }) {
  const { say, either } = useWords();
  const { rights } = useMe();
  const publication = useQuery(publicationHistoryQuery(record.id));
  const moments = [...record.timeline, ...(publication.data?.moments ?? [])];
  return (
    <>
      <div className="page-head">
        <h1 lang="zh-CN">{record.subjectName}</h1>
        <RecordMarks record={{ ...record, publicationState: markOf(publication.data) }} />
        <Button className="no-print" onClick={() => window.print()}>
          {say('check.print')}
        </Button>
      </div>
      <p>
        <ItemWord item={record.item} /> · <span lang="zh-CN">{record.documentNumber}</span> ·{' '}
        {either(record.organ.zh, record.organ.en)} · {say('records.decidedOn')} {record.decidedOn} ·{' '}
        {say(`publication.subject_${record.subjectKind}`)}
      </p>
      {record.underObjection && <Alert type="warning" showIcon title={say('records.underObjection')} />}
      {record.statement !== null && (
        <section className="panel" aria-label={say('check.statement')}>
          <p>
            {say('check.statement')}: <q lang="zh-CN">{record.statement}</q>
          </p>
        </section>
      )}
      <Party record={record} />
      <ProblemAlert error={publication.error} />
      <Flags record={record} publication={publication.data} />
      <CasesPart record={record} />
      <PenaltyLawPart record={record} />
      <Timeline moments={moments} />
      <RecordFields record={record} />
      <ProvenancePart versions={record.history} />
      {rights.includes('sealed.look') && record.history.some(({ sealed }) => sealed) && <LookPanel record={record} />}
      {rights.includes('erasure.propose') && record.subjectKind !== 'organisation' && (
        <ErasureForm recordId={record.id} />
      )}
    </>
  );
}

/** The mark that a list would show. */
function markOf(publication: PublicationHistory | undefined): RecordLine['publicationState'] {
  if (!publication?.state) return null;
  const { state } = publication;
  if (state !== 'to_review' && state !== 'to_release') return state;
  return publication.publication ? 'public' : publication.publicRecord?.answer === 'refused' ? null : 'waiting';
}

function Party({ record: { keys, names } }: { record: RecordInFull }) {
  const { say } = useWords();
  const others = names.slice(1);
  if (keys.length === 0 && others.length === 0) return null;
  return (
    <dl className="facts panel">
      {keys.map(({ kind, key }) => (
        <KeyLine key={key} name={keyWord(kind, say)} value={key} />
      ))}
      {others.length > 0 && (
        <>
          <dt>{say('records.names')}</dt>
          <dd lang="zh-CN">{others.map(({ name }) => name).join('、')}</dd>
        </>
      )}
    </dl>
  );
}

function KeyLine({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="mono">{value}</dd>
    </>
  );
}

function keyWord(kind: string, say: ReturnType<typeof useWords>['say']): string {
  if (kind === 'organisation_code' || kind === 'registration_number') return say(`records.key_${kind}`);
  return say('records.key_uscc');
}
