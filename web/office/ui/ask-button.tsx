import { LoadingOutlined } from '@ant-design/icons';
import { Button, type ButtonProps } from 'antd';

type Props = Pick<ButtonProps, 'size' | 'disabled' | 'children'> & { readonly busy: boolean };

/**
 * Sends a question, also while an earlier one is unanswered. The `loading` of a button would stop its click, and with it
 * the Enter of whoever types faster than the server answers: the question would be lost without a word.
 */
export function AskButton({ busy, ...rest }: Props) {
  return <Button {...rest} type="primary" htmlType="submit" aria-busy={busy} icon={busy && <LoadingOutlined />} />;
}
