import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useWords } from '../words/index.ts';
import { ProblemAlert } from './problem-alert.tsx';

/** As the server asks it. */
const LEAST = 4;

type Props = {
  readonly open: boolean;
  readonly title: string;
  readonly help: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onCancel: () => void;
  readonly onConfirm: (reason: string) => void;
};

/** A decision that a person signs with a reason. A refusal of the server leaves the reason where it is. */
export function ConfirmWithReason({ open, title, help, busy, error, onCancel, onConfirm }: Props) {
  const { say } = useWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const enough = reason.trim().length >= LEAST;
  return (
    <Modal
      open={open}
      title={title}
      okText={title}
      cancelText={say('ui.cancel')}
      okButtonProps={{ danger: true, disabled: !enough, loading: busy }}
      onCancel={onCancel}
      onOk={() => onConfirm(reason.trim())}
    >
      <div className="stack">
        <p>{help}</p>
        <ProblemAlert error={error} />
        <label htmlFor={id}>{say('ui.reasonNeeded', { least: LEAST })}</label>
        <Input.TextArea
          id={id}
          autoFocus
          rows={4}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && enough) onConfirm(reason.trim());
          }}
        />
      </div>
    </Modal>
  );
}
