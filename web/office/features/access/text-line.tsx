import { Input } from 'antd';
import { useId } from 'react';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly maxLength?: number;
  readonly first?: boolean;
};

/** A label and its line in a form's grid. */
export function TextLine({ label, value, onChange, hint, maxLength = 200, first = false }: Props) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        autoFocus={first}
        autoComplete="off"
        placeholder={hint}
        maxLength={maxLength}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}
