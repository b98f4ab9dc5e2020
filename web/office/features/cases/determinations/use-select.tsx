import { Radio } from 'antd';
import type { Choices, Use } from '../../../api/determinations.ts';
import { useWords } from '../../../words/index.ts';
import { useNames } from '../case-words.tsx';
import { LockedList } from './locked-list.tsx';

type Props = { readonly choices: Choices; readonly value: Use; readonly onChange: (use: Use) => void };

/** What is to be determined. A list that nobody has opened cannot be chosen, and says by which article. */
export function UseSelect({ choices, value, onChange }: Props) {
  const { say } = useWords();
  const nameOf = useNames();
  return (
    <fieldset className="brought">
      <legend>{say('determinations.use')}</legend>
      <Radio.Group
        aria-label={say('determinations.use')}
        className="stack"
        value={value}
        onChange={({ target }) => onChange(target.value as Use)}
        options={choices.uses.map(({ use, name }) => ({
          value: use,
          label: nameOf(name),
          disabled: use === 'serious_list' && choices.locked !== null,
        }))}
      />
      <LockedList locked={choices.locked} />
    </fieldset>
  );
}
