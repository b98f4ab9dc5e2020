import { Button } from 'antd';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
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
  const [draft, change] = useMemoryDraft(name, { reason: '' });
  const reason = draft.reason.trim();
  return (
    <div className="stack">
      <WordsField
        label={say('merging.reason', { least: LEAST })}
        rows={2}
        most={2000}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
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
