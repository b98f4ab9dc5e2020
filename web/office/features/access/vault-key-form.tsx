import { Select } from 'antd';
import { useId, useState } from 'react';
import { askForKey, SUITES, type Suite } from '../../api/vault-keys.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useWords } from '../../words/index.ts';
import { TextLine } from './text-line.tsx';
import { useAdminAct } from './use-admin-act.ts';

/** Which suite the new key is for, and why it is changed. */
export function VaultKeyForm({ onDone }: { readonly onDone: () => void }) {
  const { say } = useWords();
  const id = useId();
  const [suite, setSuite] = useState<Suite>('aes-256-gcm');
  const [reason, setReason] = useState('');
  const asking = useAdminAct(askForKey, onDone);
  return (
    <FormFrame
      title={say('keys.askForKey')}
      complete={reason.trim().length >= 4}
      busy={asking.isPending}
      error={asking.error}
      onSend={() => asking.mutate({ suite, reason: reason.trim() })}
      onCancel={onDone}
    >
      <label htmlFor={id}>{say('keys.suite')}</label>
      <Select<Suite>
        id={id}
        value={suite}
        options={SUITES.map((value) => ({ value, label: value.toUpperCase() }))}
        onChange={setSuite}
      />
      <TextLine label={say('access.reason')} value={reason} maxLength={500} onChange={setReason} />
    </FormFrame>
  );
}
