import { Select } from 'antd';
import { useId, useState } from 'react';
import { createOrgan, ORGAN_KINDS, type Organ, type OrganKind } from '../../api/access.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';
import { TextLine } from './text-line.tsx';
import { useAdminAct } from './use-admin-act.ts';

export function NewOrganForm({ parent, onDone }: { parent: Organ; onDone: () => void }) {
  const { say, language } = useWords();
  const id = useId();
  const [typed, setTyped] = useState({
    kind: 'section' as OrganKind,
    name: '',
    nameEn: '',
    divisionCode: parent.divisionCode,
  });
  const change = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));
  const create = useAdminAct(createOrgan, onDone);
  const complete = typed.name.trim().length > 1 && typed.nameEn.trim().length > 1 && /^\d{6}$/.test(typed.divisionCode);
  return (
    <FormFrame
      title={say('access.addOrgan')}
      complete={complete}
      busy={create.isPending}
      error={create.error}
      onSend={() => create.mutate({ parentId: parent.id, ...typed })}
      onCancel={onDone}
    >
      <TextLine label={say('access.nameZh')} value={typed.name} onChange={(name) => change({ name })} first />
      <TextLine label={say('access.nameEn')} value={typed.nameEn} onChange={(nameEn) => change({ nameEn })} />
      <label htmlFor={id}>{say('access.kind')}</label>
      <Select<OrganKind>
        id={id}
        value={typed.kind}
        onChange={(kind) => change({ kind })}
        options={ORGAN_KINDS.map((value) => ({ value, label: wordOf('organKind', value, language) }))}
      />
      <TextLine
        label={say('access.division')}
        value={typed.divisionCode}
        maxLength={6}
        onChange={(divisionCode) => change({ divisionCode })}
      />
    </FormFrame>
  );
}
