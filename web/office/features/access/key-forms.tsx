import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import type { Account, Post } from '../../api/access.ts';
import type { Terms } from '../../api/changes.ts';
import { endKey, type ProgramKey } from '../../api/program-keys.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useWords } from '../../words/index.ts';
import { PostSelect } from './post-select.tsx';
import { ProposeFrame } from './propose-frame.tsx';
import { isWhole, TermsFields, USUAL_TERMS } from './terms-fields.tsx';
import { TextLine } from './text-line.tsx';
import { useAdminAct } from './use-admin-act.ts';

type NewProps = { readonly account: Account; readonly posts: readonly Post[]; readonly onDone: () => void };

/** A new key with what it is for; shown to the one who confirms. */
export function KeyForm({ account, posts, onDone }: NewProps) {
  const { say } = useWords();
  const id = useId();
  const [postId, setPostId] = useState(posts[0]?.id ?? '');
  const [label, setLabel] = useState('');
  const [expiresOn, setExpiresOn] = useState<string>();
  const [terms, setTerms] = useState<Terms>(USUAL_TERMS);
  const whole = postId !== '' && label.trim() !== '' && expiresOn !== undefined && isWhole(terms);
  const wish = whole
    ? ({ kind: 'key', accountId: account.id, postId, label: label.trim(), expiresOn, terms } as const)
    : undefined;
  return (
    <ProposeFrame title={say('access.issueKey')} help={say('access.keyHelp')} wish={wish} onDone={onDone}>
      <label htmlFor={`${id}-post`}>{say('access.post')}</label>
      <PostSelect id={`${id}-post`} posts={posts} value={postId} onChange={setPostId} />
      <TextLine label={say('access.keyLabel')} value={label} maxLength={100} onChange={setLabel} />
      <label htmlFor={`${id}-day`}>{say('access.expiresOn')}</label>
      <DayInput id={`${id}-day`} value={expiresOn} onChange={setExpiresOn} />
      <TermsFields terms={terms} onChange={setTerms} />
    </ProposeFrame>
  );
}

type Props = { readonly of: ProgramKey; readonly onDone: () => void };
const MOST_DAYS = 30;

/** A new secret; the old ones answer so many days longer. */
export function RotationForm({ of, onDone }: Props) {
  const { say } = useWords();
  const id = useId();
  const [overlapDays, setOverlapDays] = useState<number | null>(7);
  const wish =
    overlapDays === null
      ? undefined
      : ({ kind: 'rotation', accountId: of.account.id, keyId: of.id, overlapDays } as const);
  return (
    <ProposeFrame title={say('keys.rotate')} help={say('keys.rotateHelp')} wish={wish} onDone={onDone}>
      <label htmlFor={`${id}-days`}>{say('keys.overlapDays')}</label>
      <InputNumber
        id={`${id}-days`}
        min={0}
        max={MOST_DAYS}
        precision={0}
        value={overlapDays}
        onChange={setOverlapDays}
      />
    </ProposeFrame>
  );
}

export function TermsForm({ of, onDone }: Props) {
  const { say } = useWords();
  const { since: _since, ...given } = of.terms ?? { ...USUAL_TERMS, since: '' };
  const [terms, setTerms] = useState<Terms>(given);
  const wish = isWhole(terms) ? ({ kind: 'terms', accountId: of.account.id, keyId: of.id, terms } as const) : undefined;
  return (
    <ProposeFrame title={say('keys.change')} help={say('access.twoHelp')} wish={wish} onDone={onDone}>
      <TermsFields terms={terms} onChange={setTerms} />
    </ProposeFrame>
  );
}

/** Taking a key away needs nobody else. */
export function EndKeyForm({ of, onDone }: Props) {
  const { say } = useWords();
  const end = useAdminAct((id: string, key) => endKey(id, key), onDone);
  return (
    <FormFrame
      title={say('keys.end')}
      help={say('keys.endHelp')}
      complete
      busy={end.isPending}
      error={end.error}
      onSend={() => end.mutate(of.id)}
      onCancel={onDone}
    >
      {null}
    </FormFrame>
  );
}
