import { useId } from 'react';
import { type BreachStep, type BreachStepGiven, stepBreach } from '../../api/privacy.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { DigestField } from '../../ui/digest-field.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { BreachNotice } from './breach-notice.tsx';
import { AreaField, LineField } from './fields.tsx';
import { usePrivacyAct } from './use-privacy-act.ts';

type Props = { readonly breachId: string; readonly step: BreachStep; readonly onDone: () => void };
const LEAST = 4;
const SHA256 = /^[0-9a-f]{64}$/;

/** A step of a breach; what tells somebody carries its paper’s digest. */
export function BreachStepForm({ breachId, step, onDone }: Props) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const tells = step === 'tell_authority' || step === 'tell_persons';
  const empty = { on: today, note: '', told: '', noticeSha256: '' };
  const [typed, change, clear] = useMemoryDraft(`privacy breach ${breachId} ${step}`, empty);
  const taking = usePrivacyAct(
    (given: BreachStepGiven, key) => stepBreach(breachId, given, key),
    () => {
      clear();
      onDone();
    },
  );
  const { on, note, told, noticeSha256 } = typed;
  return (
    <FormFrame
      title={say(`privacy.step_${step}`)}
      complete={note.trim().length >= LEAST && (!tells || (told.trim() !== '' && SHA256.test(noticeSha256)))}
      busy={taking.isPending}
      error={taking.error}
      onSend={() => taking.mutate({ step, on, note, ...(tells && { told, noticeSha256 }) })}
      onCancel={onDone}
    >
      <label htmlFor={`${id}-on`}>{say('privacy.takenOn')}</label>
      <DayInput id={`${id}-on`} value={on} max={today} onChange={(day) => day && change({ on: day })} />
      {tells && (
        <>
          <LineField label={say('privacy.told')} value={told} onChange={(value) => change({ told: value })} />
          <BreachNotice
            breachId={breachId}
            to={step === 'tell_authority' ? 'authority' : 'persons'}
            onPrinted={(sha256) => change({ noticeSha256: sha256 })}
          />
          <DigestField
            label={say('privacy.notice')}
            value={noticeSha256}
            onChange={(sha256) => change({ noticeSha256: sha256 })}
          />
        </>
      )}
      <AreaField label={say('privacy.stepNote')} value={note} onChange={(value) => change({ note: value })} />
    </FormFrame>
  );
}
