import type { RowProblem } from '../../api/batches.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';

export function RowProblems({ problems }: { problems: readonly RowProblem[] }) {
  return (
    <ul className="problems">
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.cell}`}>
          <ProblemLine problem={problem} />
        </li>
      ))}
    </ul>
  );
}
