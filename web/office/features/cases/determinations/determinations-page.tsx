import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type Column, DataTable } from '../../../../shared/data-table.tsx';
import { Tag } from '../../../../shared/tag.tsx';
import { type Choices, choicesQuery, type StandingLine, standingQuery } from '../../../api/determinations.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import { useNames } from '../case-words.tsx';
import { LockedList } from './locked-list.tsx';

/** What stands today and until when; which lists are open, and why none is; where a proposal begins. */
export function DeterminationsPage() {
  const { say } = useWords();
  const navigate = useNavigate();
  const standing = useQuery(standingQuery);
  const choices = useQuery(choicesQuery);
  const columns = useColumns();
  return (
    <div className="page">
      <h1>{say('determinations.title')}</h1>
      <p className="quiet">{say('determinations.help')}</p>
      <p>
        <Link to="/records">{say('determinations.begin')}</Link>
      </p>
      <ProblemAlert error={standing.error ?? choices.error} />
      {choices.data && (
        <section className="panel stack" aria-label={say('determinations.lists')}>
          <h2>{say('determinations.lists')}</h2>
          <LockedList locked={choices.data.locked} />
          <Domains choices={choices.data} />
          <Link to="/determinations/lists">{say('listDomains.link')}</Link>
        </section>
      )}
      {!standing.isError && (
        <div className="panel">
          <DataTable
            caption={say('determinations.standing')}
            rows={standing.data}
            rowKey={({ caseId }) => caseId}
            columns={columns}
            empty={say('determinations.none')}
            onOpen={({ caseId }) => void navigate({ to: '/cases/$id', params: { id: caseId } })}
          />
        </div>
      )}
    </div>
  );
}

function Domains({ choices }: { choices: Choices }) {
  const nameOf = useNames();
  const { say } = useWords();
  return (
    <ul className="plain-list">
      {choices.domains.map(({ code, name, open }) => (
        <li key={code}>
          {nameOf(name)}{' '}
          <Tag tone={open ? 'good' : 'plain'}>{say(open ? 'determinations.open' : 'determinations.closed')}</Tag>
        </li>
      ))}
    </ul>
  );
}

function useColumns(): Column<StandingLine>[] {
  const { say } = useWords();
  const nameOf = useNames();
  return [
    {
      key: 'party',
      title: say('cases.about'),
      cell: ({ party, documentNumber }) => (
        <span className="stack-tight" lang="zh-CN">
          <span>{party}</span>
          <span className="quiet small">{documentNumber}</span>
        </span>
      ),
    },
    { key: 'use', title: say('determinations.use'), width: 180, cell: ({ useName }) => nameOf(useName) },
    { key: 'from', title: say('determinations.effectiveOn'), width: 140, cell: ({ effectiveOn }) => effectiveOn },
    {
      key: 'until',
      title: say('determinations.untilOn'),
      width: 220,
      cell: ({ untilOn, resting }) => (
        <span className="row">
          {untilOn}
          {resting && <Tag tone="warn">{say('determinations.resting')}</Tag>}
        </span>
      ),
    },
  ];
}
