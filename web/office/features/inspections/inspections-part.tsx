import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { drawPlan, type Inspection } from '../../api/inspections.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWords } from '../../words/index.ts';
import { ConcludeForm } from './conclude-form.tsx';
import { DrawProof } from './draw-proof.tsx';
import { ReplaceForm } from './replace-form.tsx';

type Doing = { readonly what: 'conclude' | 'replace' | 'proof'; readonly one: Inspection };
type Props = { readonly inspections: readonly Inspection[] | undefined; readonly mayPlan: boolean };

const isOpen = ({ outcome, standing }: Inspection) => outcome === null && standing !== 'over';

/** Every inspection: whom, when, by whom, what became of it; and what whoever looks may do about it. */
export function InspectionsPart({ inspections, mayPlan }: Props) {
  const { say } = useWords();
  const { today } = useMe();
  const [doing, setDoing] = useState<Doing>();
  const stop = () => setDoing(undefined);
  const draw = useAct({ work: drawPlan, done: 'inspections.drawnNow', touches: ['inspections', 'work'] });
  const columns: Column<Inspection>[] = [
    {
      key: 'party',
      title: say('inspections.party'),
      cell: ({ party, documentNumber }) => (
        <span lang="zh-CN">
          {party}
          <br />
          <span className="quiet small">{documentNumber}</span>
        </span>
      ),
    },
    {
      key: 'time',
      title: say('inspections.time'),
      width: 210,
      cell: ({ turn, from, until }) => (
        <>
          {say('inspections.turnOf', { turn })}
          <br />
          <span className="quiet small">{`${from} – ${until}`}</span>
        </>
      ),
    },
    {
      key: 'day',
      title: say('inspections.day'),
      width: 110,
      cell: ({ onDay }) => onDay ?? <Tag tone="warn">{say('inspections.notDrawn')}</Tag>,
    },
    {
      key: 'crew',
      title: say('inspections.crew'),
      cell: ({ crew, onDay, openPlan }) => (
        <>
          <span lang="zh-CN">{crew.map(({ name }) => name).join('、')}</span>{' '}
          {onDay !== null && openPlan !== null && <Tag tone="warn">{say('inspections.replacing')}</Tag>}
        </>
      ),
    },
    { key: 'state', title: say('inspections.state'), width: 170, cell: (one) => <State one={one} /> },
    {
      key: 'act',
      title: say('inspections.actions'),
      width: 260,
      cell: (one) => {
        const { openPlan, mine, onDay } = one;
        const ready = isOpen(one) && openPlan === null;
        return (
          <span className="row">
            {mayPlan && openPlan !== null && isOpen(one) && (
              <Button
                size="small"
                type="primary"
                loading={draw.isPending && draw.variables === openPlan}
                onClick={() => draw.mutate(openPlan)}
              >
                {say('inspections.draw')}
              </Button>
            )}
            {ready && onDay !== null && onDay <= today && (mine || mayPlan) && (
              <Button size="small" onClick={() => setDoing({ what: 'conclude', one })}>
                {say('inspections.conclude')}
              </Button>
            )}
            {ready && mayPlan && (
              <Button size="small" onClick={() => setDoing({ what: 'replace', one })}>
                {say('inspections.replace')}
              </Button>
            )}
            <Button size="small" type="text" onClick={() => setDoing({ what: 'proof', one })}>
              {say('inspections.proof')}
            </Button>
          </span>
        );
      },
    },
  ];
  return (
    <section className="panel stack" aria-label={say('inspections.listed')}>
      <h2>{say('inspections.listed')}</h2>
      <ProblemAlert error={draw.error} />
      <DataTable
        caption={say('inspections.listed')}
        rows={inspections}
        rowKey={({ id }) => id}
        columns={columns}
        empty={say('inspections.listedNone')}
        marked={doing?.one.id}
      />
      {doing?.what === 'conclude' && <ConcludeForm key={doing.one.id} one={doing.one} onDone={stop} />}
      {doing?.what === 'replace' && <ReplaceForm key={doing.one.id} one={doing.one} onDone={stop} />}
      {doing?.what === 'proof' && <DrawProof key={doing.one.id} one={doing.one} onDone={stop} />}
    </section>
  );
}

function State({ one }: { readonly one: Inspection }) {
  const { say } = useWords();
  const { outcome, standing, note } = one;
  if (outcome !== null)
    return (
      <>
        <Tag tone={outcome === 'nothing_found' ? 'good' : 'plain'}>{say(`inspections.${outcome}`)}</Tag>
        {note !== null && (
          <div className="small quiet" lang="zh-CN">
            {note}
          </div>
        )}
      </>
    );
  if (standing === 'over') return <Tag>{say('inspections.fell_away')}</Tag>;
  if (standing === 'rests') return <Tag tone="warn">{say('inspections.rests')}</Tag>;
  return <Tag>{say('inspections.open')}</Tag>;
}
