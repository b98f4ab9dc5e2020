import { Button } from 'antd';
import type { PartyLetter } from '../../api/parties.ts';
import { dayOf } from '../../ui/beijing-time.ts';
import { useFileAddress } from '../../ui/use-file-address.ts';
import { useWords } from '../../words/index.ts';

type Props = { readonly letter: PartyLetter; readonly holder: string; readonly onDone: () => void };

/** The letter of invitation was made: its code stands on the paper and on no screen. */
export function LetterSlip({ letter, holder, onDone }: Props) {
  const { say } = useWords();
  const address = useFileAddress(letter.paper);
  return (
    <div className="stack form-frame party-letter" role="status">
      <h3>{say('parties.letterTitle')}</h3>
      <p>
        {say('parties.letterText', { holder, day: dayOf(letter.expiresAt) })}{' '}
        <span className="mono">{letter.username}</span>
      </p>
      <p className="quiet small">{say('parties.letterOnce')}</p>
      <div className="row">
        <Button href={address ?? ''} download={`${letter.username}.pdf`} disabled={address === undefined}>
          {say('parties.print')}
        </Button>
        <Button type="primary" onClick={onDone}>
          {say('parties.done')}
        </Button>
      </div>
    </div>
  );
}
