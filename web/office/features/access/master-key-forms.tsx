import { Radio } from 'antd';
import { useState } from 'react';
import { decideMasterKey, proposeMasterKey } from '../../api/vault-keys.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useWords } from '../../words/index.ts';
import { TextLine } from './text-line.tsx';
import { useAdminAct } from './use-admin-act.ts';

const MARK = /^[0-9a-f]{16}$/;
const isReason = (text: string) => text.trim().length >= 4;

/** By its mark: the key itself never comes near a browser. */
export function MasterKeyProposalForm({ onDone }: { readonly onDone: () => void }) {
  const { say } = useWords();
  const [mark, setMark] = useState('');
  const [reason, setReason] = useState('');
  const proposing = useAdminAct(proposeMasterKey, onDone);
  const toMark = mark.trim().toLowerCase();
  return (
    <FormFrame
      title={say('keys.proposeMaster')}
      complete={MARK.test(toMark) && isReason(reason)}
      busy={proposing.isPending}
      error={proposing.error}
      onSend={() => proposing.mutate({ toMark, reason: reason.trim() })}
      onCancel={onDone}
    >
      <TextLine first label={say('keys.newMark')} value={mark} maxLength={16} onChange={setMark} />
      <TextLine label={say('access.reason')} value={reason} maxLength={500} onChange={setReason} />
    </FormFrame>
  );
}

const OUTCOMES = ['change', 'keep'] as const;
type Outcome = (typeof OUTCOMES)[number];

export function MasterKeyDecisionForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { say } = useWords();
  const [outcome, setOutcome] = useState<Outcome>();
  const [reason, setReason] = useState('');
  const deciding = useAdminAct(decideMasterKey, onDone);
  return (
    <FormFrame
      title={say('keys.decideMaster')}
      complete={outcome !== undefined && isReason(reason)}
      busy={deciding.isPending}
      error={deciding.error}
      onSend={() => outcome && deciding.mutate({ id, outcome, reason: reason.trim() })}
      onCancel={onDone}
    >
      <span className="quiet">{say('keys.decision')}</span>
      <Radio.Group
        aria-label={say('keys.decideMaster')}
        value={outcome}
        options={OUTCOMES.map((value) => ({
          value,
          label: say(value === 'change' ? 'keys.decideChange' : 'keys.decideKeep'),
        }))}
        onChange={({ target }) => setOutcome(target.value as Outcome)}
      />
      <TextLine label={say('access.reason')} value={reason} maxLength={500} onChange={setReason} />
    </FormFrame>
  );
}
