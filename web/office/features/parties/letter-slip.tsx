import { Button } from 'antd';
import dayjs from 'dayjs';
import { Fragment } from 'react';
import type { PartyLetter } from '../../api/parties.ts';
import { useWords } from '../../words/index.ts';

type Props = { readonly letter: PartyLetter; readonly holder: string; readonly onDone: () => void };

/** The letter of invitation for paper: its code is here this once. */
export function LetterSlip({ letter, holder, onDone }: Props) {
  const { say } = useWords();
  const lines = [
    ['letterAddress', `${window.location.origin}/my/join`],
    ['letterUsername', letter.username],
  ] as const;
  return (
    <div className="stack form-frame party-letter" role="status">
      <h3>{say('parties.letterTitle')}</h3>
      <p>
        <span lang="zh-CN">{say('parties.letterFor', { holder })}</span>
      </p>
      <p>{say('parties.letterText', { day: dayjs(letter.expiresAt).format('YYYY-MM-DD HH:mm') })}</p>
      <dl className="facts">
        {lines.map(([word, value]) => (
          <Fragment key={word}>
            <dt>{say(`parties.${word}`)}</dt>
            <dd className="mono">{value}</dd>
          </Fragment>
        ))}
        <dt>{say('parties.letterCode')}</dt>
        <dd className="mono code-slip">{letter.code}</dd>
      </dl>
      <p className="quiet small no-print">{say('parties.letterOnce')}</p>
      <div className="row no-print">
        <Button onClick={() => window.print()}>{say('parties.print')}</Button>
        <Button type="primary" onClick={onDone}>
          {say('parties.done')}
        </Button>
      </div>
    </div>
  );
}
