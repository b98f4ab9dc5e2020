import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { auditsQuery } from '../../api/recalls.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

/** The proof of last night: of all that is over nothing answered anywhere, and whoever was told of it was told of its end. */
export function AuditPart() {
  const { say } = useWords();
  const found = useQuery(auditsQuery);
  const [last] = found.data?.toSorted((a, b) => b.ranAt.localeCompare(a.ranAt)) ?? [];
  const places = last ? [last.seenInPortal, last.seenInChecks, last.seenInLists, last.seenInNotices] : [];
  const seen = places.flatMap((ids) => ids ?? []).length;
  const untold = last?.neverRecalled?.length ?? 0;
  const alarm = seen + untold > 0;
  return (
    <section className="panel stack" aria-label={say('recalls.audit')}>
      <h2>{say('recalls.audit')}</h2>
      <ProblemAlert error={found.error} />
      {found.data && !last && <p className="quiet">{say('recalls.auditNone')}</p>}
      {last && (
        <Alert
          type={alarm ? 'error' : 'success'}
          showIcon
          title={say(alarm ? 'recalls.auditAlarm' : 'recalls.auditClean', {
            day: last.day,
            over: last.over,
            seen,
            untold,
            at: minuteOf(last.ranAt),
          })}
        />
      )}
    </section>
  );
}
