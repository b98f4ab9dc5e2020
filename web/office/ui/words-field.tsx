import { Input } from 'antd';
import { useId } from 'react';

type Props = {
  readonly label: string;
  readonly rows: number;
  /** As many characters as the server takes. */
  readonly most: number;
  readonly value: string;
  readonly onChange: (words: string) => void;
};

/** Some lines in an officer's own words, with what they are for. */
export function WordsField({ label, rows, most, value, onChange }: Props) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        rows={rows}
        maxLength={most}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}
