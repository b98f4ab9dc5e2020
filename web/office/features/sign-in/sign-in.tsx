import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ME_KEY, PROVIDER_DOOR, signIn, waysQuery } from '../../api/me.ts';
import { problemOf } from '../../api/problem.ts';
import { LanguageButton } from '../../ui/language-button.tsx';
import { useWords, type WordKey } from '../../words/index.ts';
import { RedeemForm } from './redeem-form.tsx';
import './sign-in.css';

type Fields = { username: string; password: string };

/** Sign-in. A refusal leaves what was typed where it is. */
export function SignIn({ notice }: { notice?: string | undefined }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<WordKey | undefined>(refusedByProvider);
  const ways = useQuery(waysQuery);
  const [busy, setBusy] = useState(false);
  const [redeeming, setRedeeming] = useState(false);
  const [redeemed, setRedeemed] = useState<string>();

  async function submit({ username, password }: Fields) {
    setBusy(true);
    setRefusal(undefined);
    try {
      await signIn(username.trim(), password);
      await queries.resetQueries({ queryKey: ME_KEY });
    } catch (error) {
      setRefusal(wordOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="sign-in-brand">
          <span className="seal" aria-hidden="true">
            正名
          </span>
          <div>
            <h1>{say('shell.product')}</h1>
            <p className="quiet">{say('shell.tagline')}</p>
          </div>
          <LanguageButton />
        </div>
        {redeemed && <Alert type="success" showIcon title={say('access.redeemed', { username: redeemed })} />}
        {notice && !refusal && !redeemed && <Alert type="info" showIcon title={notice} />}
        {refusal && <Alert type="error" showIcon title={say(refusal)} />}
        {redeeming ? (
          <RedeemForm
            onBack={() => setRedeeming(false)}
            onRedeemed={(username) => {
              setRedeemed(username);
              setRedeeming(false);
            }}
          />
        ) : (
          <>
            <Form<Fields>
              initialValues={{ username: redeemed ?? '' }}
              layout="vertical"
              requiredMark={false}
              onFinish={submit}
              disabled={busy}
            >
              <Form.Item
                name="username"
                label={say('shell.username')}
                rules={[{ required: true, whitespace: true, message: say('shell.usernameNeeded') }]}
              >
                <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus size="large" />
              </Form.Item>
              <Form.Item
                name="password"
                label={say('shell.password')}
                rules={[{ required: true, message: say('shell.passwordNeeded') }]}
              >
                <Input.Password autoComplete="current-password" size="large" />
              </Form.Item>
              <Button type="primary" htmlType="submit" size="large" block loading={busy}>
                {say('shell.signIn')}
              </Button>
            </Form>
            {ways.data?.provider && (
              <Button size="large" block href={PROVIDER_DOOR}>
                {say('shell.signInBy', { provider: ways.data.provider })}
              </Button>
            )}
            <Button type="link" onClick={() => setRedeeming(true)}>
              {say('access.haveCode')}
            </Button>
          </>
        )}
        <p className="quiet small">{say('shell.signInNotice')}</p>
      </div>
    </main>
  );
}

/** What the provider's door wrote into the address when it sent somebody back. */
function refusedByProvider(): WordKey | undefined {
  const code = new URLSearchParams(window.location.search).get('refused');
  if (code === null) return undefined;
  return code === 'access.oidc_not_linked' ? 'shell.signInNotLinked' : 'shell.signInNotDone';
}

function wordOf(error: unknown): WordKey {
  const status = problemOf(error)?.status;
  if (status === 429) return 'shell.signInLocked';
  return status === 400 || status === 401 || status === 403 ? 'shell.signInRefused' : 'shell.noServer';
}
