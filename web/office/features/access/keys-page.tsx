import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { keysQuery, type ProgramKey } from '../../api/program-keys.ts';
import { useMe } from '../../app/session.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { KeyPurpose, KeyView } from './key-view.tsx';
import { MasterKeyPart } from './master-key-part.tsx';
import { VaultKeysPart } from './vault-keys-part.tsx';
import './access.css';

/** Keys of programs at the own organ and below: what each is for, how much it may ask, when it was last used. */
export function KeysPage() {
  const { say, either } = useWords();
  const keys = useQuery(keysQuery);
  const [chosen, setChosen] = useState<string>();
  const open = keys.data?.find(({ id }) => id === chosen);
  const columns: Column<ProgramKey>[] = [
    {
      key: 'who',
      title: say('keys.program'),
      cell: ({ account, label, organ }) => (
        <span className="stack-tight">
          <span lang="zh-CN">
            {account.name} · {label}
          </span>
          <span className="quiet small">{either(organ.zh, organ.en)}</span>
        </span>
      ),
    },
    { key: 'for', title: say('keys.for'), cell: (key) => <KeyPurpose of={key} /> },
    {
      key: 'limits',
      title: say('keys.limits'),
      width: 170,
      cell: ({ terms }) =>
        terms ? (
          <span className="stack-tight">
            <span>{say('keys.aMinute', { count: terms.requestsAMinute })}</span>
            <span className="quiet small">{say('keys.aDay', { count: terms.subjectsADay })}</span>
          </span>
        ) : (
          '—'
        ),
    },
    { key: 'used', title: say('keys.lastUsed'), width: 150, cell: (key) => lastUsed(key) ?? say('keys.never') },
    { key: 'state', title: say('access.state'), width: 150, cell: (key) => <KeyState of={key} /> },
  ];
  return (
    <div className="page">
      <h1>{say('keys.title')}</h1>
      <p className="quiet">{say('keys.help')}</p>
      <ProblemAlert error={keys.error} />
      {!keys.error && (
        <DataTable
          caption={say('keys.title')}
          rows={keys.data}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('keys.none')}
          onOpen={({ id }) => setChosen(id)}
          marked={chosen}
          pageSize={10}
        />
      )}
      {open && <KeyView key={open.id} of={open} />}
      <VaultKeysPart />
      <MasterKeyPart />
    </div>
  );
}

function lastUsed({ secrets }: ProgramKey): string | undefined {
  const last = secrets
    .flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
    .sort()
    .at(-1);
  return last && minuteOf(last);
}

function KeyState({ of: { revokedAt, expiresOn } }: { readonly of: ProgramKey }) {
  const { say } = useWords();
  const { today } = useMe();
  if (revokedAt !== null) return <Tag tone="warn">{say('keys.revoked')}</Tag>;
  if (expiresOn < today) return <Tag tone="warn">{say('keys.expired')}</Tag>;
  return <Tag tone="good">{say('access.until', { day: expiresOn })}</Tag>;
}
