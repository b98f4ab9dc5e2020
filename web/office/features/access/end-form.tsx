import { useId, useState } from 'react';
import { type Account, endPost, type Post } from '../../api/access.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useWords } from '../../words/index.ts';
import { PostSelect } from './post-select.tsx';
import { useAdminAct } from './use-admin-act.ts';

type Props = { readonly account: Account; readonly posts: readonly Post[]; readonly onDone: () => void };

/** Taking a post away needs nobody else. */
export function EndForm({ account, posts, onDone }: Props) {
  const { say } = useWords();
  const id = useId();
  const [postId, setPostId] = useState(posts[0]?.id ?? '');
  const [lastDay, setLastDay] = useState<string | undefined>(useMe().today);
  const end = useAdminAct(
    (ending: { postId: string; lastDay: string }, key) => endPost(account.id, ending, key),
    onDone,
  );
  return (
    <FormFrame
      title={say('access.end')}
      complete={postId !== '' && lastDay !== undefined}
      busy={end.isPending}
      error={end.error}
      onSend={() => lastDay && end.mutate({ postId, lastDay })}
      onCancel={onDone}
    >
      <label htmlFor={`${id}-post`}>{say('access.post')}</label>
      <PostSelect id={`${id}-post`} posts={posts} value={postId} onChange={setPostId} />
      <label htmlFor={`${id}-day`}>{say('access.lastDay')}</label>
      <DayInput id={`${id}-day`} value={lastDay} onChange={setLastDay} />
    </FormFrame>
  );
}
