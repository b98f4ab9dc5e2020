import { Alert, Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { type Proof, showPasskey } from '../../api/factors.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { useAttempt } from './use-attempt.ts';

type Props<Answer> = {
  /** What is done once the factor was shown. */
  readonly act: (proof: Proof) => Promise<Answer>;
  readonly onDone: (answer: Answer) => unknown;
  readonly onCancel: () => void;
  readonly children: ReactNode;
};
const OF_THE_APPLICATION = /^\d{6}$/;

/** What changes the factors themselves asks for one of them again: a code of the application or from paper, or a passkey. */
export function ProofLine<Answer>({ act, onDone, onCancel, children }: Props<Answer>) {
  const { say } = useWords();
  const id = useId();
  const [code, setCode] = useState('');
  const { busy, error, brokenOff, attempt } = useAttempt();
  function send(event: FormEvent) {
    event.preventDefault();
    const typed = code.trim();
    const method = OF_THE_APPLICATION.test(typed) ? ('totp' as const) : ('backup' as const);
    void attempt(() => act({ method, code: typed }), onDone);
  }
  return (
    <form className="stack form-frame" onSubmit={send}>
      <p>{children}</p>
      <ProblemAlert error={error} />
      {brokenOff && <Alert type="warning" showIcon title={say('factors.passkeyFailed')} />}
      <div className="row">
        <label htmlFor={id}>{say('factors.anyCode')}</label>
        <Input
          id={id}
          className="mono day-input"
          autoComplete="one-time-code"
          maxLength={30}
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
        <Button type="primary" htmlType="submit" loading={busy} disabled={code.trim().length < 6}>
          {say('factors.confirm')}
        </Button>
        <Button disabled={busy} onClick={() => void attempt(async () => act(await showPasskey()), onDone)}>
          {say('factors.usePasskey')}
        </Button>
        <Button onClick={onCancel}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
