import { Segmented } from 'antd';
import { useState } from 'react';
import type { Moment } from '../../api/records.ts';
import { dayOf, minuteOf } from '../../ui/beijing-time.ts';
import { useWords } from '../../words/index.ts';
import { MomentView } from './moment-view.tsx';

type Clock = 'world' | 'known';

/** What happened, on two clocks side by side; either one can lead. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  const { say } = useWords();
  const [clock, setClock] = useState<Clock>('known');
  const sorted = moments.toSorted((a, b) => timeOf(a, clock).localeCompare(timeOf(b, clock)));
  return (
    <section className="panel stack" aria-label={say('records.timeline')}>
      <div className="page-head">
        <h2>{say('records.timeline')}</h2>
        <Segmented<Clock>
          className="no-print"
          aria-label={say('records.clock')}
          value={clock}
          onChange={setClock}
          options={(['known', 'world'] as const).map((value) => ({ value, label: say(`records.clock_${value}`) }))}
        />
      </div>
      <p className="quiet small">{say('records.timelineHelp')}</p>
      <ol className="moments">
        {sorted.map((moment) => (
          <li key={keyOf(moment)} className="moment">
            <p className="moment-times">
              <span>
                <span className="quiet small">{say('records.world')}</span>{' '}
                <strong>{moment.heldOn ?? say('records.noDay')}</strong>
              </span>
              <span>
                <span className="quiet small">{say('records.known')}</span> {minuteOf(moment.knownAt)}
              </span>
            </p>
            <MomentView moment={moment} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What has no day in the world stands where we came to know it. */
function timeOf({ heldOn, knownAt }: Moment, clock: Clock): string {
  return clock === 'world' && heldOn ? heldOn : `${dayOf(knownAt)} ${knownAt}`;
}

const keyOf = ({ kind, knownAt, version, value, changes }: Moment) =>
  `${kind} ${knownAt} ${version} ${value} ${changes.map(({ code }) => code).join()}`;
