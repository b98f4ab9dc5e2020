import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { acknowledgeRecall, type OwnNotice, ownNoticesQuery } from '../../api/recalls.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWords } from '../../words/index.ts';
import { CauseText } from './cause-text.tsx';

/** What the own organ was told of records that it once got: what to do with its copy, and that it was done. */
export function OwnNotices({ marked }: { marked: string | undefined }) {
  const { say, either } = useWords();
  const found = useQuery(ownNoticesQuery);
  const act = useAct({ work: acknowledgeRecall, done: 'recalls.acknowledged', touches: ['recalls', 'work', 'cases'] });
  const columns: Column<OwnNotice>[] = [
    {
      key: 'instruction',
      title: say('recalls.instruction'),
      cell: ({ instruction }) => <strong>{say(`recalls.do_${instruction}`)}</strong>,
    },
    { key: 'cause', title: say('recalls.cause'), cell: ({ cause }) => <CauseText cause={cause} /> },
    { key: 'organ', title: say('recalls.from'), cell: ({ organ }) => either(organ.zh, organ.en) },
    {
      key: 'got',
      title: say('recalls.lastGot'),
      width: 150,
      cell: ({ lastGotAt }) => minuteOf(lastGotAt),
    },
    { key: 'due', title: say('cases.due'), width: 120, cell: ({ dueOn }) => dueOn },
    {
      key: 'act',
      title: say('recalls.acknowledge'),
      width: 120,
      cell: ({ id }) => (
        <Button
          size="small"
          type="primary"
          loading={act.isPending && act.variables === id}
          onClick={() => act.mutate(id)}
        >
          {say('recalls.acknowledge')}
        </Button>
      ),
    },
  ];
  return (
    <section className="panel stack" aria-label={say('recalls.own')}>
      <h2>{say('recalls.own')}</h2>
      <p className="quiet small">{say('recalls.ownHelp')}</p>
      <ProblemAlert error={found.error ?? act.error} />
      {!found.isError && (
        <DataTable
          caption={say('recalls.own')}
          rows={found.data}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('recalls.ownNone')}
          marked={marked}
        />
      )}
    </section>
  );
}
