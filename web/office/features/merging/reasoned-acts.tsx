import { Button, Input } from 'antd';
import { useId } from 'react';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { LEAST } from './judge-pair-form.tsx';

type Act = { readonly label: string; readonly primary?: boolean; readonly run: (reason: string) => void };
type Props = {
  /** Names what is typed, so that it is found again. */
  readonly draft: string;
  readonly acts: readonly Act[];
  readonly pending: boolean;
  readonly error: unknown;
};

/** Acts that need nothing but a reason. */
export function ReasonedActs({ draft: name, acts, pending, error }: Props) {
  const { say } = useWords();
  const id = useId();
  const [draft, change] = useMemoryDraft(name, { reason: '' });
  const reason = draft.reason.trim();
  return (
    <div className="stack">
      <label htmlFor={id}>{say('merging.reason', { least: LEAST })}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={2000}
        value={draft.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
      <ProblemAlert error={error} />
      <div className="row">
        {acts.map(({ label, primary, run }) => (
          <Button
            key={label}
            type={primary ? 'primary' : 'default'}
            disabled={reason.length < LEAST || pending}
            onClick={() => run(reason)}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}
