import { ValueText } from './value-text.tsx';

/** One line of a list of facts: the field's name and its value, whatever its length. */
export function FieldLine({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <ValueText value={value} />
      </dd>
    </>
  );
}
