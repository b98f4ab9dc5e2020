import { Alert, Select } from 'antd';
import { useId, useState } from 'react';
import { type Invitation, invitePerson, type Organ, type Post } from '../../api/access.ts';
import { proposeChange } from '../../api/changes.ts';
import { useMe } from '../../app/session.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { CodeSlip } from './code-slip.tsx';
import { TextLine } from './text-line.tsx';
import { useAdminAct } from './use-admin-act.ts';

type Typed = { readonly displayName: string; readonly username: string; readonly postId: string };
/** The invitation, and why the post was not assigned, if so: the account is there all the same. */
type Invited = Invitation & { readonly postError?: unknown };
const USERNAME = /^[a-z0-9_.]{3,30}$/;

type Props = { readonly organ: Organ; readonly posts: readonly Post[]; readonly onDone: () => void };

/** An account, and its first post proposed, in one form; the code is shown once. */
export function InviteForm({ organ, posts, onDone }: Props) {
  const { say, either } = useWords();
  const { today } = useMe();
  const id = useId();
  const [typed, setTyped] = useState<Typed>({ displayName: '', username: '', postId: '' });
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const invite = useAdminAct((given: Typed, key) =>
    inviteWithPost({ organId: organ.id, today, reason: say('access.firstPost') }, given, key),
  );
  if (invite.data) {
    return (
      <>
        {invite.data.postError !== undefined && (
          <>
            <Alert type="warning" showIcon title={say('access.postFailed')} />
            <ProblemAlert error={invite.data.postError} />
          </>
        )}
        <CodeSlip invitation={invite.data} name={typed.displayName} username={typed.username} onDone={onDone} />
      </>
    );
  }
  return (
    <FormFrame
      title={say('access.invite')}
      help={say('access.inviteHelp')}
      complete={typed.displayName.trim() !== '' && USERNAME.test(typed.username)}
      busy={invite.isPending}
      error={invite.error}
      onSend={() => invite.mutate(typed)}
      onCancel={onDone}
    >
      <TextLine
        label={say('access.name')}
        value={typed.displayName}
        maxLength={60}
        first
        onChange={(displayName) => change({ displayName })}
      />
      <TextLine
        label={say('access.username')}
        value={typed.username}
        maxLength={30}
        hint={say('access.usernameHelp')}
        onChange={(username) => change({ username })}
      />
      <label htmlFor={id}>{say('access.post')}</label>
      <Select
        id={id}
        value={typed.postId}
        onChange={(postId: string) => change({ postId })}
        options={[
          { value: '', label: say('access.noPostYet') },
          ...posts.map((post) => ({ value: post.id, label: either(post.title.zh, post.title.en) })),
        ]}
      />
    </FormFrame>
  );
}

async function inviteWithPost(
  { organId, today, reason }: { readonly organId: string; readonly today: string; readonly reason: string },
  { displayName, username, postId }: Typed,
  key: string,
): Promise<Invited> {
  const invitation = await invitePerson({ organId, displayName: displayName.trim(), username }, key);
  if (postId === '') return invitation;
  try {
    const wish = { kind: 'post', accountId: invitation.accountId, postId, since: today } as const;
    await proposeChange({ wish, reason }, `${key}-post`);
    return invitation;
  } catch (postError) {
    return { ...invitation, postError };
  }
}
