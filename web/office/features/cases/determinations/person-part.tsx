import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { newRequestKey } from '../../../api/client.ts';
import { enterPerson } from '../../../api/determinations.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import type { ProposalDraft } from './proposal-draft.ts';

type Props = { readonly draft: ProposalDraft; readonly onChange: (part: Partial<ProposalDraft>) => void };

/** Who the responsible person is, and which part that person had in the unit. The number is sent once and kept nowhere. */
export function PersonPart({ draft, onChange }: Props) {
  const { say } = useWords();
  const id = useId();
  const { person, role, roleFrom, roleUntil } = draft;
  return (
    <fieldset className="brought">
      <legend>{say('determinations.person')}</legend>
      <p className="quiet small">{say('determinations.personHelp')}</p>
      {person === null ? (
        <PersonFinder onFound={(found) => onChange({ person: found })} />
      ) : (
        <div className="row">
          <strong lang="zh-CN">{person.name}</strong>
          <Button size="small" onClick={() => onChange({ person: null })}>
            {say('determinations.personOther')}
          </Button>
        </div>
      )}
      <div className="form-grid">
        <label htmlFor={`${id}-role`}>{say('determinations.role')}</label>
        <Input
          id={`${id}-role`}
          maxLength={60}
          value={role}
          onChange={({ target }) => onChange({ role: target.value })}
        />
        <label htmlFor={`${id}-from`}>{say('determinations.roleFrom')}</label>
        <DayInput id={`${id}-from`} value={roleFrom} onChange={(on = '') => onChange({ roleFrom: on })} />
        <label htmlFor={`${id}-until`}>{say('determinations.roleUntil')}</label>
        <DayInput id={`${id}-until`} value={roleUntil} onChange={(on = '') => onChange({ roleUntil: on })} />
      </div>
    </fieldset>
  );
}

const LEAST_NUMBER = 15;
const LEAST_NAME = 2;

function PersonFinder({ onFound }: { onFound: (person: NonNullable<ProposalDraft['person']>) => void }) {
  const { say } = useWords();
  const id = useId();
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const act = useMutation({
    mutationFn: () => enterPerson({ name: name.trim(), number: number.trim() }, newRequestKey()),
    onSuccess: (found) => {
      setNumber('');
      onFound({ id: found.id, name: found.name });
    },
  });
  const complete = name.trim().length >= LEAST_NAME && number.trim().length >= LEAST_NUMBER;
  return (
    <>
      <div className="form-grid">
        <label htmlFor={`${id}-name`}>{say('determinations.personName')}</label>
        <Input
          id={`${id}-name`}
          autoComplete="off"
          maxLength={60}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <label htmlFor={`${id}-number`}>{say('determinations.personNumber')}</label>
        <Input
          id={`${id}-number`}
          className="mono"
          autoComplete="off"
          maxLength={64}
          value={number}
          onChange={({ target }) => setNumber(target.value)}
        />
      </div>
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button disabled={!complete} loading={act.isPending} onClick={() => act.mutate()}>
          {say('determinations.personFind')}
        </Button>
      </div>
    </>
  );
}
