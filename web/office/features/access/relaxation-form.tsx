import { Radio } from 'antd';
import { useState } from 'react';
import { decideRelaxation } from '../../api/relaxations.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useWords } from '../../words/index.ts';
import { TextLine } from './text-line.tsx';
import { useAdminAct } from './use-admin-act.ts';

type Outcome = 'confirm' | 'refuse';

/** The administrator of security confirms a setting that weakens a guard, or refuses it; a confirmed one can still be refused. */
export function RelaxationForm({
  id,
  confirmed,
  onDone,
}: {
  readonly id: string;
  readonly confirmed: boolean;
  readonly onDone: () => void;
}) {
  const { say } = useWords();
  const [outcome, setOutcome] = useState<Outcome>();
  const [reason, setReason] = useState('');
  const deciding = useAdminAct(decideRelaxation, onDone);
  const outcomes: readonly Outcome[] = confirmed ? ['refuse'] : ['confirm', 'refuse'];
  return (
    <FormFrame
      title={say('access.decideRelaxed')}
      complete={outcome !== undefined && reason.trim().length >= 4}
      busy={deciding.isPending}
      error={deciding.error}
      onSend={() => outcome && deciding.mutate({ id, outcome, reason: reason.trim() })}
      onCancel={onDone}
    >
      <Radio.Group
        aria-label={say('access.decideRelaxed')}
        value={outcome}
        options={outcomes.map((value) => ({
          value,
          label: say(value === 'confirm' ? 'access.confirmRelaxed' : 'access.refuseRelaxed'),
        }))}
        onChange={({ target }) => setOutcome(target.value as Outcome)}
      />
      <TextLine label={say('access.reason')} value={reason} maxLength={500} onChange={setReason} />
    </FormFrame>
  );
}
