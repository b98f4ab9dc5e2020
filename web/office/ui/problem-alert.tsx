import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useContext } from 'react';
import { type Both, currentPost } from '../api/me.ts';
import { articlesOf, type Problem, problemOf } from '../api/problem.ts';
import { rightsSearch } from '../api/rights.ts';
import { MeContext } from '../app/session.ts';
import { useWords } from '../words/index.ts';
import { ArticleLinks } from './article-link.tsx';
import { problemTitle } from './problem-title.ts';

/** Why the server said no: in plain words, with the article and the stable code for whoever is asked for help. */
export function ProblemAlert({ error }: { error: unknown }) {
  const { say } = useWords();
  const problem = problemOf(error);
  if (!problem) return null;
  const title = problemTitle(error, say);
  if (problem.status === 0) return <Alert type="warning" showIcon title={title} />;
  const articles = articlesOf(problem);
  return (
    <Alert
      type={problem.status >= 500 ? 'error' : 'warning'}
      showIcon
      title={title}
      description={
        <div className="stack">
          <DeniedBy problem={problem} />
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

/** The rule that said no, in its own sentence, and the page where it can be asked further. */
function DeniedBy({ problem: { code, facts } }: { problem: Problem }) {
  const { say, either } = useWords();
  const me = useContext(MeContext);
  const why = facts.why as Both | undefined;
  if (code !== 'access.denied' || !why) return null;
  const post = me ? currentPost(me) : undefined;
  const search = rightsSearch({ deed: facts.deed, role: post?.role, organKind: post?.organ.kind });
  return (
    <span>
      {either(why.zh, why.en)}{' '}
      {post && (
        <Link to="/rights" search={search}>
          {say('rights.fromRefusal')}
        </Link>
      )}
    </span>
  );
}
