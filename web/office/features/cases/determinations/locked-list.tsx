import type { Choices } from '../../../api/determinations.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { ReasonLines } from '../../../ui/reason-lines.tsx';
import { useWords } from '../../../words/index.ts';

/** Why no serious list is open here: what the law asks for one, and that it is not there. */
export function LockedList({ locked }: Pick<Choices, 'locked'>) {
  const { say } = useWords();
  if (locked === null) return null;
  return (
    <div className="hindrance stack-tight">
      <span>{say('determinations.locked')}</span>
      <ArticleLinks refs={locked.articles} />
      <ReasonLines plain title={say('determinations.lockedWhy')} lines={locked.why} />
    </div>
  );
}
