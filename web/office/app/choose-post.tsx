import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { choosePost, ME_KEY, type Me, signOut } from '../api/me.ts';
import { LanguageButton } from '../ui/language-button.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useWords } from '../words/index.ts';

/** Somebody with several posts says first in which one they act: rights follow the post, and so does the journal. */
export function ChoosePost({ me }: { me: Me }) {
  const { say, either } = useWords();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const attempt = (work: Promise<unknown>) =>
    void work.then(() => queries.resetQueries({ queryKey: ME_KEY }), setError);
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="sign-in-brand">
          <h1>{say(me.posts.length > 0 ? 'shell.choosePost' : 'shell.noPost')}</h1>
          <LanguageButton />
        </div>
        <ProblemAlert error={error} />
        {me.posts.map(({ id, title, organ }) => (
          <Button key={id} size="large" block onClick={() => attempt(choosePost(id))}>
            {either(title.zh, title.en)} · {either(organ.name.zh, organ.name.en)}
          </Button>
        ))}
        <Button type="link" onClick={() => attempt(signOut())}>
          {say('shell.signOut')}
        </Button>
      </div>
    </main>
  );
}
