import { Tag } from '../../shared/tag.tsx';
import type { Duty } from '../api/publications.ts';
import { useWords } from '../words/index.ts';

/** A warning begins where a person can still act in good order. */
const SOON_WORKING_DAYS = 2;

/** The day something is due, as the server has counted it: late, soon, or in time. */
export function DueBadge({ duty }: { duty: Duty }) {
  const { say } = useWords();
  const { dueOn, overdue, workingDaysLeft, provisional } = duty;
  if (overdue) return <Tag tone="bad">{say('ui.overdueSince', { day: dueOn })}</Tag>;
  const soon = workingDaysLeft !== null && workingDaysLeft <= SOON_WORKING_DAYS;
  return (
    <span className="row">
      <Tag tone={soon ? 'warn' : 'plain'}>
        {workingDaysLeft === 0 ? say('ui.dueToday') : say('ui.dueOn', { day: dueOn })}
      </Tag>
      {workingDaysLeft !== null && workingDaysLeft > 0 && (
        <span className="quiet small">{say('publication.daysLeft', { count: workingDaysLeft })}</span>
      )}
      {provisional && <Tag tone="note">{say('publication.provisional')}</Tag>}
    </span>
  );
}
