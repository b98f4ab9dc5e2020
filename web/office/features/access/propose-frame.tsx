import { type ReactNode, useState } from 'react';
import { proposeChange, type Wish } from '../../api/changes.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useWords } from '../../words/index.ts';
import { TextLine } from './text-line.tsx';
import { useAdminAct } from './use-admin-act.ts';

type FrameProps = {
  readonly title: string;
  readonly help: string;
  /** What is proposed; undefined as long as something is missing. */
  readonly wish: Wish | undefined;
  readonly onDone: () => void;
  readonly children: ReactNode;
};

/** A proposal with its reason. Nothing changes before somebody else confirms it. */
export function ProposeFrame({ title, help, wish, onDone, children }: FrameProps) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  const propose = useAdminAct(proposeChange, onDone);
  const complete = wish !== undefined && reason.trim().length >= 4;
  return (
    <FormFrame
      title={title}
      help={help}
      complete={complete}
      busy={propose.isPending}
      error={propose.error}
      onSend={() => wish && propose.mutate({ wish, reason: reason.trim() })}
      onCancel={onDone}
    >
      {children}
      <TextLine label={say('access.reason')} value={reason} maxLength={500} onChange={setReason} />
    </FormFrame>
  );
}
