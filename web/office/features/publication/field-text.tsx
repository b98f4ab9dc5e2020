import type { Place } from '../../api/publications.ts';
import { ValueText } from '../../ui/value-text.tsx';

/** A value with its doubtful places marked. */
export function FieldText({ name, value, places }: { name: string; value: string; places: readonly Place[] }) {
  const parts: { at: number; text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    if (start > at) parts.push({ at, text: value.slice(at, start), marked: false });
    parts.push({ at: start, text: value.slice(Math.max(at, start), end), marked: true });
    at = Math.max(at, end);
  }
  parts.push({ at, text: value.slice(at), marked: false });
  if (places.length === 0) {
    return (
      <>
        <dt>{name}</dt>
        <dd>
          <ValueText value={value} />
        </dd>
      </>
    );
  }
  return (
    <>
      <dt>{name}</dt>
      <dd lang="zh-CN">
        {parts.map((part) =>
          part.marked ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>,
        )}
      </dd>
    </>
  );
}
