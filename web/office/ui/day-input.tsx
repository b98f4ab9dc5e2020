import { DatePicker } from 'antd';
import dayjs from 'dayjs';

type Props = {
  readonly id: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
  readonly max?: string;
  readonly min?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
};

/** A day, typed or chosen, written `2026-03-09` in either language. */
export function DayInput({ id, value, onChange, max, min, placeholder, disabled = false }: Props) {
  return (
    <DatePicker
      id={id}
      className="day-input"
      format="YYYY-MM-DD"
      disabled={disabled}
      value={value ? dayjs(value) : null}
      {...(min && { minDate: dayjs(min) })}
      {...(max && { maxDate: dayjs(max) })}
      {...(placeholder && { placeholder })}
      onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : undefined)}
    />
  );
}
