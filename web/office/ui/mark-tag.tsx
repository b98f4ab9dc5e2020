import { Tag, Tooltip } from 'antd';
import type { Mark } from '../api/law.ts';
import { useWords } from '../words/index.ts';

const COLOUR = { verified: 'green', secondary: 'gold', memory: 'volcano', reading: 'purple' } as const;

/** How well a value is known: never left out, so that nobody mistakes our belief for the text. */
export function MarkTag({ mark }: { mark: Mark }) {
  const { say } = useWords();
  return (
    <Tooltip title={say(`ui.markHelp_${mark}`)}>
      <Tag color={COLOUR[mark]} className="mark">
        {say(`ui.mark_${mark}`)}
      </Tag>
    </Tooltip>
  );
}
