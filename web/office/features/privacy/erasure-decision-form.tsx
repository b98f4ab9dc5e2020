import { decideErasure, type ErasureOutcome } from '../../api/privacy.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { AreaField, ChoiceField } from './fields.tsx';
import { usePrivacyAct } from './use-privacy-act.ts';

type Props = { readonly erasureId: string; readonly mayErase: boolean; readonly onDone: () => void };
const LEAST = 4;

/** Erased or kept, with a reason; what the law keeps can only be kept. */
export function ErasureDecisionForm({ erasureId: id, mayErase, onDone }: Props) {
  const { say } = useWords();
  const [typed, change, clear] = useMemoryDraft<{ outcome: ErasureOutcome; note: string }>(`privacy erasure ${id}`, {
    outcome: 'keep',
    note: '',
  });
  const deciding = usePrivacyAct(decideErasure, () => {
    clear();
    onDone();
  });
  const outcomes: readonly ErasureOutcome[] = mayErase ? ['keep', 'erase'] : ['keep'];
  return (
    <FormFrame
      title={say('privacy.decide')}
      complete={typed.note.trim().length >= LEAST && outcomes.includes(typed.outcome)}
      busy={deciding.isPending}
      error={deciding.error}
      onSend={() => deciding.mutate({ id, ...typed })}
      onCancel={onDone}
    >
      <ChoiceField
        label={say('privacy.outcome')}
        value={typed.outcome}
        choices={outcomes.map((value) => ({ value, label: say(`privacy.outcome_${value}`) }))}
        onChange={(outcome) => change({ outcome })}
      />
      <AreaField label={say('privacy.whyErase')} value={typed.note} onChange={(note) => change({ note })} />
    </FormFrame>
  );
}
