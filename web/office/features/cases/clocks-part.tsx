import type { Clock } from '../../api/cases.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { MarkTag } from '../../ui/mark-tag.tsx';
import { ReasonLines } from '../../ui/reason-lines.tsx';
import { useWords, type WordKey } from '../../words/index.ts';
import { StandingTag, useNames } from './case-words.tsx';

const RUNNING: ReadonlySet<Clock['standing']> = new Set(['running', 'stopped', 'overdue']);

/** The clocks of the case side by side, those that run before those that ended. */
export function ClocksPart({ clocks }: { clocks: readonly Clock[] }) {
  const { say } = useWords();
  if (clocks.length === 0) return null;
  const running = clocks.filter(({ standing }) => RUNNING.has(standing));
  const ended = clocks.filter(({ standing }) => !RUNNING.has(standing));
  return (
    <section aria-label={say('cases.clocks')} className="stack">
      {running.length > 0 && <ClockRow clocks={running} />}
      {ended.length > 0 && (
        <details open={running.length === 0}>
          <summary className="quiet">{say('cases.clocksEnded', { count: ended.length })}</summary>
          <ClockRow clocks={ended} />
        </details>
      )}
    </section>
  );
}

function ClockRow({ clocks }: { clocks: readonly Clock[] }) {
  return (
    <div className="clocks">
      {clocks.map((clock) => (
        <ClockView key={clock.code} clock={clock} />
      ))}
    </div>
  );
}

function ClockView({ clock }: { clock: Clock }) {
  const { say } = useWords();
  const nameOf = useNames();
  const { standing, dueOn, endedOn, provisional, count, unit, articles, mark, from, why } = clock;
  return (
    <section
      className={standing === 'overdue' ? 'panel clock clock-late' : 'panel clock'}
      aria-label={nameOf(clock.name)}
    >
      <h2 className="clock-name">{nameOf(clock.name)}</h2>
      <p className="row">
        <strong className="clock-day">{dueOn ?? say('cases.standsStill')}</strong>
        <StandingTag clock={clock} />
      </p>
      {provisional && <p className="quiet small">{say('cases.provisionalHelp')}</p>}
      <p className="quiet small">
        {say('cases.clockFrom', { from, term: say(`ui.unit_${unit}` as WordKey, { count }) })}
        {endedOn && ` · ${say('cases.clockEnded', { day: endedOn })}`}
      </p>
      <span className="row small">
        <ArticleLinks refs={articles} on={from} />
        <MarkTag mark={mark as 'verified'} />
      </span>
      <ReasonLines title={say('ui.howCounted')} lines={why} plain />
    </section>
  );
}
