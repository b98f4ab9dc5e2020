import { useId } from 'react';
import { BREACH_KINDS, type BreachGiven, enterBreach } from '../../api/privacy.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { AreaField, ChoiceField, ItemsField, LineField } from './fields.tsx';
import { usePrivacyAct } from './use-privacy-act.ts';

type Typed = Omit<BreachGiven, 'persons' | 'certain' | 'happenedOn'> & {
  readonly persons: string;
  readonly certain: 'true' | 'false';
};
const LEAST = 4;

export function BreachForm({ onDone }: { readonly onDone: () => void }) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const empty: Typed = {
    kind: 'leaked',
    certain: 'true',
    foundOn: today,
    items: [],
    dataKinds: '',
    persons: '',
    cause: '',
    harm: '',
  };
  const [typed, change, clear] = useMemoryDraft<Typed>('privacy breach', empty);
  const entering = usePrivacyAct(enterBreach, () => {
    clear();
    onDone();
  });
  const { persons, certain, ...same } = typed;
  const complete =
    typed.items.length > 0 &&
    typed.dataKinds.trim() !== '' &&
    typed.cause.trim().length >= LEAST &&
    typed.harm.trim().length >= LEAST &&
    /^\d{0,9}$/.test(persons);
  return (
    <FormFrame
      title={say('privacy.newBreach')}
      help={say('privacy.newBreachHelp')}
      complete={complete}
      busy={entering.isPending}
      error={entering.error}
      onSend={() =>
        entering.mutate({
          ...same,
          certain: certain === 'true',
          happenedOn: null,
          persons: persons === '' ? null : Number(persons),
        })
      }
      onCancel={onDone}
    >
      <ChoiceField
        label={say('privacy.kind')}
        value={typed.kind}
        choices={BREACH_KINDS.map((value) => ({ value, label: say(`privacy.kind_${value}`) }))}
        onChange={(kind) => change({ kind })}
      />
      <ChoiceField
        label={say('privacy.certain')}
        value={certain}
        choices={(['true', 'false'] as const).map((value) => ({ value, label: say(`privacy.certain_${value}`) }))}
        onChange={(chosen) => change({ certain: chosen })}
      />
      <label htmlFor={`${id}-found`}>{say('privacy.foundOn')}</label>
      <DayInput id={`${id}-found`} value={typed.foundOn} max={today} onChange={(on) => on && change({ foundOn: on })} />
      <ItemsField value={typed.items} onChange={(items) => change({ items })} />
      <LineField
        label={say('privacy.dataKinds')}
        value={typed.dataKinds}
        onChange={(dataKinds) => change({ dataKinds })}
      />
      <LineField label={say('privacy.persons')} value={persons} onChange={(count) => change({ persons: count })} />
      <AreaField label={say('privacy.cause')} value={typed.cause} onChange={(cause) => change({ cause })} />
      <AreaField label={say('privacy.harm')} value={typed.harm} onChange={(harm) => change({ harm })} />
    </FormFrame>
  );
}
