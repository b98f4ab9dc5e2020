import { useWords } from '../../words/index.ts';

/** What the program does by itself stands in the journal under its own name. */
const PROGRAM = 'zhengming';

/** Who acted, or whose organ, by the name that they have in Chinese. */
export function Doer({ name }: { readonly name: string }) {
  const { say } = useWords();
  return name === PROGRAM ? <span>{say('journal.program')}</span> : <span lang="zh-CN">{name}</span>;
}
