import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId } from 'react';
import { recordOrgansQuery } from '../../api/records.ts';
import { useWords } from '../../words/index.ts';

type Props = { readonly value: string | undefined; readonly onChange: (organId: string | undefined) => void };

/** Whose records; left out where there is only one's own organ. */
export function OrganSelect({ value, onChange }: Props) {
  const { say, either } = useWords();
  const id = useId();
  const organs = useQuery(recordOrgansQuery).data ?? [];
  if (organs.length < 2) return null;
  return (
    <div className="field">
      <label htmlFor={id}>{say('records.organ')}</label>
      <Select
        id={id}
        value={value ?? ''}
        onChange={(chosen: string) => onChange(chosen || undefined)}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: say('records.any') },
          ...organs.map((organ) => ({ value: organ.id, label: either(organ.name.zh, organ.name.en) })),
        ]}
      />
    </div>
  );
}
