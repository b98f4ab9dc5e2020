import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Tag } from '../../../shared/tag.tsx';
import type { CaseInFull, CasePoint, Outcome } from '../../api/cases.ts';
import type { Tagged } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { useWords } from '../../words/index.ts';
import { AddPointForm } from './add-point-form.tsx';
import { DispositionForm } from './disposition-form.tsx';
import type { Seen } from './use-look.ts';

type Props = { readonly held: Tagged<CaseInFull>; readonly seen: Seen | undefined };

const TONE = {
  upheld: 'good',
  partly_upheld: 'good',
  not_upheld: 'plain',
  outside: 'plain',
  sufficient: 'good',
  lacking: 'warn',
} as const satisfies Record<Outcome, 'good' | 'plain' | 'warn'>;

/** What the party said and brought, one by one, each with what was found about it: none may be left without. */
export function PointsPart({ held, seen }: Props) {
  const { say } = useWords();
  const { points, rights } = held.data;
  const [adding, setAdding] = useState(false);
  if (points.length === 0 && !rights.addPoint) return null;
  const open = points.filter(({ outcome }) => outcome === null).length;
  return (
    <section className="panel stack" aria-label={say('cases.points')}>
      <div className="page-head">
        <h2>{say('cases.points')}</h2>
        {points.length > 0 && (
          <span className="quiet">
            {open > 0 ? say('cases.pointsOpen', { open, all: points.length }) : say('cases.pointsDone')}
          </span>
        )}
      </div>
      <ol className="points">
        {points.map((point) => (
          <PointView key={point.number} held={held} point={point} seen={seen} />
        ))}
      </ol>
      {rights.addPoint && !adding && (
        <div className="row no-print">
          <Button onClick={() => setAdding(true)}>{say('cases.addPoint')}</Button>
        </div>
      )}
      {rights.addPoint && adding && <AddPointForm held={held} onDone={() => setAdding(false)} />}
      <ObjectAnew one={held.data} />
    </section>
  );
}

/** Nothing that is said to a decided objection would be answered in it: the way to one of its own. */
function ObjectAnew({ one: { procedure, final, hearing, recordId } }: { readonly one: CaseInFull }) {
  const { say } = useWords();
  const { rights } = useMe();
  if (procedure !== 'objection' || final || hearing || !rights.includes('objection.enter')) return null;
  return (
    <p className="quiet small no-print">
      {say('cases.decidedHearsNoMore')}{' '}
      <Link to="/records/$id/cases/$procedure" params={{ id: recordId, procedure }}>
        {say('records.openObjection')}
      </Link>
    </p>
  );
}

function PointView({ held, point, seen }: Props & { readonly point: CasePoint }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const { number, kind, sha256, outcome, disposed } = point;
  const text = seen?.pointText(number);
  const answer = seen?.answer(point);
  return (
    <li className="point">
      <div className="row">
        <strong>
          {say(`cases.kind_${kind}`)} {number}
        </strong>
        {outcome ? (
          <Tag tone={TONE[outcome]}>{say(`cases.outcome_${outcome}`)}</Tag>
        ) : (
          <Tag tone="warn">{say('cases.undisposed')}</Tag>
        )}
        {disposed && (
          <span className="quiet small">
            <span lang="zh-CN">{disposed.by}</span> · {minuteOf(disposed.at)}
          </span>
        )}
        {point.disposable && !open && (
          <Button size="small" className="no-print" onClick={() => setOpen(true)}>
            {say(outcome ? 'cases.disposeAgain' : 'cases.dispose')}
          </Button>
        )}
      </div>
      {text === undefined ? (
        <p className="quiet">{say('cases.sealed')}</p>
      ) : (
        <p className="said" lang="zh-CN">
          {text}
        </p>
      )}
      {answer !== undefined && (
        <p className="said">
          <span className="quiet">{say('cases.answer')}</span> <span lang="zh-CN">{answer}</span>
        </p>
      )}
      {sha256 && <p className="mono quiet small">SHA-256 {sha256.slice(0, 16)}…</p>}
      {open && <DispositionForm held={held} point={point} onDone={() => setOpen(false)} />}
    </li>
  );
}
