import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { type Account, accountsQuery, leaveAccount, type Post } from '../../api/access.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useWords } from '../../words/index.ts';
import { useAdminAct } from './use-admin-act.ts';

type Props = {
  readonly account: Account;
  readonly posts: readonly Post[];
  readonly held: readonly Post[];
  readonly onDone: () => void;
};
/** Posts whose desk passes to somebody: administrators and auditors leave none behind. */
const PASSES: ReadonlySet<string> = new Set(['clerk', 'reviewer', 'decider', 'publisher', 'counter']);

/** Somebody leaves for good: everything ends at once, and each desk passes to a named person in the same post. */
export function LeaveForm({ account, posts, held, onDone }: Props) {
  const { say } = useWords();
  const [named, setNamed] = useState<Readonly<Record<string, string>>>({});
  const accounts = useQuery(accountsQuery).data ?? [];
  const leaving = useAdminAct(
    (successors: readonly { postId: string; accountId: string }[], key) => leaveAccount(account.id, successors, key),
    onDone,
  );
  const passing = held.filter(({ role }) => PASSES.has(role));
  return (
    <FormFrame
      title={say('access.leave')}
      help={say('access.leaveHelp')}
      complete={passing.every(({ id }) => named[id] !== undefined)}
      busy={leaving.isPending}
      error={leaving.error}
      onSend={() => leaving.mutate(Object.entries(named).map(([postId, accountId]) => ({ postId, accountId })))}
      onCancel={onDone}
    >
      {passing.map((post) => (
        <Successor
          key={post.id}
          post={post}
          others={colleagues(account, post, posts, accounts)}
          value={named[post.id]}
          onChange={(accountId) => setNamed({ ...named, [post.id]: accountId })}
        />
      ))}
    </FormFrame>
  );
}

/** Who holds the same kind of post at the same organ. */
function colleagues(leaving: Account, { role, organId }: Post, posts: readonly Post[], accounts: readonly Account[]) {
  const alike = new Set(posts.filter((one) => one.role === role && one.organId === organId).map(({ id }) => id));
  return accounts.filter(
    ({ id, state, holdings }) =>
      id !== leaving.id &&
      state === 'active' &&
      holdings.some(({ postId, until }) => until === null && alike.has(postId)),
  );
}

type SuccessorProps = {
  readonly post: Post;
  readonly others: readonly Account[];
  readonly value: string | undefined;
  readonly onChange: (accountId: string) => void;
};
/** Who takes the desk over. */
function Successor({ post, others, value, onChange }: SuccessorProps) {
  const { say, either } = useWords();
  const id = useId();
  const title = either(post.title.zh, post.title.en);
  return (
    <>
      <label htmlFor={id}>{say('access.successor', { post: title })}</label>
      <Select
        id={id}
        {...(value !== undefined && { value })}
        options={others.map((one) => ({ value: one.id, label: one.displayName }))}
        onChange={onChange}
      />
    </>
  );
}
