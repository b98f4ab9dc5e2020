import { Typography } from 'antd';

/** An edition by the beginning of its hash; the whole of it is copied. */
export function EditionName({ edition }: { edition: string }) {
  return (
    <Typography.Text className="mono" copyable={{ text: edition, tooltips: false }}>
      {edition.slice(0, 12)}
    </Typography.Text>
  );
}
