import { Alert, Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { type Proof, proveSession, showPasskey } from '../../api/factors.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { useAttempt } from './use-attempt.ts';

/** The second step of a sign-in: a code, a passkey, or a code from paper. */
export function ProveForm({ onProved }: { readonly onProved: () => unknown }) {
  const { say } = useWords();
  const id = useId();
  const [code, setCode] = useState('');
  const [onPaper, setOnPaper] = useState(false);
  const { busy, error, brokenOff, attempt } = useAttempt();
  const prove = (proof: () => Promise<Proof>) => attempt(async () => proveSession(await proof()), onProved);
  function send(event: FormEvent) {
    event.preventDefault();
    const method = onPaper ? ('backup' as const) : ('totp' as const);
    void prove(async () => ({ method, code: code.trim() }));
  }
  return (
    <>
      <p className="quiet">{say('factors.proveHelp')}</p>
      <ProblemAlert error={error} />
      {brokenOff && <Alert type="warning" showIcon title={say('factors.passkeyFailed')} />}
      <form className="stack" onSubmit={send}>
        <label htmlFor={id}>{say(onPaper ? 'factors.backup' : 'factors.code')}</label>
        <Input
          id={id}
          autoFocus
          size="large"
          className="mono"
          autoComplete="one-time-code"
          inputMode={onPaper ? 'text' : 'numeric'}
          maxLength={onPaper ? 30 : 6}
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
        <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={code.trim().length < 6}>
          {say('factors.show')}
        </Button>
      </form>
      <Button size="large" block disabled={busy} onClick={() => void prove(showPasskey)}>
        {say('factors.usePasskey')}
      </Button>
      <Button
        type="link"
        onClick={() => {
          setOnPaper(!onPaper);
          setCode('');
        }}
      >
        {say(onPaper ? 'factors.useCode' : 'factors.useBackup')}
      </Button>
    </>
  );
}
