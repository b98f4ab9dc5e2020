import { Button, Input } from 'antd';
import { useId } from 'react';
import type { Brought } from '../../api/cases.ts';
import { DigestField } from '../../ui/digest-field.tsx';
import { useWords } from '../../words/index.ts';

/** A line of the form: always two texts, so that an emptied field is empty and not gone. */
export type Line = { readonly text: string; readonly sha256: string };
export const EMPTY_LINE: Line = { text: '', sha256: '' };

const SHA256 = /^[0-9a-f]{64}$/;

/** What was filled in, trimmed; lines left empty are none. */
export function broughtOf(lines: readonly Line[]): readonly Brought[] {
  return lines
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, sha256 }) => ({ text: text.trim(), ...(sha256 !== '' && { sha256 }) }));
}
/** Whether each line that was begun is long enough to be sent, and each digest is one. */
export const areWhole = (lines: readonly Line[], least: number): boolean =>
  lines.every(
    ({ text, sha256 }) =>
      (sha256 === '' || (SHA256.test(sha256) && text.trim() !== '')) &&
      (text.trim() === '' || text.trim().length >= least),
  );

type Props = {
  readonly title: string;
  readonly help: string;
  /** The label of a line, with its number. */
  readonly label: (number: number) => string;
  readonly withPaper: boolean;
  readonly lines: readonly Line[];
  readonly onChange: (lines: readonly Line[]) => void;
};

/** What was said or brought, one by one: each gets an answer of its own. */
export function BroughtList({ title, help, label, withPaper, lines, onChange }: Props) {
  const { say } = useWords();
  const id = useId();
  const change = (at: number, part: Partial<Line>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <fieldset className="brought">
      <legend>{title}</legend>
      <p className="quiet small">{help}</p>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are numbered, and only the last is ever added or taken away
        <div key={at} className="form-grid">
          <label htmlFor={`${id}-${at}`}>{label(at + 1)}</label>
          <Input.TextArea
            id={`${id}-${at}`}
            rows={2}
            maxLength={2000}
            value={line.text}
            onChange={({ target }) => change(at, { text: target.value })}
          />
          {withPaper && (
            <DigestField label={say('cases.paper')} value={line.sha256} onChange={(sha256) => change(at, { sha256 })} />
          )}
        </div>
      ))}
      <div className="row">
        <Button size="small" onClick={() => onChange([...lines, EMPTY_LINE])}>
          {say('cases.oneMore')}
        </Button>
        {lines.length > 1 && lines.at(-1)!.text === '' && (
          <Button size="small" onClick={() => onChange(lines.slice(0, -1))}>
            {say('cases.oneLess')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
