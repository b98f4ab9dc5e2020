import { Button, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { type Account, assignPost, endPost, inviteAgain, type Post, setState } from '../../api/access.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { CodeSlip } from './code-slip.tsx';
import { FormFrame } from './form-frame.tsx';
import { TextLine } from './text-line.tsx';
import { useAdminAct } from './use-admin-act.ts';

type Props = { readonly account: Account; readonly posts: readonly Post[]; readonly own: readonly Post[] };
type Shown = 'assign' | 'end' | 'again' | 'lock';

/** What can be done with one account; each opens by itself and says why it was refused. */
export function AccountActions({ account, posts, own }: Props) {
  const { say } = useWords();
  const [shown, setShown] = useState<Shown>();
  const close = () => setShown(undefined);
  const isActive = account.state === 'active';
  const isPerson = account.kind === 'person';
  const held = account.holdings.filter(({ until }) => until === null);
  return (
    <span className="row">
      {isActive && <Act onClick={() => setShown('assign')}>{say('access.assign')}</Act>}
      {held.length > 0 && <Act onClick={() => setShown('end')}>{say('access.end')}</Act>}
      {isActive && isPerson && <Act onClick={() => setShown('again')}>{say('access.again')}</Act>}
      {account.state !== 'left' && (
        <Act onClick={() => setShown('lock')}>{say(isActive ? 'access.lock' : 'access.unlock')}</Act>
      )}
      <Modal open={shown !== undefined} footer={null} onCancel={close} destroyOnHidden title={account.displayName}>
        {shown === 'assign' && <AssignForm account={account} posts={own} onDone={close} />}
        {shown === 'end' && <EndForm account={account} posts={posts} onDone={close} />}
        {shown === 'again' && <AgainForm account={account} onDone={close} />}
        {shown === 'lock' && <LockForm account={account} onDone={close} />}
      </Modal>
    </span>
  );
}

function Act({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button size="small" onClick={onClick}>
      {children}
    </Button>
  );
}

type FormProps = { readonly account: Account; readonly posts: readonly Post[]; readonly onDone: () => void };

function AssignForm({ account, posts, onDone }: FormProps) {
  const { say } = useWords();
  const id = useId();
  const [postId, setPostId] = useState('');
  const [since, setSince] = useState<string | undefined>(useMe().today);
  const assign = useAdminAct(
    (holding: { postId: string; since: string }, key) => assignPost(account.id, holding, key),
    onDone,
  );
  return (
    <FormFrame
      title={say('access.assign')}
      complete={postId !== '' && since !== undefined}
      busy={assign.isPending}
      error={assign.error}
      onSend={() => since && assign.mutate({ postId, since })}
      onCancel={onDone}
    >
      <label htmlFor={`${id}-post`}>{say('access.post')}</label>
      <PostSelect id={`${id}-post`} posts={posts} value={postId} onChange={setPostId} />
      <label htmlFor={`${id}-since`}>{say('access.sinceDay')}</label>
      <DayInput id={`${id}-since`} value={since} onChange={setSince} />
    </FormFrame>
  );
}

function EndForm({ account, posts, onDone }: FormProps) {
  const { say } = useWords();
  const id = useId();
  const held = posts.filter((post) => account.holdings.some((one) => one.postId === post.id && one.until === null));
  const [postId, setPostId] = useState(held[0]?.id ?? '');
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
      <PostSelect id={`${id}-post`} posts={held} value={postId} onChange={setPostId} />
      <label htmlFor={`${id}-day`}>{say('access.lastDay')}</label>
      <DayInput id={`${id}-day`} value={lastDay} onChange={setLastDay} />
    </FormFrame>
  );
}

type PostSelectProps = {
  readonly id: string;
  readonly posts: readonly Post[];
  readonly value: string;
  readonly onChange: (postId: string) => void;
};

function PostSelect({ id, posts, value, onChange }: PostSelectProps) {
  const { either } = useWords();
  return (
    <Select
      id={id}
      {...(value !== '' && { value })}
      onChange={onChange}
      options={posts.map((post) => ({ value: post.id, label: either(post.title.zh, post.title.en) }))}
    />
  );
}

function AgainForm({ account, onDone }: Omit<FormProps, 'posts'>) {
  const { say } = useWords();
  const [username, setUsername] = useState('');
  const again = useAdminAct((name: string, key) => inviteAgain(account.id, name, key));
  if (again.data) {
    return <CodeSlip invitation={again.data} name={account.displayName} username={username} onDone={onDone} />;
  }
  return (
    <FormFrame
      title={say('access.again')}
      help={say('access.againHelp')}
      complete={/^[a-z0-9_.]{3,30}$/.test(username)}
      busy={again.isPending}
      error={again.error}
      onSend={() => again.mutate(username)}
      onCancel={onDone}
    >
      <TextLine
        label={say('access.username')}
        value={username}
        hint={say('access.usernameHelp')}
        onChange={setUsername}
        first
      />
    </FormFrame>
  );
}

function LockForm({ account, onDone }: Omit<FormProps, 'posts'>) {
  const { say } = useWords();
  const to = account.state === 'active' ? 'locked' : 'active';
  const move = useAdminAct((state: 'active' | 'locked', key) => setState(account.id, state, key), onDone);
  return (
    <div className="stack">
      {to === 'locked' && <p>{say('access.lockHelp')}</p>}
      <ProblemAlert error={move.error} />
      <div className="row">
        <Button type="primary" danger={to === 'locked'} loading={move.isPending} onClick={() => move.mutate(to)}>
          {say(to === 'locked' ? 'access.lock' : 'access.unlock')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </div>
  );
}
