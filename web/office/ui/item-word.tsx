import { wordOf } from '../words/codes.ts';
import { useWords } from '../words/index.ts';

/** The name of a catalogue item. */
export function ItemWord({ item }: { item: string }) {
  const { language } = useWords();
  return <>{wordOf('item', item, language)}</>;
}
