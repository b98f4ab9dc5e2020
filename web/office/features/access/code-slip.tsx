import { Button } from 'antd';
import type { Invitation } from '../../api/access.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { useWords } from '../../words/index.ts';

type Props = {
  readonly invitation: Pick<Invitation, 'code' | 'expiresAt'>;
  readonly name: string;
  readonly username: string;
  readonly onDone: () => void;
};

/** The code for paper, this once. */
export function CodeSlip({ invitation, name, username, onDone }: Props) {
  const { say } = useWords();
  const day = minuteOf(invitation.expiresAt);
  return (
    <div className="stack form-frame" role="status">
      <h3>{say('access.codeFor', { name })}</h3>
      <p className="mono code-slip">{invitation.code}</p>
      <p>{say('access.codeOnce', { day, username })}</p>
      <div className="row no-print">
        <Button onClick={() => window.print()}>{say('access.print')}</Button>
        <Button type="primary" onClick={onDone}>
          {say('access.done')}
        </Button>
      </div>
    </div>
  );
}
