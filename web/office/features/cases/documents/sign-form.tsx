import { Alert, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { signDocument } from '../../../api/documents.ts';
import { type Proof, showPasskey } from '../../../api/factors.ts';
import { problemOf } from '../../../api/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import { useDocumentAct } from './use-document-act.ts';

const CODE = /^\d{6}$/;
type Way = { readonly method: 'passkey' } | { readonly method: 'totp'; readonly code: string };
const proofOf = (way: Way): Promise<Proof> => (way.method === 'passkey' ? showPasskey() : Promise.resolve(way));

/** Fresh authentication for this signature: a passkey, or six digits that work once. */
export function SignForm({ id, paperSha256 }: { readonly id: string; readonly paperSha256: string }) {
  const { say } = useWords();
  const field = useId();
  const [code, setCode] = useState('');
  const act = useDocumentAct(
    () => setCode(''),
    async (way: Way, key) => signDocument(id, paperSha256, await proofOf(way), key),
  );
  // What is no refusal of the server, the browser broke off itself.
  const brokenOff = act.error !== null && problemOf(act.error) === undefined;
  return (
    <form
      className="stack"
      aria-label={say('documents.sign')}
      onSubmit={(event) => {
        event.preventDefault();
        if (CODE.test(code) && !act.isPending) act.mutate({ method: 'totp', code });
      }}
    >
      <p>{say('documents.signHelp')}</p>
      <label htmlFor={field}>{say('documents.code')}</label>
      <Input
        id={field}
        className="mono code-field"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={({ target }) => setCode(target.value.trim())}
      />
      {brokenOff ? (
        <Alert type="warning" showIcon title={say('factors.passkeyFailed')} />
      ) : (
        <ProblemAlert error={act.error} />
      )}
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!CODE.test(code)} loading={act.isPending}>
          {say('documents.sign')}
        </Button>
        <Button disabled={act.isPending} onClick={() => act.mutate({ method: 'passkey' })}>
          {say('documents.signByPasskey')}
        </Button>
      </div>
    </form>
  );
}
