import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Factors, removeFactor, renewCodes } from '../../api/factors.ts';
import { useWords } from '../../words/index.ts';
import { ProofLine } from './proof-line.tsx';

type Props = {
  readonly factors: Factors;
  /** Removed, or new codes for paper: told once. */
  readonly onChanged: (codes: readonly string[]) => unknown;
};
const dayOf = (moment: string) => moment.slice(0, 10);

/** What is enrolled; each can be taken away, and the codes on paper made anew, by whoever shows a factor. */
export function EnrolledPart({ factors: { totpSince, passkeys, backupCodesLeft }, onChanged }: Props) {
  const { say } = useWords();
  const [asked, setAsked] = useState<{ readonly factor?: string; readonly what: string }>();
  const close = () => setAsked(undefined);
  const line = (words: ReactNode, factor: string, what: string) => (
    <span className="row">
      {words}
      <Button size="small" onClick={() => setAsked({ factor, what })}>
        {say('factors.remove')}
      </Button>
    </span>
  );
  const anything = totpSince !== null || passkeys.length > 0;
  return (
    <section className="panel stack" aria-label={say('factors.own')}>
      <h2>{say('factors.own')}</h2>
      <ul className="plain-list">
        <li>
          {totpSince === null
            ? `${say('factors.totp')}: ${say('factors.none')}`
            : line(
                `${say('factors.totp')}: ${say('factors.since', { day: dayOf(totpSince) })}`,
                'totp',
                say('factors.totp'),
              )}
        </li>
        {passkeys.map(({ id, label, createdAt, usedAt }) => (
          <li key={id}>
            {line(
              <>
                {say('factors.passkey')} <span lang="zh-CN">{label}</span>:{' '}
                {say('factors.since', { day: dayOf(createdAt) })}
                {usedAt && ` · ${say('factors.lastUsed', { day: dayOf(usedAt) })}`}
              </>,
              id,
              `${say('factors.passkey')} ${label}`,
            )}
          </li>
        ))}
        <li className="row">
          {say('factors.left', { count: backupCodesLeft })}
          {anything && (
            <Button size="small" onClick={() => setAsked({ what: say('factors.renew') })}>
              {say('factors.renew')}
            </Button>
          )}
        </li>
      </ul>
      {asked && (
        <ProofLine
          key={asked.what}
          act={async (proof) => {
            if (asked.factor === undefined) return (await renewCodes(proof)).backupCodes;
            await removeFactor(asked.factor, proof);
            return [];
          }}
          onDone={(codes) => {
            close();
            return onChanged(codes);
          }}
          onCancel={close}
        >
          {asked.factor === undefined ? say('factors.renewHelp') : say('factors.removeHelp', { what: asked.what })}
        </ProofLine>
      )}
    </section>
  );
}
