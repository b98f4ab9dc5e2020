import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { PartyLetter } from '../../api/parties.ts';
import { dayOf } from '../../ui/beijing-time.ts';
import { useWords } from '../../words/index.ts';

type Props = { readonly letter: PartyLetter; readonly holder: string; readonly onDone: () => void };

/** An address within this page for a file that came with an answer; it goes with the part that shows it. */
function useFileAddress(base64: string): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [base64]);
  return address;
}

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
