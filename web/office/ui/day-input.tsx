type Props = {
  readonly id: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
  readonly max?: string;
  readonly min?: string;
};

/** A day, with the browser's own field: it knows keyboard, screen reader and the telephone's wheel. */
export function DayInput({ id, value, onChange, max, min }: Props) {
  return (
    <input
      id={id}
      type="date"
      className="day-input"
      value={value ?? ''}
      min={min}
      max={max}
      onChange={({ target }) => onChange(target.value || undefined)}
    />
  );
}
