import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { pairsQuery } from '../../api/merging.ts';
import { Looking } from '../../ui/looking.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords, type WordKey } from '../../words/index.ts';
import { MergedPairView, OpenPairView, WaitingPairView } from './pair-lists.tsx';

/** Parties that seem one, that wait for a second person, that were merged: what waits longest comes first. */
export function MergingPage() {
  const { say } = useWords();
  const { data, error, isPending } = useQuery(pairsQuery);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{say('merging.title')}</h1>
        {isPending && <Looking />}
      </div>
      <p className="quiet">{say('merging.help')}</p>
      <ProblemAlert error={error} />
      {data && (
        <>
          {data.waiting.length > 0 && (
            <Part title="merging.waiting" none="merging.waitingNone">
              {data.waiting.map((pair) => (
                <WaitingPairView key={pair.judgementId} pair={pair} />
              ))}
            </Part>
          )}
          <Part title="merging.open" none="merging.openNone">
            {data.open.map((pair) => (
              <OpenPairView key={`${pair.one.id} ${pair.other.id}`} pair={pair} />
            ))}
          </Part>
          <Part title="merging.merged" none="merging.mergedNone">
            {data.merged.map((pair) => (
              <MergedPairView key={pair.mergeId} pair={pair} />
            ))}
          </Part>
        </>
      )}
    </div>
  );
}

function Part({ title, none, children }: { title: WordKey; none: WordKey; children: readonly ReactNode[] }) {
  const { say } = useWords();
  return (
    <section className="panel" aria-label={say(title)}>
      <h2>{say(title)}</h2>
      {children.length > 0 ? children : <p className="quiet">{say(none)}</p>}
    </section>
  );
}
