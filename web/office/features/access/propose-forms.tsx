import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import type { Account, Post } from '../../api/access.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { useWords } from '../../words/index.ts';
import { PostSelect } from './post-select.tsx';
import { ProposeFrame } from './propose-frame.tsx';
import { TextLine } from './text-line.tsx';

type Props = { readonly account: Account; readonly onDone: () => void };
type WithPosts = Props & { readonly posts: readonly Post[] };

export function PostForm({ account, posts, onDone }: WithPosts) {
  const { say } = useWords();
  const id = useId();
  const [postId, setPostId] = useState('');
  const [since, setSince] = useState<string | undefined>(useMe().today);
  const wish = postId && since ? ({ kind: 'post', accountId: account.id, postId, since } as const) : undefined;
  return (
    <ProposeFrame title={say('access.assign')} help={say('access.twoHelp')} wish={wish} onDone={onDone}>
      <label htmlFor={`${id}-post`}>{say('access.post')}</label>
      <PostSelect id={`${id}-post`} posts={posts} value={postId} onChange={setPostId} />
      <label htmlFor={`${id}-since`}>{say('access.sinceDay')}</label>
      <DayInput id={`${id}-since`} value={since} onChange={setSince} />
    </ProposeFrame>
  );
}

/** A new code for somebody who forgot the password: shown to the one who confirms. */
export function CodeForm({ account, onDone }: Props) {
  const { say } = useWords();
  const [username, setUsername] = useState('');
  const fits = /^[a-z0-9_.]{3,30}$/.test(username);
  const wish = fits ? ({ kind: 'code', accountId: account.id, username } as const) : undefined;
  return (
    <ProposeFrame title={say('access.again')} help={say('access.againHelp')} wish={wish} onDone={onDone}>
      <TextLine
        label={say('access.username')}
        value={username}
        hint={say('access.usernameHelp')}
        onChange={setUsername}
        first
      />
    </ProposeFrame>
  );
}

/** A way in by the provider of identities, in place of the password. */
export function IdentityForm({ account, onDone }: Props) {
  const { say } = useWords();
  const [subject, setSubject] = useState('');
  const named = subject.trim();
  const wish = named === '' ? undefined : ({ kind: 'identity', accountId: account.id, subject: named } as const);
  return (
    <ProposeFrame title={say('access.linkIdentity')} help={say('access.linkIdentityHelp')} wish={wish} onDone={onDone}>
      <TextLine label={say('access.identitySubject')} value={subject} maxLength={255} onChange={setSubject} first />
    </ProposeFrame>
  );
}

const MOST_HOURS = 12;

export function GlassForm({ account, posts, onDone }: WithPosts) {
  const { say } = useWords();
  const id = useId();
  const [postId, setPostId] = useState('');
  const [hours, setHours] = useState<number | null>(4);
  const wish =
    postId && hours !== null ? ({ kind: 'glass', accountId: account.id, postId, hours } as const) : undefined;
  return (
    <ProposeFrame title={say('access.glass')} help={say('access.glassHelp')} wish={wish} onDone={onDone}>
      <label htmlFor={`${id}-post`}>{say('access.post')}</label>
      <PostSelect id={`${id}-post`} posts={posts} value={postId} onChange={setPostId} />
      <label htmlFor={`${id}-hours`}>{say('access.hours')}</label>
      <InputNumber id={`${id}-hours`} min={1} max={MOST_HOURS} precision={0} value={hours} onChange={setHours} />
    </ProposeFrame>
  );
}
