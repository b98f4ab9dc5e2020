import type { WorkItem } from '../../api/work.ts';
import { useWords } from '../../words/index.ts';

/** What is to be done; of a case, which procedure and where it stands. */
export function Matter({ item: { kind, procedure, state } }: { item: WorkItem }) {
  const { say, either } = useWords();
  if (!procedure || !state) return say(`work.kind_${kind}`);
  return (
    <span className="stack-tight">
      <span>{either(procedure.zh, procedure.en)}</span>
      <span className="quiet small">{either(state.zh, state.en)}</span>
    </span>
  );
}
