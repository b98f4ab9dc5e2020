import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Tag } from '../../../shared/tag.tsx';
import { type MasterKeyChange, masterKeyQuery } from '../../api/vault-keys.ts';
import { useMe } from '../../app/session.ts';
import { dayOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { MasterKeyDecisionForm, MasterKeyProposalForm } from './master-key-forms.tsx';

/** The master key by its mark: which is in use, to which it is to be changed, and who decides that. */
export function MasterKeyPart() {
  const { say } = useWords();
  const { rights } = useMe();
  const [form, setForm] = useState<'propose' | 'decide'>();
  const { data, error } = useQuery(masterKeyQuery);
  const close = () => setForm(undefined);
  const change = data?.change;
  return (
    <section className="stack" aria-label={say('keys.master')}>
      <h2>{say('keys.master')}</h2>
      <p className="quiet">{say('keys.masterHelp')}</p>
      <p className="row quiet small">
        {say('keys.masterCommands')} <code className="mono">zhengming key make</code>
        <code className="mono">zhengming key change</code>
      </p>
      <ProblemAlert error={error} />
      {data && (
        <p className="row">
          {say('keys.masterInUse')} <code className="mono">{data.mark}</code>
        </p>
      )}
      {change && <ChangeLine of={change} />}
      {form === 'propose' && <MasterKeyProposalForm onDone={close} />}
      {form === 'decide' && change && <MasterKeyDecisionForm id={change.id} onDone={close} />}
      {form === undefined && (
        <span className="row">
          {change?.mayDecide && (
            <Button type="primary" onClick={() => setForm('decide')}>
              {say('keys.decideMaster')}
            </Button>
          )}
          {rights.includes('vault.rekey') && (
            <Button onClick={() => setForm('propose')}>{say('keys.proposeMaster')}</Button>
          )}
        </span>
      )}
    </section>
  );
}

function ChangeLine({ of: change }: { readonly of: MasterKeyChange }) {
  const { say } = useWords();
  const { proposedBy: who, proposedAt, fromMark: from, toMark: to } = change;
  return (
    <p className="row">
      <span lang="zh-CN">{who}</span>
      <span>{say('keys.masterProposed', { day: dayOf(proposedAt), from, to })}</span>
      <ChangeState of={change} />
    </p>
  );
}

function ChangeState({ of: { outcome, doneAt } }: { readonly of: MasterKeyChange }) {
  const { say } = useWords();
  if (doneAt !== null) return <Tag tone="good">{say('keys.masterDone', { day: dayOf(doneAt) })}</Tag>;
  if (outcome === null) return <Tag tone="note">{say('keys.masterWaits')}</Tag>;
  if (outcome === 'keep') return <Tag>{say('keys.masterKept')}</Tag>;
  return <Tag tone="warn">{say('keys.masterDecided')}</Tag>;
}
