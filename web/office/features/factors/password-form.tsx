import { Button, Form, Input } from 'antd';
import { changePassword } from '../../api/factors.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { useAttempt } from './use-attempt.ts';

type Fields = { current: string; next: string; again: string };

/** A new password; afterwards every session has ended, this one too. */
export function PasswordForm({ onChanged }: { readonly onChanged: () => unknown }) {
  const { say } = useWords();
  const { busy, error, attempt } = useAttempt();
  const needed = { required: true, message: say('access.needed') };
  return (
    <>
      <ProblemAlert error={error} />
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        disabled={busy}
        onFinish={({ current, next }) => void attempt(() => changePassword(current, next), onChanged)}
      >
        <Form.Item name="current" label={say('factors.currentPassword')} rules={[needed]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label={say('access.newPassword')} rules={[needed]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={say('access.passwordAgain')}
          dependencies={['next']}
          rules={[
            needed,
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(say('access.passwordsDiffer'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {say('factors.oldTitle')}
        </Button>
      </Form>
    </>
  );
}
