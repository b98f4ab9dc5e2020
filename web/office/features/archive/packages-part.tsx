import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import type { Handover } from '../../api/archive.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { useWords } from '../../words/index.ts';
import { ReceiptForm } from './receipt-form.tsx';

/** Packages with what the archive said to each. */
export function PackagesPart({ handovers }: { readonly handovers: readonly Handover[] | undefined }) {
  const { say } = useWords();
  const [confirming, setConfirming] = useState<string>();
  const columns = useColumns(setConfirming);
  return (
    <section className="panel stack" aria-label={say('archive.packages')}>
      <h2>{say('archive.packages')}</h2>
      <DataTable
        caption={say('archive.packages')}
        rows={handovers}
        rowKey={({ id }) => id}
        columns={columns}
        empty={say('archive.packagesNone')}
        marked={confirming}
      />
      {confirming !== undefined && (
        <ReceiptForm key={confirming} handoverId={confirming} onDone={() => setConfirming(undefined)} />
      )}
    </section>
  );
}

function useColumns(onConfirm: (id: string) => void): Column<Handover>[] {
  const { say } = useWords();
  return [
    {
      key: 'receiver',
      title: say('archive.receiver'),
      cell: ({ receiver, sha256 }) => (
        <span className="stack-tight">
          <span lang="zh-CN">{receiver}</span>
          <span className="mono quiet small" title={`${say('archive.digest')} ${sha256}`}>
            {sha256.slice(0, 16)}…
          </span>
        </span>
      ),
    },
    { key: 'cases', title: say('archive.cases'), width: 80, align: 'right', cell: ({ cases }) => cases },
    {
      key: 'made',
      title: say('archive.made'),
      width: 190,
      cell: ({ madeAt, madeBy }) => (
        <>
          {minuteOf(madeAt)} <span lang="zh-CN">{madeBy}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: say('archive.state'),
      cell: ({ number, receivedOn }) =>
        receivedOn === null ? (
          <Tag tone="warn">{say('archive.awaits')}</Tag>
        ) : (
          <span className="stack-tight">
            <span>
              <Tag tone="good">{say('archive.received', { day: receivedOn })}</Tag> <span lang="zh-CN">{number}</span>
            </span>
            <span className="quiet small">{say('archive.mayGo')}</span>
          </span>
        ),
    },
    {
      key: 'confirm',
      title: say('archive.confirm'),
      width: 130,
      cell: ({ id, mayConfirm }) =>
        mayConfirm && (
          <Button size="small" onClick={() => onConfirm(id)}>
            {say('archive.confirm')}
          </Button>
        ),
    },
  ];
}
