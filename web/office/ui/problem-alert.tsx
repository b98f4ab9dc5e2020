import { Alert } from 'antd';
import { articlesOf, type Problem, problemOf } from '../api/problem.ts';
import { useWords } from '../words/index.ts';
import { ArticleLinks } from './article-link.tsx';

type Field = { readonly path: string; readonly problem: string };

/** Why the server said no: in plain words, with the article and the stable code for whoever is asked for help. */
export function ProblemAlert({ error }: { error: unknown }) {
  const { say } = useWords();
  const problem = problemOf(error);
  if (!problem) return null;
  if (problem.status === 0) return <Alert type="warning" showIcon title={say('shell.noServer')} />;
  const articles = articlesOf(problem);
  return (
    <Alert
      type={problem.status >= 500 ? 'error' : 'warning'}
      showIcon
      title={problem.detail || problem.title || say('ui.problem')}
      description={
        <div className="stack">
          <FieldProblems problem={problem} />
          {articles.length > 0 && <ArticleLinks refs={articles} />}
          <span className="quiet small">
            {say('ui.problemCode')} <code className="mono">{problem.code}</code>
            {typeof problem.facts.requestId === 'string' && <code className="mono"> {problem.facts.requestId}</code>}
          </span>
        </div>
      }
    />
  );
}

function FieldProblems({ problem }: { problem: Problem }) {
  const fields = problem.facts.fields;
  if (!Array.isArray(fields)) return null;
  return (
    <ul>
      {(fields as Field[]).map(({ path, problem: what }) => (
        <li key={path}>
          <code className="mono">{path}</code> {what}
        </li>
      ))}
    </ul>
  );
}
