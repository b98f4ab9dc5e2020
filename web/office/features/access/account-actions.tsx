import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { type Account, endIdentity, type Post, setState } from '../../api/access.ts';
import { waysQuery } from '../../api/me.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { EndForm } from './end-form.tsx';
import { KeyForm } from './key-forms.tsx';
import { LeaveForm } from './leave-form.tsx';
import { CodeForm, GlassForm, IdentityForm, PostForm } from './propose-forms.tsx';
import { useAdminAct } from './use-admin-act.ts';

type Props = { readonly account: Account; readonly posts: readonly Post[]; readonly own: readonly Post[] };
type Shown = 'leave' | 'assign' | 'end' | 'again' | 'lock' | 'key' | 'glass' | 'identity' | 'unlink';

/** What can be done with one account; each opens by itself and says why it was refused. */
export function AccountActions({ account, posts, own }: Props) {
  const { say } = useWords();
  const may = useMe().rights;
  const provider = useQuery(waysQuery).data?.provider ?? null;
  const [shown, setShown] = useState<Shown>();
  const close = () => setShown(undefined);
  const isActive = account.state === 'active';
  const isPerson = account.kind === 'person';
  const held = posts.filter(({ id }) => account.holdings.some(({ postId, until }) => postId === id && until === null));
  const acts: readonly (readonly [Shown, boolean, string])[] = [
    ['assign', isActive && may.includes('post.assign'), say('access.assign')],
    ['end', held.length > 0 && may.includes('post.end'), say('access.end')],
    ['again', isActive && isPerson && may.includes('account.invite'), say('access.again')],
    [
      'identity',
      isActive && isPerson && provider !== null && may.includes('account.invite'),
      say('access.linkIdentity'),
    ],
    ['unlink', account.linked && may.includes('account.lock'), say('access.unlinkIdentity')],
    ['key', isActive && !isPerson && held.length > 0 && may.includes('key.issue'), say('access.issueKey')],
    ['glass', isActive && isPerson && may.includes('glass.ask'), say('access.glass')],
    ['leave', account.state !== 'left' && may.includes('account.leave'), say('access.leave')],
    ['lock', isActive && may.includes('account.lock'), say('access.lock')],
    ['lock', account.state === 'locked' && may.includes('account.unlock'), say('access.unlock')],
  ];
  const given = { account, onDone: close };
  return (
    <span className="row">
      {acts.map(
        ([act, open, word]) =>
          open && (
            <Button key={word} size="small" aria-haspopup="dialog" onClick={() => setShown(act)}>
              {word}
            </Button>
          ),
      )}
      <Modal open={shown !== undefined} footer={null} onCancel={close} destroyOnHidden title={account.displayName}>
        {shown === 'assign' && <PostForm {...given} posts={own} />}
        {shown === 'end' && <EndForm {...given} posts={held} />}
        {shown === 'again' && <CodeForm {...given} />}
        {shown === 'identity' && <IdentityForm {...given} />}
        {shown === 'unlink' && <UnlinkForm {...given} />}
        {shown === 'key' && <KeyForm {...given} posts={held} />}
        {shown === 'glass' && <GlassForm {...given} posts={own} />}
        {shown === 'leave' && <LeaveForm {...given} posts={posts} held={held} />}
        {shown === 'lock' && <LockForm {...given} />}
      </Modal>
    </span>
  );
}

type FormProps = { readonly account: Account; readonly onDone: () => void };

/** It takes a way in away: one administrator alone, at once. */
function UnlinkForm({ account, onDone }: FormProps) {
  const { say } = useWords();
  const end = useAdminAct((id: string, key) => endIdentity(id, key), onDone);
  return (
    <div className="stack">
      <p>{say('access.unlinkIdentityHelp')}</p>
      <ProblemAlert error={end.error} />
      <div className="row">
        <Button type="primary" danger loading={end.isPending} onClick={() => end.mutate(account.id)}>
          {say('access.unlinkIdentity')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </div>
  );
}

function LockForm({ account, onDone }: FormProps) {
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
