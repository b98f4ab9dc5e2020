import { Input, Radio } from 'antd';
import { useId } from 'react';
import { useWords } from '../../words/index.ts';

export type PartyKind = 'code' | 'person';
export type PartyNamed = { readonly kind: PartyKind; readonly number: string };
export const NOBODY: PartyNamed = { kind: 'code', number: '' };
/** The shortest number by which a party is found, as the server asks it. */
export const isNamed = ({ number }: PartyNamed): boolean => number.trim().length >= 8;
export const foundBy = ({ kind, number }: PartyNamed) =>
  kind === 'code' ? { code: number.trim() } : { personNumber: number.trim() };

type Props = { readonly party: PartyNamed; readonly change: (party: Partial<PartyNamed>) => void };

/** The party that stands at the counter: an organisation by its code, a person by the number of its certificate. */
export function PartyFields({ party: { kind, number }, change }: Props) {
  const { say } = useWords();
  const id = useId();
  return (
    <>
      <span id={`${id}-kind`}>{say('parties.whoKind')}</span>
      <Radio.Group
        aria-labelledby={`${id}-kind`}
        value={kind}
        onChange={({ target }) => change({ kind: target.value as PartyKind, number: '' })}
        options={(['code', 'person'] as const).map((value) => ({ value, label: say(`parties.who_${value}`) }))}
      />
      <label htmlFor={`${id}-number`}>{say(kind === 'code' ? 'parties.code' : 'parties.personNumber')}</label>
      <Input
        id={`${id}-number`}
        autoComplete="off"
        maxLength={64}
        value={number}
        onChange={({ target }) => change({ number: target.value })}
      />
    </>
  );
}
