import { Checkbox, InputNumber, Select } from 'antd';
import { useId } from 'react';
import type { Terms } from '../../api/changes.ts';
import { CODES, wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';
import { TextLine } from './text-line.tsx';

/** Rates that a new key begins with. */
export const USUAL_TERMS: Terms = {
  items: null,
  matters: null,
  requestsAMinute: 600,
  subjectsADay: 10_000,
  signingKey: null,
  signed: false,
};
/** Everything that a form can hold is whole but this: a demand to sign without a key to check it by. */
export const isWhole = ({ signed, signingKey }: Terms): boolean =>
  signingKey === null ? !signed : /^[A-Za-z0-9_-]{43}$/.test(signingKey);

type Props = { readonly terms: Terms; readonly onChange: (terms: Terms) => void };
const orAll = (chosen: readonly string[]) => (chosen.length === 0 ? null : chosen);

/** What a key is for and how much it may ask. Nothing chosen: all that its post allows. */
export function TermsFields({ terms, onChange }: Props) {
  const { say, language } = useWords();
  const id = useId();
  const set = (changed: Partial<Terms>) => onChange({ ...terms, ...changed });
  const items = Object.keys(CODES.item).map((value) => ({ value, label: wordOf('item', value, language) }));
  return (
    <>
      <label htmlFor={`${id}-items`}>{say('keys.items')}</label>
      <Select
        id={`${id}-items`}
        mode="multiple"
        placeholder={say('keys.allOfPost')}
        options={items}
        value={[...(terms.items ?? [])]}
        onChange={(chosen: string[]) => set({ items: orAll(chosen) })}
      />
      <label htmlFor={`${id}-matters`}>{say('keys.matters')}</label>
      <Select
        id={`${id}-matters`}
        mode="tags"
        open={false}
        suffixIcon={null}
        placeholder={say('keys.anyMatter')}
        value={[...(terms.matters ?? [])]}
        onChange={(chosen: string[]) => set({ matters: orAll(chosen) })}
      />
      <label htmlFor={`${id}-minute`}>{say('keys.requestsAMinute')}</label>
      <InputNumber
        id={`${id}-minute`}
        min={1}
        max={100_000}
        precision={0}
        value={terms.requestsAMinute}
        onChange={(count) => count !== null && set({ requestsAMinute: count })}
      />
      <label htmlFor={`${id}-day`}>{say('keys.subjectsADay')}</label>
      <InputNumber
        id={`${id}-day`}
        min={0}
        max={10_000_000}
        precision={0}
        value={terms.subjectsADay}
        onChange={(count) => count !== null && set({ subjectsADay: count })}
      />
      <TextLine
        label={say('keys.signingKey')}
        hint={say('keys.signingKeyHint')}
        maxLength={43}
        value={terms.signingKey ?? ''}
        onChange={(text) => set({ signingKey: text.trim() === '' ? null : text.trim() })}
      />
      <span />
      <Checkbox checked={terms.signed} onChange={({ target }) => set({ signed: target.checked })}>
        {say('keys.signed')}
      </Checkbox>
    </>
  );
}
