import { Select } from 'antd';
import { useId, useState } from 'react';
import { createPost, type Organ, ROLES, type Role } from '../../api/access.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { CODES, wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';
import { TextLine } from './text-line.tsx';
import { useAdminAct } from './use-admin-act.ts';

export function NewPostForm({ organ, onDone }: { organ: Organ; onDone: () => void }) {
  const { say, language } = useWords();
  const id = useId();
  const [role, setRole] = useState<Role>('clerk');
  const [names, setNames] = useState<{ title?: string; titleEn?: string }>({});
  // Until somebody writes another, the post is called as its kind is.
  const { title = CODES.role[role][0], titleEn = CODES.role[role][1] } = names;
  const create = useAdminAct(createPost, onDone);
  return (
    <FormFrame
      title={say('access.addPost')}
      complete={title.trim().length > 1 && titleEn.trim().length > 1}
      busy={create.isPending}
      error={create.error}
      onSend={() => create.mutate({ organId: organ.id, role, title: title.trim(), titleEn: titleEn.trim() })}
      onCancel={onDone}
    >
      <label htmlFor={id}>{say('access.role')}</label>
      <Select<Role>
        id={id}
        autoFocus
        value={role}
        onChange={setRole}
        options={ROLES.map((value) => ({ value, label: wordOf('role', value, language) }))}
      />
      <TextLine
        label={say('access.nameZh')}
        value={title}
        maxLength={100}
        onChange={(typed) => setNames((before) => ({ ...before, title: typed }))}
      />
      <TextLine
        label={say('access.nameEn')}
        value={titleEn}
        maxLength={100}
        onChange={(typed) => setNames((before) => ({ ...before, titleEn: typed }))}
      />
    </FormFrame>
  );
}
