import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { redeemInvitation } from '../../api/access.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

type Fields = { code: string; password: string; again: string };
type Props = { readonly onRedeemed: (username: string) => void; readonly onBack: () => void };

/** Somebody who was handed a code sets the own password. A refusal leaves what was typed. */
export function RedeemForm({ onRedeemed, onBack }: Props) {
  const { say } = useWords();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const needed = { required: true, message: say('access.needed') };

  async function submit({ code, password }: Fields) {
    setBusy(true);
    setError(undefined);
    try {
      onRedeemed((await redeemInvitation(code.trim(), password)).username);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <ProblemAlert error={error} />
      <Form<Fields> layout="vertical" requiredMark={false} onFinish={submit} disabled={busy}>
        <Form.Item name="code" label={say('access.code')} rules={[needed]}>
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} autoFocus size="large" className="mono" />
        </Form.Item>
        <Form.Item name="password" label={say('access.newPassword')} rules={[needed]}>
          <Input.Password autoComplete="new-password" size="large" />
        </Form.Item>
        <Form.Item
          name="again"
          label={say('access.passwordAgain')}
          dependencies={['password']}
          rules={[
            needed,
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error(say('access.passwordsDiffer'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {say('access.redeem')}
        </Button>
      </Form>
      <Button type="link" onClick={onBack}>
        {say('access.backToSignIn')}
      </Button>
    </>
  );
}
