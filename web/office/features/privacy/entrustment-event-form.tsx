import { useId } from 'react';
import { DISPOSALS, ENTRUSTMENT_EVENTS, type EventGiven, tellOfEntrustment } from '../../api/privacy.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { DigestField } from '../../ui/digest-field.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { AreaField, ChoiceField } from './fields.tsx';
import { usePrivacyAct } from './use-privacy-act.ts';

type Props = { readonly entrustmentId: string; readonly onDone: () => void };
type Typed = Required<EventGiven>;
const LEAST = 4;

export function EntrustmentEventForm({ entrustmentId, onDone }: Props) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const empty: Typed = { what: 'checked', on: today, note: '', mendBy: '', disposal: 'returned', proofSha256: '' };
  const [typed, change, clear] = useMemoryDraft<Typed>(`privacy entrustment ${entrustmentId}`, empty);
  const telling = usePrivacyAct(
    (given: EventGiven, key) => tellOfEntrustment(entrustmentId, given, key),
    () => {
      clear();
      onDone();
    },
  );
  const { what, on, note, mendBy, disposal, proofSha256 } = typed;
  const ends = what === 'ended';
  const wants = what === 'wanting';
  return (
    <FormFrame
      title={say('privacy.tell')}
      complete={note.trim().length >= LEAST && (!wants || mendBy > on) && (!ends || proofSha256.length === 64)}
      busy={telling.isPending}
      error={telling.error}
      onSend={() =>
        telling.mutate({ what, on, note, ...(wants && { mendBy }), ...(ends && { disposal, proofSha256 }) })
      }
      onCancel={onDone}
    >
      <ChoiceField
        label={say('privacy.what')}
        value={what}
        choices={ENTRUSTMENT_EVENTS.map((value) => ({ value, label: say(`privacy.what_${value}`) }))}
        onChange={(chosen) => change({ what: chosen })}
      />
      <label htmlFor={`${id}-on`}>{say('privacy.takenOn')}</label>
      <DayInput id={`${id}-on`} value={on} max={today} onChange={(day) => day && change({ on: day })} />
      {wants && (
        <>
          <label htmlFor={`${id}-mend`}>{say('privacy.mendDay')}</label>
          <DayInput id={`${id}-mend`} value={mendBy || undefined} onChange={(day) => day && change({ mendBy: day })} />
        </>
      )}
      {ends && (
        <>
          <ChoiceField
            label={say('privacy.disposal')}
            value={disposal}
            choices={DISPOSALS.map((value) => ({ value, label: say(`privacy.disposal_${value}`) }))}
            onChange={(chosen) => change({ disposal: chosen })}
          />
          <DigestField
            label={say('privacy.proof')}
            value={proofSha256}
            onChange={(sha256) => change({ proofSha256: sha256 })}
          />
        </>
      )}
      <AreaField label={say('privacy.stepNote')} value={note} onChange={(text) => change({ note: text })} />
    </FormFrame>
  );
}
