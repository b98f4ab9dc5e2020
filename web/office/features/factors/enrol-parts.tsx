import { Alert, Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { beginTotp, confirmTotp, makePasskey } from '../../api/factors.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { useAttempt } from './use-attempt.ts';

/** Done, with codes for paper where these are the first. */
type Props = { readonly onEnrolled: (codes: readonly string[]) => unknown };

export function EnrolPasskey({ onEnrolled }: Props) {
  const { say } = useWords();
  const id = useId();
  const [label, setLabel] = useState(say('factors.passkeyNameGiven'));
  const { busy, error, brokenOff, attempt } = useAttempt();
  function send(event: FormEvent) {
    event.preventDefault();
    void attempt(
      () => makePasskey(label.trim()),
      ({ backupCodes }) => onEnrolled(backupCodes),
    );
  }
  return (
    <form className="stack" onSubmit={send} aria-label={say('factors.passkey')}>
      <h2>{say('factors.passkey')}</h2>
      <p className="quiet">{say('factors.passkeyHelp')}</p>
      <ProblemAlert error={error} />
      {brokenOff && <Alert type="warning" showIcon title={say('factors.passkeyFailed')} />}
      <label htmlFor={id}>{say('factors.passkeyName')}</label>
      <Input id={id} maxLength={60} value={label} onChange={({ target }) => setLabel(target.value)} />
      <Button type="primary" htmlType="submit" loading={busy} disabled={label.trim() === ''}>
        {say('factors.makePasskey')}
      </Button>
    </form>
  );
}

export function EnrolTotp({ onEnrolled }: Props) {
  const { say } = useWords();
  const id = useId();
  const [begun, setBegun] = useState<Awaited<ReturnType<typeof beginTotp>>>();
  const [code, setCode] = useState('');
  const { busy, error, attempt } = useAttempt();
  function send(event: FormEvent) {
    event.preventDefault();
    void attempt(
      () => confirmTotp(code),
      ({ backupCodes }) => onEnrolled(backupCodes),
    );
  }
  return (
    <section className="stack" aria-label={say('factors.totp')}>
      <h2>{say('factors.totp')}</h2>
      <p className="quiet">{say('factors.totpHelp')}</p>
      <ProblemAlert error={error} />
      {begun ? (
        <form className="stack" onSubmit={send}>
          <img src={begun.picture} alt={say('factors.picture')} width={180} height={180} />
          <p>
            {say('factors.typed')} <span className="mono totp-typed">{begun.typed}</span>
          </p>
          <label htmlFor={id}>{say('factors.code')}</label>
          <Input
            id={id}
            autoFocus
            className="mono"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={({ target }) => setCode(target.value)}
          />
          <Button type="primary" htmlType="submit" loading={busy} disabled={!/^\d{6}$/.test(code)}>
            {say('factors.confirm')}
          </Button>
        </form>
      ) : (
        <Button loading={busy} onClick={() => void attempt(beginTotp, setBegun)}>
          {say('factors.beginTotp')}
        </Button>
      )}
    </section>
  );
}
