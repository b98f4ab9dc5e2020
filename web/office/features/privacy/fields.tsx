import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { processingQuery } from '../../api/privacy.ts';
import { useWords } from '../../words/index.ts';

type Text = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

export function LineField({ label, value, onChange, mono = false }: Text & { readonly mono?: boolean }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        autoComplete="off"
        {...(mono && { className: 'mono' })}
        maxLength={200}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}

export function AreaField({ label, value, onChange }: Text) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={1_000}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}

type Choice<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly onChange: (value: T) => void;
};
export function ChoiceField<T extends string>({ label, value, choices, onChange }: Choice<T>) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Select<T> id={id} value={value} options={[...choices]} onChange={onChange} />
    </>
  );
}

/** Catalogue items that hold personal information. */
export function ItemsField({
  value,
  onChange,
}: {
  value: readonly string[];
  onChange: (items: readonly string[]) => void;
}) {
  const { say, either } = useWords();
  const id = useId();
  const items = useQuery(processingQuery).data ?? [];
  return (
    <>
      <label htmlFor={id}>{say('privacy.items')}</label>
      <Select
        id={id}
        mode="multiple"
        value={[...value]}
        options={items.map((one) => ({ value: one.item, label: either(one.name, one.nameEn) }))}
        onChange={onChange}
      />
    </>
  );
}
