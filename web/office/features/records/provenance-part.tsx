import { Link } from '@tanstack/react-router';
import type { Provenance, RecordVersion } from '../../api/records.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { columnLetters } from '../../ui/column-letters.ts';
import { useWords } from '../../words/index.ts';

/** Where each version came from: the file by its hash, the sheet, the row, and which column bore which field. */
export function ProvenancePart({ versions }: { readonly versions: readonly RecordVersion[] }) {
  const { say } = useWords();
  return (
    <section className="panel stack">
      <h2>{say('records.provenance')}</h2>
      {versions.map(({ version, provenance, edition }) => (
        <div key={version} className="stack">
          <h3>{say('records.version', { version })}</h3>
          <dl className="facts">
            <dt>{say('intake.receivedAt')}</dt>
            <dd className="row">
              <span>{minuteOf(provenance.receivedAt)}</span>
              <span lang="zh-CN">{provenance.submitter}</span>
              {provenance.history && <span>{say('records.oldYear')}</span>}
              <Link to="/batches/$id" params={{ id: provenance.batchId }} className="no-print">
                {say('records.openBatch')}
              </Link>
            </dd>
            <dt>{say('records.place')}</dt>
            <dd>
              <Place provenance={provenance} />
            </dd>
            <dt>{say('records.file')}</dt>
            <dd className="mono small">{provenance.sha256}</dd>
            <dt>{say('records.edition')}</dt>
            <dd className="mono small">{edition}</dd>
          </dl>
          {provenance.columns.length > 0 && <Columns provenance={provenance} />}
        </div>
      ))}
    </section>
  );
}

function Place({ provenance: { sheet, row } }: { provenance: Provenance }) {
  const { say } = useWords();
  if (!sheet) return <>{say('records.plainRow', { row })}</>;
  return <span lang="zh-CN">{say('records.sheetRow', { sheet, row })}</span>;
}

function Columns({ provenance }: { provenance: Provenance }) {
  const { say, either } = useWords();
  return (
    <details>
      <summary>{say('records.columns')}</summary>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('records.column')}</th>
            <th scope="col">{say('records.heading')}</th>
            <th scope="col">{say('records.field')}</th>
          </tr>
        </thead>
        <tbody>
          {provenance.columns.map(({ at, heading, name }) => (
            <tr key={at}>
              <td>{columnLetters(at)}</td>
              <td className="mono" lang="zh-CN">
                {heading}
              </td>
              <td>{either(name.zh, name.en)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
