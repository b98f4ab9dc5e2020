import { useWords } from '../../words/index.ts';

export function ItemWord({ item }: { item: string }) {
  const { say } = useWords();
  if (item === 'penalty' || item === 'licence') return <>{say(`check.item_${item}`)}</>;
  return <code className="mono">{item}</code>;
}
