import { useMe } from '../../app/session.ts';
import { useWords } from '../../words/index.ts';
import { AccountsPart } from './accounts-part.tsx';
import { OpenFileForm } from './open-file-form.tsx';
import { ReportForm } from './report-form.tsx';
import { StatementEntryForm } from './statement-entry-form.tsx';
import { StatementsPart } from './statements-part.tsx';
import './parties.css';

/** What the counter does for parties, and what they say in their own words: each part for whoever has the right. */
export function PartiesPage() {
  const { say } = useWords();
  const { rights } = useMe();
  return (
    <div className="page">
      <h1>{say('parties.title')}</h1>
      <p className="quiet">{say('parties.help')}</p>
      {rights.includes('statement.review') && <StatementsPart />}
      {rights.includes('report.make') && <ReportForm />}
      {rights.includes('statement.enter') && <StatementEntryForm />}
      {rights.includes('party.invite') && (
        <>
          <OpenFileForm />
          <AccountsPart />
        </>
      )}
    </div>
  );
}
