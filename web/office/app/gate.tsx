import { Button, Result, Spin } from 'antd';
import { useState } from 'react';
import type { Me } from '../api/me.ts';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useWords } from '../words/index.ts';
import { ChoosePost } from './choose-post.tsx';
import { MeContext, useSession } from './session.ts';

const frames: {
  Shell?: typeof import('./shell.tsx')['Shell'];
  StandingPage?: typeof import('../features/factors/standing-page.tsx')['StandingPage'];
} = {};

/**
 * The frame of the working pages comes after sign-in, so that the first screen stays small. It belongs to what the session waits for: of a
 * fallback of Suspense React shows the end 300 ms later at the earliest.
 */
async function loadFrame({ standing }: Me): Promise<void> {
  if (standing === 'open') frames.Shell ??= (await import('./shell.tsx')).Shell;
  else frames.StandingPage ??= (await import('../features/factors/standing-page.tsx')).StandingPage;
}

/** Nothing but the sign-in form for those who are not signed in. */
export function Gate() {
  const { say } = useWords();
  const session = useSession(loadFrame);
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
  const { Shell, StandingPage } = frames;
  const { standing } = session.data;
  if (standing !== 'open') return StandingPage ? <StandingPage standing={standing} /> : waiting;
  if (session.data.currentPostId === null) return <ChoosePost me={session.data} />;
  if (!Shell) return waiting;
  return (
    <MeContext value={session.data}>
      <Shell onIdle={() => setIdleNotice(true)} />
    </MeContext>
  );
}
