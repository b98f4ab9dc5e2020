import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { DataTable } from '../../../shared/data-table.tsx';
import { type Adoption, changesQuery } from '../../api/law.ts';
import { dayOf, minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { ChangesTable } from './changes-table.tsx';
import { EditionName } from './edition-name.tsx';

/** What was in use since when, newest first, and any two of them compared. */
export function ComparePart({ adoptions }: { adoptions: readonly Adoption[] }) {
  const { say } = useWords();
  return (
    <section className="panel stack">
      <h2>{say('law.history')}</h2>
      <DataTable
        caption={say('law.history')}
        rows={adoptions}
        rowKey={({ number }) => String(number)}
        empty={say('ui.emptyDefault')}
        columns={[
          { key: 'number', title: say('law.number'), width: 80, cell: ({ number }) => number },
          { key: 'edition', title: say('law.edition'), cell: ({ edition }) => <EditionName edition={edition} /> },
          { key: 'since', title: say('law.since'), cell: ({ since }) => minuteOf(since) },
          {
            key: 'how',
            title: say('law.how'),
            cell: ({ installedBy }) =>
              installedBy === null ? (
                say('law.howAdopted')
              ) : (
                <>
                  {say('law.howInstalled')} <code className="mono">{installedBy}</code>
                </>
              ),
          },
          {
            key: 'read',
            title: say('law.readIt'),
            width: 100,
            cell: ({ edition }) => (
              <Link to="/law" search={edition === adoptions[0]?.edition ? {} : { edition }}>
                {say('law.readIt')}
              </Link>
            ),
          },
        ]}
      />
      {adoptions.length > 1 && <Compare adoptions={adoptions} />}
    </section>
  );
}

function Compare({ adoptions }: { adoptions: readonly Adoption[] }) {
  const { say } = useWords();
  const id = useId();
  const [to, setTo] = useState(adoptions[0]!.number);
  const [from, setFrom] = useState(adoptions[1]!.number);
  const editionOf = (number: number) => adoptions.find((one) => one.number === number)!.edition;
  const changes = useQuery(changesQuery(editionOf(to), editionOf(from)));
  const options = adoptions.map(({ number, edition, since }) => ({
    value: number,
    label: `${number} · ${edition.slice(0, 8)} · ${dayOf(since)}`,
  }));
  return (
    <>
      <h2>{say('law.compare')}</h2>
      <div className="row">
        <label htmlFor={`${id}-from`}>{say('law.compareFrom')}</label>
        <Select id={`${id}-from`} className="law-edition" value={from} options={options} onChange={setFrom} />
        <label htmlFor={`${id}-to`}>{say('law.compareTo')}</label>
        <Select id={`${id}-to`} className="law-edition" value={to} options={options} onChange={setTo} />
      </div>
      <ProblemAlert error={changes.error} />
      {!changes.isError && <ChangesTable changes={changes.data?.changes} />}
    </>
  );
}
