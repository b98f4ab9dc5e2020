import type { WorkItem } from '../../api/work.ts';
import { ItemWord } from '../../ui/item-word.tsx';
import { useWords } from '../../words/index.ts';

/** What a matter is about: the party and its document, or the batch, or the row and why it waits. */
export function About({ item }: { item: WorkItem }) {
  const { say } = useWords();
  const { name, documentNumber, matter, row, rows } = item;
  return (
    <span className="stack-tight">
      {name && <span lang="zh-CN">{name}</span>}
      <span className={name ? 'quiet small' : undefined}>
        {item.item !== null && <ItemWord item={item.item} />}
        {item.standsInFor !== null && ` · ${say('work.standsInFor', { name: item.standsInFor })}`}
        {documentNumber && (
          <>
            {' · '}
            <span lang="zh-CN">{documentNumber}</span>
          </>
        )}
        {matter && ` · ${say(`quarantine.kind_${matter}`)}`}
        {row !== null && ` · ${say('work.row', { row })}`}
        {rows !== null && ` · ${say('work.batchOf', { rows })}`}
      </span>
    </span>
  );
}
