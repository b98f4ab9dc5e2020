import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';
import { ProblemAlert } from './problem-alert.tsx';

type Props = {
  readonly title: string;
  readonly help?: string;
  readonly complete: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
};

/** A small form in its place. A refusal of the server leaves what was typed. */
export function FormFrame({ title, help, complete, busy, error, onSend, onCancel, children }: Props) {
  const { say } = useWords();
  return (
    <form
      className="stack form-frame"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) onSend();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <h3>{title}</h3>
      {help && <p className="quiet small">{help}</p>}
      <div className="form-grid">{children}</div>
      <ProblemAlert error={error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={busy}>
          {say('access.save')}
        </Button>
        <Button onClick={onCancel}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
