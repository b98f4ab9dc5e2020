import { Button } from 'antd';
import type { Change, Secret } from '../../api/changes.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { useWords } from '../../words/index.ts';
import { CodeSlip } from './code-slip.tsx';

type Props = { readonly secret: Secret; readonly change: Change; readonly onDone: () => void };

/** The code or the key, this once. */
export function SecretSlip({ secret, change: { account, wish }, onDone }: Props) {
  const { say } = useWords();
  const name = account ?? '';
  if (secret.kind === 'code') {
    const username = wish.kind === 'code' ? wish.username : '';
    return <CodeSlip invitation={secret} name={name} username={username} onDone={onDone} />;
  }
  return (
    <div className="stack form-frame" role="status">
      <h2>{say('access.keyFor', { name })}</h2>
      <p className="mono code-slip">{secret.key}</p>
      <p>
        {secret.kind === 'key'
          ? say('access.keyOnce', { day: secret.expiresOn })
          : say('access.rotationOnce', { at: minuteOf(secret.oldUntil) })}
      </p>
      <div className="row no-print">
        <Button type="primary" onClick={onDone}>
          {say('access.done')}
        </Button>
      </div>
    </div>
  );
}
