import { Tag } from '../../shared/tag.tsx';
import type { Mark } from '../api/law.ts';
import { useWords } from '../words/index.ts';

const TONE = { verified: 'good', secondary: 'warn', memory: 'bad', reading: 'note' } as const;

/** How well a value is known: never left out, so that nobody mistakes our belief for the text. */
export function MarkTag({ mark }: { mark: Mark }) {
  const { say } = useWords();
  return (
    <Tag tone={TONE[mark]} title={say(`ui.markHelp_${mark}`)}>
      {say(`ui.mark_${mark}`)}
    </Tag>
  );
}
