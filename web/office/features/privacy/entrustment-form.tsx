import { useId } from 'react';
import { type Contract, enterEntrustment } from '../../api/privacy.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { DigestField } from '../../ui/digest-field.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { AreaField, ItemsField, LineField } from './fields.tsx';
import { usePrivacyAct } from './use-privacy-act.ts';

const LEAST = 4;
const AREAS = ['purpose', 'manner', 'dataKinds', 'measures', 'duties'] as const;

export function EntrustmentForm({ onDone }: { readonly onDone: () => void }) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const [typed, change, clear] = useMemoryDraft<Contract>('privacy entrustment', {
    operator: '',
    operatorCode: '',
    items: [],
    purpose: '',
    manner: '',
    dataKinds: '',
    measures: '',
    duties: '',
    since: today,
    until: '',
    contractSha256: '',
  });
  const entering = usePrivacyAct(enterEntrustment, () => {
    clear();
    onDone();
  });
  const complete =
    typed.operator.trim() !== '' &&
    typed.operatorCode.length === 18 &&
    typed.items.length > 0 &&
    AREAS.every((name) => typed[name].trim().length >= LEAST) &&
    typed.until > typed.since &&
    typed.contractSha256.length === 64;
  return (
    <FormFrame
      title={say('privacy.newEntrustment')}
      help={say('privacy.newEntrustmentHelp')}
      complete={complete}
      busy={entering.isPending}
      error={entering.error}
      onSend={() => entering.mutate(typed)}
      onCancel={onDone}
    >
      <LineField label={say('privacy.operator')} value={typed.operator} onChange={(operator) => change({ operator })} />
      <LineField
        label={say('privacy.operatorCode')}
        mono
        value={typed.operatorCode}
        onChange={(code) => change({ operatorCode: code.trim().toUpperCase() })}
      />
      <ItemsField value={typed.items} onChange={(items) => change({ items })} />
      {AREAS.map((name) => (
        <AreaField
          key={name}
          label={say(`privacy.${name}`)}
          value={typed[name]}
          onChange={(text) => change({ [name]: text })}
        />
      ))}
      <label htmlFor={`${id}-since`}>{say('privacy.since')}</label>
      <DayInput id={`${id}-since`} value={typed.since} onChange={(since) => since && change({ since })} />
      <label htmlFor={`${id}-until`}>{say('privacy.until')}</label>
      <DayInput id={`${id}-until`} value={typed.until || undefined} onChange={(until) => until && change({ until })} />
      <DigestField
        label={say('privacy.contract')}
        value={typed.contractSha256}
        onChange={(contractSha256) => change({ contractSha256 })}
      />
    </FormFrame>
  );
}
