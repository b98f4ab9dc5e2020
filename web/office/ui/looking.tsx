import { Spin } from 'antd';
import { useWords } from '../words/index.ts';

/** Something is being looked for: a small wheel for the eye, words for a screen reader. */
export function Looking() {
  const { say } = useWords();
  return (
    <span role="status" aria-label={say('screening.looking')}>
      <Spin size="small" />
    </span>
  );
}
