import { Tag } from '../../shared/tag.tsx';
import type { RowProblem } from '../api/batches.ts';
import { useWords } from '../words/index.ts';
import { ArticleLink } from './article-link.tsx';
import './row-problems.css';

/** What is wrong with a row: the cell, the sentence, the stable code, the article. */
export function ProblemLine({ problem }: { problem: RowProblem }) {
  const { either } = useWords();
  const tone = problem.severity === 'error' ? 'bad' : problem.severity === 'warning' ? 'warn' : 'plain';
  return (
    <>
      {problem.cell && <Tag tone={tone}>{problem.cell}</Tag>} {either(problem.message, problem.messageEn)}{' '}
      <code className="mono quiet small">{problem.code}</code>{' '}
      {problem.article && <ArticleLink reference={problem.article} />}
    </>
  );
}
