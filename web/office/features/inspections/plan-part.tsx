import { Button } from 'antd';
import { useId } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { type DueTurn, planInspections } from '../../api/inspections.ts';
import { useMe } from '../../app/session.ts';
import { daysAfter } from '../../ui/beijing-time.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';

/** As far ahead as one usually plans; days. */
const USUAL = 30;

/** Turns that no plan has taken up, and the plan that takes up what begins by a day. */
export function PlanPart({ due, mayPlan }: { readonly due: readonly DueTurn[]; readonly mayPlan: boolean }) {
  const { say } = useWords();
  const columns: Column<DueTurn>[] = [
    { key: 'party', title: say('inspections.party'), cell: ({ party }) => <span lang="zh-CN">{party}</span> },
    {
      key: 'document',
      title: say('inspections.document'),
      cell: ({ documentNumber }) => <span lang="zh-CN">{documentNumber}</span>,
    },
    { key: 'turn', title: say('inspections.turn'), cell: ({ turn }) => say('inspections.turnOf', { turn }) },
    { key: 'time', title: say('inspections.time'), cell: ({ from, until }) => `${from} – ${until}` },
  ];
  return (
    <section className="panel stack" aria-label={say('inspections.due')}>
      <h2>{say('inspections.due')}</h2>
      <DataTable
        caption={say('inspections.due')}
        rows={due}
        rowKey={({ caseId, turn }) => `${caseId} ${turn}`}
        columns={columns}
        empty={say('inspections.dueNone')}
        pageSize={10}
      />
      {mayPlan && due.length > 0 && <PlanForm />}
    </section>
  );
}

function PlanForm() {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft('inspection plan', { until: daysAfter(today, USUAL) });
  const plan = useAct({
    work: planInspections,
    done: 'inspections.planned',
    touches: ['inspections', 'work'],
    onDone: clear,
  });
  return (
    <form
      className="stack"
      aria-label={say('inspections.plan')}
      onSubmit={(event) => {
        event.preventDefault();
        plan.mutate(draft.until);
      }}
    >
      <p className="quiet small">{say('inspections.planHelp')}</p>
      <ProblemAlert error={plan.error} />
      <div className="row">
        <label htmlFor={`${id}-until`}>{say('inspections.planUntil')}</label>
        <DayInput
          id={`${id}-until`}
          value={draft.until}
          min={today}
          onChange={(until) => change({ until: until ?? '' })}
        />
        <Button type="primary" htmlType="submit" disabled={draft.until === ''} loading={plan.isPending}>
          {say('inspections.plan')}
        </Button>
      </div>
    </form>
  );
}
