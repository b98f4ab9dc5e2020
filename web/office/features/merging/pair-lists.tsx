import { Button } from 'antd';
import { useState } from 'react';
import { Tag } from '../../../shared/tag.tsx';
import { type MergedPair, type OpenPair, partParties, settleMerge, type WaitingPair } from '../../api/merging.ts';
import { useMe } from '../../app/session.ts';
import { useAct } from '../../ui/use-act.ts';
import { useWords } from '../../words/index.ts';
import { JudgePairForm } from './judge-pair-form.tsx';
import { PairSides } from './pair-sides.tsx';
import { ReasonedActs } from './reasoned-acts.tsx';

const dayOf = (instant: string) => instant.slice(0, 10);

/** What seems one: in what way, which fact would settle it, and the judgement. */
export function OpenPairView({ pair }: { readonly pair: OpenPair }) {
  const { say, either } = useWords();
  const [judging, setJudging] = useState(false);
  const { says, settledBy, foundAt } = pair;
  return (
    <article className="pair stack">
      <PairSides pair={pair} />
      <p>
        <Tag tone="warn">{either(says.zh, says.en)}</Tag>{' '}
        <span className="quiet small">{say('merging.foundOn', { day: dayOf(foundAt) })}</span>
      </p>
      <p className="quiet small">
        {say('merging.settledBy')}
        {either(settledBy.zh, settledBy.en)}
      </p>
      {judging ? (
        <JudgePairForm pair={pair} onDone={() => setJudging(false)} />
      ) : (
        <div className="row">
          <Button size="small" onClick={() => setJudging(true)}>
            {say('merging.judge')}
          </Button>
        </div>
      )}
    </article>
  );
}

/** What somebody found to be one: a second person merges them or refuses. */
export function WaitingPairView({ pair }: { readonly pair: WaitingPair }) {
  const { say } = useWords();
  const mayMerge = useMe().rights.includes('subject.merge');
  const settle = useAct({ work: settleMerge, done: 'merging.settled', touches: ['merging'] });
  const { judgementId, successorId, by, at, until, reason, byMe } = pair;
  const run = (outcome: 'confirmed' | 'refused') => (why: string) =>
    settle.mutate({ judgementId, outcome, reason: why });
  return (
    <article className="pair stack">
      <PairSides pair={pair} successorId={successorId} />
      <p>
        {say('merging.judgedBy', { by, day: dayOf(at), until })} · <span lang="zh-CN">{reason}</span>
      </p>
      {byMe && <p className="quiet small">{say('merging.ownJudgement')}</p>}
      {mayMerge && !byMe && (
        <ReasonedActs
          draft={`merge ${judgementId}`}
          pending={settle.isPending}
          error={settle.error}
          acts={[
            { label: say('merging.confirm'), primary: true, run: run('confirmed') },
            { label: say('merging.refuse'), run: run('refused') },
          ]}
        />
      )}
    </article>
  );
}

/** What was merged, by whom, and how it is undone. */
export function MergedPairView({ pair }: { readonly pair: MergedPair }) {
  const { say } = useWords();
  const mayPart = useMe().rights.includes('subject.part');
  const [parting, setParting] = useState(false);
  const part = useAct({ work: partParties, done: 'merging.parted', touches: ['merging'] });
  const { mergeId, successorId, by, confirmedBy, confirmedAt, reason } = pair;
  return (
    <article className="pair stack">
      <PairSides pair={pair} successorId={successorId} />
      <p>
        {say('merging.mergedBy', { by, second: confirmedBy, day: dayOf(confirmedAt) })} ·{' '}
        <span lang="zh-CN">{reason}</span>
      </p>
      {mayPart && !parting && (
        <div className="row">
          <Button size="small" onClick={() => setParting(true)}>
            {say('merging.part')}
          </Button>
        </div>
      )}
      {parting && (
        <>
          <p className="quiet small">{say('merging.partHelp')}</p>
          <ReasonedActs
            draft={`part ${mergeId}`}
            pending={part.isPending}
            error={part.error}
            acts={[{ label: say('merging.part'), run: (why) => part.mutate({ mergeId, reason: why }) }]}
          />
        </>
      )}
    </article>
  );
}
