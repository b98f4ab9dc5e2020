import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ProcedureTable, proceduresQuery } from '../../api/cases.ts';
import { type RecordInFull, recordQuery } from '../../api/records.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { AnnulmentForm } from './annulment-form.tsx';
import { useNames } from './case-words.tsx';
import { DeterminationForm } from './determinations/determination-form.tsx';
import { ObjectionForm } from './objection-form.tsx';
import { RepairForm } from './repair-form.tsx';
import './cases.css';
import { Waiting } from '../../../shared/waiting.tsx';

const route = getRouteApi('/records/$id/cases/$procedure');
const FORMS = {
  objection: ObjectionForm,
  repair: RepairForm,
  annulment: AnnulmentForm,
  determination: DeterminationForm,
} as const;
const isKnown = (code: string): code is keyof typeof FORMS => code in FORMS;

/** Enters a case about one record: what came in on paper, or what the bureau itself received. */
export function OpenCasePage() {
  const { say } = useWords();
  const { id, procedure } = route.useParams();
  const record = useQuery(recordQuery(id));
  const tables = useQuery(proceduresQuery);
  const table = tables.data?.find(({ code }) => code === procedure);
  return (
    <div className="page">
      <Link to="/records/$id" params={{ id }}>
        {say('cases.backToRecord')}
      </Link>
      <ProblemAlert error={record.error ?? tables.error} />
      {record.data && table ? (
        <OpenCase record={record.data} table={table} />
      ) : (
        !record.error && !tables.error && <Waiting />
      )}
    </div>
  );
}

function OpenCase({ record, table }: { record: RecordInFull; table: ProcedureTable }) {
  const { say } = useWords();
  const nameOf = useNames();
  if (!isKnown(table.code)) return <p>{say('shell.notFound')}</p>;
  const Form = FORMS[table.code];
  return (
    <>
      <h1>
        {nameOf(table.name)} · <span lang="zh-CN">{record.subjectName}</span>
      </h1>
      <p>
        <span lang="zh-CN">{record.documentNumber}</span> · {say('records.decidedOn')} {record.decidedOn}
      </p>
      <p className="quiet">{say(`cases.openHelp_${table.code}`)}</p>
      <Form record={record} table={table} />
    </>
  );
}
