import { type Batch, OUTCOMES } from '../../api/batches.ts';
import { useWords } from '../../words/index.ts';

/** How many rows of each kind; what there is none of is left out. */
export function BatchCounts({ counts }: { counts: NonNullable<Batch['counts']> }) {
  const { say } = useWords();
  const shown = [
    [say('intake.rows'), counts.rows],
    ...OUTCOMES.map((outcome) => [say(`intake.outcome_${outcome}`), counts[outcome]] as const),
    [say('intake.late'), counts.late],
    [say('intake.classUnknown'), counts.classUnknown],
  ] as const;
  return (
    <dl className="counts">
      {shown
        .filter(([, count]) => count > 0)
        .map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count.toLocaleString('en')}</dd>
          </div>
        ))}
    </dl>
  );
}
