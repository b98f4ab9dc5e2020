import { useMe } from '../../app/session.ts';
import { useWords } from '../../words/index.ts';
import { CalendarsPart } from './calendars-part.tsx';
import { HandoversPart } from './handovers-part.tsx';
import { MailPart } from './mail-part.tsx';

/** Who stands in while one is away, and how one hears of what is due without looking here. */
export function AwayPage() {
  const { say } = useWords();
  const { rights } = useMe();
  return (
    <div className="page">
      <h1>{say('away.title')}</h1>
      <p className="quiet">{say('away.help')}</p>
      {rights.includes('duty.hand_over') && <HandoversPart />}
      <MailPart />
      <CalendarsPart />
    </div>
  );
}
