import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { ProgramKey } from '../../api/program-keys.ts';
import { useMe } from '../../app/session.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';
import { EndKeyForm, RotationForm, TermsForm } from './key-forms.tsx';
import { KeyUses } from './key-uses.tsx';

const moment = (at: string | null) => (at === null ? '—' : minuteOf(at));

/** What a key is for and how much it may ask, in words. */
export function KeyPurpose({ of: { terms } }: { readonly of: ProgramKey }) {
  const { say, language } = useWords();
  const items = terms?.items?.map((item) => wordOf('item', item, language)).join('、');
  return (
    <span className="stack-tight">
      <span>{items ?? say('keys.allOfPost')}</span>
      <span className="quiet small" lang={terms?.matters ? 'zh-CN' : undefined}>
        {terms?.matters?.join('；') ?? say('keys.anyMatter')}
      </span>
    </span>
  );
}

type Shown = 'rotate' | 'terms' | 'end';

/** One key: its secrets, what two people may change of it, and what it was used for. */
export function KeyView({ of }: { readonly of: ProgramKey }) {
  const { say } = useWords();
  const { rights } = useMe();
  const [shown, setShown] = useState<Shown>();
  const close = () => setShown(undefined);
  const isLive = of.revokedAt === null;
  const mayPropose = isLive && rights.includes('key.issue');
  return (
    <section className="panel stack" aria-label={say('keys.one')}>
      <div className="row">
        <h2 lang="zh-CN">
          {of.account.name} · {of.label}
        </h2>
        {mayPropose && (
          <Button aria-haspopup="dialog" onClick={() => setShown('rotate')}>
            {say('keys.rotate')}
          </Button>
        )}
        {mayPropose && (
          <Button aria-haspopup="dialog" onClick={() => setShown('terms')}>
            {say('keys.change')}
          </Button>
        )}
        {isLive && rights.includes('key.revoke') && (
          <Button danger aria-haspopup="dialog" onClick={() => setShown('end')}>
            {say('keys.end')}
          </Button>
        )}
      </div>
      <dl className="key-facts">
        <dt>{say('keys.id')}</dt>
        <dd className="mono">{of.id}</dd>
        <dt>{say('keys.signature')}</dt>
        <dd>
          {of.terms?.signed ? say('keys.signed') : say('keys.unsigned')}{' '}
          {of.terms?.signingKey && <span className="mono small">{of.terms.signingKey}</span>}
        </dd>
        <dt>{say('keys.secrets')}</dt>
        <dd>
          <ul>
            {of.secrets.map(({ createdAt, endsAt, lastUsedAt }) => (
              <li key={createdAt}>
                {say('keys.secret', { made: moment(createdAt), used: moment(lastUsedAt) })}{' '}
                {endsAt && say('keys.secretEnds', { at: moment(endsAt) })}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      {rights.includes('key_use.read') && <KeyUses keyId={of.id} />}
      <Modal open={shown !== undefined} footer={null} onCancel={close} destroyOnHidden title={of.label}>
        {shown === 'rotate' && <RotationForm of={of} onDone={close} />}
        {shown === 'terms' && <TermsForm of={of} onDone={close} />}
        {shown === 'end' && <EndKeyForm of={of} onDone={close} />}
      </Modal>
    </section>
  );
}
