import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type VaultKey, vaultKeysQuery } from '../../api/vault-keys.ts';
import { useMe } from '../../app/session.ts';
import { dayOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { VaultKeyForm } from './vault-key-form.tsx';

/** With which keys personal information is sealed, since when, and which are on their way out. */
export function VaultKeysPart() {
  const { say } = useWords();
  const { rights } = useMe();
  const [asking, setAsking] = useState(false);
  const { data, error } = useQuery(vaultKeysQuery);
  const newest = data?.keys.find(({ purpose }) => purpose === 'seal')?.id;
  const columns: Column<VaultKey>[] = [
    {
      key: 'suite',
      title: say('keys.suite'),
      cell: ({ suite }) => <code className="mono">{suite.toUpperCase()}</code>,
    },
    { key: 'for', title: say('keys.use'), cell: ({ purpose }) => say(`keys.purpose_${purpose}`) },
    { key: 'since', title: say('keys.since'), width: 120, cell: ({ createdAt }) => dayOf(createdAt) },
    {
      key: 'by',
      title: say('keys.askedBy'),
      cell: ({ askedBy }) => (askedBy === null ? say('keys.atStart') : <span lang="zh-CN">{askedBy}</span>),
    },
    { key: 'state', title: say('access.state'), width: 170, cell: (key) => <KeyState of={key} newest={newest} /> },
  ];
  return (
    <section className="stack" aria-label={say('keys.vault')}>
      <h2>{say('keys.vault')}</h2>
      <p className="quiet">{say('keys.vaultHelp')}</p>
      <ProblemAlert error={error} />
      {!error && (
        <DataTable
          caption={say('keys.vault')}
          rows={data?.keys}
          rowKey={({ id }) => String(id)}
          columns={columns}
          empty=""
        />
      )}
      {data?.asked && <Tag tone="note">{say('keys.changeAsked')}</Tag>}
      {rights.includes('vault.rotate') &&
        (asking ? (
          <VaultKeyForm onDone={() => setAsking(false)} />
        ) : (
          <span>
            <Button onClick={() => setAsking(true)}>{say('keys.askForKey')}</Button>
          </span>
        ))}
    </section>
  );
}

function KeyState({ of: key, newest }: { readonly of: VaultKey; readonly newest: number | undefined }) {
  const { say } = useWords();
  if (key.retiredAt !== null) return <Tag tone="plain">{say('keys.retired', { day: dayOf(key.retiredAt) })}</Tag>;
  if (key.purpose === 'lookup' || key.id === newest) return <Tag tone="good">{say('keys.inUse')}</Tag>;
  return <Tag tone="warn">{say('keys.leaving')}</Tag>;
}
