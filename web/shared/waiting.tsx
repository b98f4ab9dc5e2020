import { Skeleton } from 'antd';

/** Where something is being fetched: bars, for the eye alone. Ant Design's own first bar is a heading without a word. */
export function Waiting({ rows = 4 }: { rows?: number }) {
  return (
    <div aria-hidden="true">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
