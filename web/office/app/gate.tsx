import { Button, Result, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useWords } from '../words/index.ts';
import { ChoosePost } from './choose-post.tsx';
import { MeContext, useSession } from './session.ts';

/** The frame of the working pages comes after sign-in, so that the first screen stays small. */
const StandingPage = lazy(() =>
  import('../features/factors/standing-page.tsx').then(({ StandingPage }) => ({ default: StandingPage })),
);
const Shell = lazy(() => import('./shell.tsx').then(({ Shell }) => ({ default: Shell })));

/** Nothing but the sign-in form for those who are not signed in. */
export function Gate() {
  const { say } = useWords();
  const session = useSession();
  const [idleNotice, setIdleNotice] = useState(false);
  const waiting = <Spin fullscreen tip={say('shell.loading')} />;
  if (session.isPending) return waiting;
  if (session.isError) {
    return (
      <Result
        status="warning"
        title={say('ui.problem')}
        subTitle={<ProblemAlert error={session.error} />}
        extra={<Button onClick={() => session.refetch()}>{say('shell.retry')}</Button>}
      />
    );
  }
  if (!session.data) return <SignIn notice={idleNotice ? say('shell.signedOutIdle') : undefined} />;
  const { standing } = session.data;
  if (standing !== 'open') {
    return (
      <Suspense fallback={waiting}>
        <StandingPage standing={standing} />
      </Suspense>
    );
  }
  if (session.data.currentPostId === null) return <ChoosePost me={session.data} />;
  return (
    <MeContext value={session.data}>
      <Suspense fallback={waiting}>
        <Shell onIdle={() => setIdleNotice(true)} />
      </Suspense>
    </MeContext>
  );
}
