import { useQuery } from '@tanstack/react-query';
import { Alert, Segmented } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { type BoardLine, boardQuery } from '../../api/recalls.ts';
import { useMe } from '../../app/session.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { DueBadge } from '../../ui/due-badge.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { WhyButton } from '../../ui/why-button.tsx';
import { useWords } from '../../words/index.ts';
import { CauseText } from './cause-text.tsx';
import { FollowUp } from './follow-up.tsx';

/** Each receiver of each record, by the day by which it has to acknowledge; who follows it up, where nobody has. */
export function BoardPart({ marked }: { marked: string | undefined }) {
  const { say } = useWords();
  const [open, setOpen] = useState(true);
  const board = useQuery(boardQuery(open));
  const columns = useColumns(useMe().rights.includes('recall.escalate'));
  return (
    <section className="panel stack" aria-label={say('recalls.board')}>
      <div className="page-head">
        <h2>{say('recalls.board')}</h2>
        <Segmented<boolean>
          aria-label={say('recalls.which')}
          value={open}
          onChange={setOpen}
          options={[
            { value: true, label: say('recalls.onlyOpen') },
            { value: false, label: say('cases.all') },
          ]}
        />
      </div>
      <ProblemAlert error={board.error} />
      {board.data && (
        <Alert
          type={board.data.late > 0 ? 'warning' : 'success'}
          showIcon
          title={say('recalls.counts', {
            open: board.data.open,
            late: board.data.late,
            alone: board.data.lateWithoutPerson,
          })}
        />
      )}
      {!board.isError && (
        <DataTable
          caption={say('recalls.board')}
          rows={board.data?.notices}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('recalls.boardNone')}
          marked={marked}
        />
      )}
    </section>
  );
}

function useColumns(mayEscalate: boolean): Column<BoardLine>[] {
  const { say, either } = useWords();
  return [
    {
      key: 'number',
      title: say('records.number'),
      cell: ({ documentNumber }) => <span lang="zh-CN">{documentNumber}</span>,
    },
    {
      key: 'receiver',
      title: say('recalls.receiver'),
      cell: ({ receiver }) => (receiver ? either(receiver.zh, receiver.en) : say('recalls.report')),
    },
    {
      key: 'cause',
      title: say('recalls.cause'),
      cell: ({ cause, instruction }) => (
        <span className="stack-tight">
          <CauseText cause={cause} />
          <span className="quiet small">{say(`recalls.do_${instruction}`)}</span>
        </span>
      ),
    },
    {
      key: 'due',
      title: say('cases.due'),
      width: 220,
      cell: ({ receivedAt, duty }) =>
        receivedAt ? (
          <Tag tone="good">{say('recalls.received', { at: minuteOf(receivedAt) })}</Tag>
        ) : (
          <span className="stack-tight">
            <DueBadge duty={duty} />
            <WhyButton duty={duty} title={say('cases.due')} />
          </span>
        ),
    },
    {
      key: 'person',
      title: say('recalls.person'),
      width: 230,
      cell: ({ id, receivedAt, escalatedTo }) => {
        const last = escalatedTo.at(-1);
        if (last) return <span lang="zh-CN">{last.name}</span>;
        return receivedAt === null && mayEscalate ? <FollowUp id={id} /> : null;
      },
    },
  ];
}
