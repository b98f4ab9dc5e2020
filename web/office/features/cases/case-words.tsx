import { Tag, type Tone } from '../../../shared/tag.tsx';
import type { CaseInFull, CaseLine, Clock } from '../../api/cases.ts';
import type { Both } from '../../api/me.ts';
import { useWords } from '../../words/index.ts';

/** A name of the server in the language in use. */
export function useNames(): (name: Both) => string {
  const { either } = useWords();
  return ({ zh, en }) => either(zh, en);
}

/** Where a case stands. Open ones stand out; what rests meanwhile is told beside it, not by a colour. */
export function StateTag({ one }: { one: Pick<CaseLine, 'stateName' | 'final'> }) {
  const nameOf = useNames();
  return <Tag tone={one.final ? 'plain' : 'note'}>{nameOf(one.stateName)}</Tag>;
}

/** What the state does to the record as long as it lasts. */
export function EffectTag({ one }: { one: CaseInFull }) {
  const { say } = useWords();
  if (one.endsUse) return <Tag tone="bad">{say('cases.endsUse')}</Tag>;
  if (one.marksRecord) return <Tag tone="warn">{say('cases.marksRecord')}</Tag>;
  return null;
}

const TONE: Readonly<Record<Clock['standing'], Tone>> = {
  running: 'plain',
  stopped: 'note',
  kept: 'good',
  kept_late: 'warn',
  overdue: 'bad',
  dropped: 'plain',
};

export function StandingTag({ clock }: { clock: Clock }) {
  const { say } = useWords();
  return <Tag tone={TONE[clock.standing]}>{say(`cases.standing_${clock.standing}`)}</Tag>;
}
