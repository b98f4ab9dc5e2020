import { valueWords } from '../words/codes.ts';
import { useWords } from '../words/index.ts';

/** A value of a record: codes of ours in words, everything else as it was sent, which is Chinese. */
export function ValueText({ value }: { value: string }) {
  const { language } = useWords();
  const words = valueWords(value, language);
  return words === value ? <span lang="zh-CN">{value}</span> : words;
}
