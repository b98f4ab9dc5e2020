import { Segmented, Select } from 'antd';
import { useId } from 'react';
import { ORGAN_KINDS, ROLES, type Seat } from '../../api/rights.ts';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';

type Change = {
  readonly role?: Seat['role'];
  readonly organKind?: Seat['organKind'];
  readonly kind?: 'program' | undefined;
};
type Props = { readonly seat: Seat; readonly onChange: (change: Change) => void };

/** About whose post is asked. */
export function SeatForm({ seat, onChange }: Props) {
  const { say, language } = useWords();
  const id = useId();
  const choices = <T extends string>(kind: 'role' | 'organKind', codes: readonly T[]) =>
    codes.map((value) => ({ value, label: wordOf(kind, value, language) }));
  return (
    <div className="panel rights-seat">
      <div className="field">
        <label htmlFor={`${id}-role`}>{say('rights.seat')}</label>
        <Select
          id={`${id}-role`}
          value={seat.role}
          options={choices('role', ROLES)}
          onChange={(role) => onChange({ role })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-kind`}>{say('rights.organKind')}</label>
        <Select
          id={`${id}-kind`}
          value={seat.organKind}
          options={choices('organKind', ORGAN_KINDS)}
          onChange={(organKind) => onChange({ organKind })}
        />
      </div>
      <div className="field">
        <span className="quiet">{say('rights.holder')}</span>
        <Segmented
          aria-label={say('rights.holder')}
          value={seat.kind}
          options={(['person', 'program'] as const).map((value) => ({ value, label: say(`rights.holder_${value}`) }))}
          onChange={(kind) => onChange({ kind: kind === 'program' ? kind : undefined })}
        />
      </div>
    </div>
  );
}
