import type { PersonalDataSpan } from './personal-data.ts';

/** What stands in place of a redacted span. */
export const REDACTED = '［已隐去］';

/** The text with every place replaced by the mark; places that touch or overlap become one. */
export function redact(text: string, places: readonly Pick<PersonalDataSpan, 'start' | 'end'>[]): string {
  if (places.length === 0) return text;
  let shown = '';
  let reached = 0;
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start)) {
    if (start > reached || reached === 0) shown += text.slice(reached, start) + REDACTED;
    reached = Math.max(reached, end);
  }
  return shown + text.slice(reached);
}
