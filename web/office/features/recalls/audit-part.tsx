import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { auditsQuery } from '../../api/recalls.ts';
import { minuteOf } from '../../ui/beijing-time.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

/** The proof of last night: of all that is over nothing answered, neither in the portal nor in a check. */
export function AuditPart() {
  const { say } = useWords();
  const found = useQuery(auditsQuery);
  const [last] = found.data?.toSorted((a, b) => b.ranAt.localeCompare(a.ranAt)) ?? [];
  const seen = last ? last.seenInPortal.length + last.seenInChecks.length : 0;
  return (
    <section className="panel stack" aria-label={say('recalls.audit')}>
      <h2>{say('recalls.audit')}</h2>
      <ProblemAlert error={found.error} />
      {found.data && !last && <p className="quiet">{say('recalls.auditNone')}</p>}
      {last && (
        <Alert
          type={seen > 0 ? 'error' : 'success'}
          showIcon
          title={say(seen > 0 ? 'recalls.auditAlarm' : 'recalls.auditClean', {
            day: last.day,
            over: last.over,
            seen,
            at: minuteOf(last.ranAt),
          })}
        />
      )}
    </section>
  );
}
