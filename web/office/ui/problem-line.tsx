import { Tag } from '../../shared/tag.tsx';
import type { RowProblem } from '../api/batches.ts';
import { useWords } from '../words/index.ts';
import './row-problems.css';

/** What is wrong with a row: the cell, the sentence, the stable code, the rule that says so and its article, as they are cited. */
export function ProblemLine({ problem }: { problem: RowProblem }) {
  const { either } = useWords();
  const tone = problem.severity === 'error' ? 'bad' : problem.severity === 'warning' ? 'warn' : 'plain';
  return (
    <>
      {problem.cell && <Tag tone={tone}>{problem.cell}</Tag>} {either(problem.message, problem.messageEn)}{' '}
      <code className="mono quiet small">{problem.code}</code>{' '}
      <span className="quiet small" lang="zh-CN">
        {[problem.rule, problem.article].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}
