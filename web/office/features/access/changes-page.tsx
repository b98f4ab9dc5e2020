import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type Change, changesQuery, endChange, type Outcome } from '../../api/changes.ts';
import { useMe } from '../../app/session.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { RelaxationsPart } from './relaxations-part.tsx';
import { SecretSlip } from './secret-slip.tsx';
import { TermsLine } from './terms-line.tsx';
import { useAdminAct } from './use-admin-act.ts';
import './access.css';

type Ending = { readonly change: Change; readonly outcome: Outcome };

/** What was proposed and waits for a second person, and how earlier proposals ended. */
export function ChangesPage() {
  const { say } = useWords();
  const { rights } = useMe();
  const changes = useQuery(changesQuery);
  const end = useAdminAct(({ change, outcome }: Ending, key) => endChange(change.id, outcome, key));
  const columns: Column<Change>[] = [
    { key: 'what', title: say('access.what'), cell: (change) => <What change={change} /> },
    { key: 'reason', title: say('access.reason'), cell: ({ reason }) => <span lang="zh-CN">{reason}</span> },
    { key: 'by', title: say('access.proposedBy'), width: 150, cell: (change) => <Proposer change={change} /> },
    {
      key: 'state',
      title: say('access.state'),
      width: 220,
      cell: (change) =>
        change.end ? (
          <Ended change={change} />
        ) : (
          <Ways change={change} busy={end.isPending} onEnd={(outcome) => end.mutate({ change, outcome })} />
        ),
    },
  ];
  const secret = end.data?.secret;
  return (
    <div className="page">
      <h1>{say('access.changes')}</h1>
      <p className="quiet">{say('access.changesHelp')}</p>
      <ProblemAlert error={changes.error ?? end.error} />
      {secret && end.variables && (
        <SecretSlip secret={secret} change={end.variables.change} onDone={() => end.reset()} />
      )}
      {!changes.error && (
        <DataTable
          caption={say('access.changes')}
          rows={changes.data}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('access.noChanges')}
          pageSize={10}
        />
      )}
      {/* Whoever is here for emergencies alone has nothing to do with settings. */}
      {rights.includes('account.read') && <RelaxationsPart />}
    </div>
  );
}

function What({ change: { wish, account, post } }: { readonly change: Change }) {
  const { say, either } = useWords();
  return (
    <span className="stack-tight">
      <span className="row">
        <span>{say(`access.change_${wish.kind}`)}</span>
        <span lang="zh-CN">{account}</span>
      </span>
      <span className="quiet small">
        {post && either(post.zh, post.en)} {wish.kind === 'post' && say('access.since', { day: wish.since })}
        {wish.kind === 'glass' && say('access.forHours', { hours: wish.hours })}
        {wish.kind === 'key' && say('access.until', { day: wish.expiresOn })}
        {wish.kind === 'rotation' && say('keys.overlap', { days: wish.overlapDays })}
        {wish.kind === 'identity' && <span className="mono">{wish.subject}</span>}
      </span>
      {'terms' in wish && wish.terms && <TermsLine terms={wish.terms} />}
    </span>
  );
}

function Proposer({ change: { proposedBy, proposedAt } }: { readonly change: Change }) {
  return (
    <span className="stack-tight">
      <span lang="zh-CN">{proposedBy.name}</span>
      <span className="quiet small">{minuteOf(proposedAt)}</span>
    </span>
  );
}

function Ended({ change: { end } }: { readonly change: Change }) {
  const { say } = useWords();
  if (!end) return null;
  return (
    <span className="stack-tight">
      <Tag tone={end.outcome === 'confirmed' ? 'good' : 'warn'}>{say(`access.outcome_${end.outcome}`)}</Tag>
      <span className="quiet small">
        <span lang="zh-CN">{end.by}</span> {minuteOf(end.at)}
      </span>
    </span>
  );
}

type WaysProps = { readonly change: Change; readonly busy: boolean; readonly onEnd: (outcome: Outcome) => void };

/** The buttons of the one who may press them; to others it says for whom it waits. The server decides again. */
function Ways({ change, busy, onEnd }: WaysProps) {
  const { say } = useWords();
  const { account, rights } = useMe();
  if (change.proposedBy.id === account.id) {
    return (
      <Button size="small" loading={busy} onClick={() => onEnd('withdrawn')}>
        {say('access.withdraw')}
      </Button>
    );
  }
  if (!rights.includes(change.wish.kind === 'glass' ? 'glass.confirm' : 'change.confirm')) {
    return <Tag tone="note">{say('access.waits')}</Tag>;
  }
  return (
    <span className="row">
      <Button size="small" type="primary" loading={busy} onClick={() => onEnd('confirmed')}>
        {say('access.confirm')}
      </Button>
      <Button size="small" loading={busy} onClick={() => onEnd('refused')}>
        {say('access.refuse')}
      </Button>
    </span>
  );
}
