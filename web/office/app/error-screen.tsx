import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import { problemOf } from '../api/problem.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useWords } from '../words/index.ts';

/** A page that failed, and only it: header and navigation stay. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const { say } = useWords();
  return (
    <Result
      status="error"
      title={say('shell.failed')}
      subTitle={problemOf(error) ? <ProblemAlert error={error} /> : say('shell.failedHelp')}
      extra={
        <Button type="primary" onClick={reset}>
          {say('shell.retry')}
        </Button>
      }
    >
      {!problemOf(error) && <code className="mono">{error instanceof Error ? error.name : ''}</code>}
    </Result>
  );
}

export function NotFoundScreen() {
  const { say } = useWords();
  return <Result status="404" title={say('shell.notFound')} extra={<Link to="/">{say('shell.home')}</Link>} />;
}
