import { Tag } from '../../../shared/tag.tsx';
import type { Right } from '../../api/rights.ts';
import { useWords } from '../../words/index.ts';
import { basisName } from './basis-name.ts';

/** On what a rule rests, and how well that is known. */
export function BasisText({ article, mark }: Pick<Right, 'article' | 'mark'>) {
  const { say, language } = useWords();
  if (article === '' || mark === 'own') return <span className="quiet">{say('rights.ownLine')}</span>;
  return (
    <span>
      <span lang="zh-CN">{basisName(article, language)}</span>{' '}
      <Tag tone={mark === 'verified' ? 'good' : 'bad'}>{say(`rights.mark_${mark}`)}</Tag>
    </span>
  );
}
