import { Button, Select } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { addPoint, type CaseInFull, type PointKind } from '../../api/cases.ts';
import type { Tagged } from '../../api/client.ts';
import { DigestField } from '../../ui/digest-field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';
import { useCaseAct } from './use-case-act.ts';

const LEAST = 2;
const SHA256 = /^[0-9a-f]{64}$/;
type Draft = { readonly kind: PointKind; readonly text: string; readonly sha256: string };
type Props = { readonly held: Tagged<CaseInFull>; readonly onDone: () => void };

/** What the party brings later: it gets its own answer like what came first. */
export function AddPointForm({ held: { data: one, tag }, onDone }: Props) {
  const { say } = useWords();
  const id = useId();
  // Materials belong to an application, points and exhibits to everything else.
  const kinds: readonly PointKind[] = one.procedure === 'repair' ? ['material'] : ['point', 'exhibit'];
  const [draft, change, clear] = useMemoryDraft<Draft>(`case ${one.id} more`, {
    kind: kinds[0]!,
    text: '',
    sha256: '',
  });
  const act = useCaseAct(
    tag,
    () => {
      clear();
      onDone();
    },
    ({ sha256, ...said }: Draft, sending) =>
      addPoint(one.id, { ...said, text: said.text.trim(), ...(sha256 !== '' && { sha256 }) }, sending),
  );
  useUnsentGuard(draft.text !== '' && !act.isSuccess);
  const complete = draft.text.trim().length >= LEAST && (draft.sha256 === '' || SHA256.test(draft.sha256));
  return (
    <form
      className="stack way-form"
      aria-label={say('cases.addPoint')}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete && !act.isPending) act.mutate(draft);
      }}
    >
      <div className="form-grid">
        <label htmlFor={`${id}-kind`}>{say('cases.kind')}</label>
        <Select<PointKind>
          id={`${id}-kind`}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
          options={kinds.map((value) => ({ value, label: say(`cases.kind_${value}`) }))}
        />
        <WordsField
          label={say('cases.text')}
          rows={2}
          most={2000}
          value={draft.text}
          onChange={(text) => change({ text })}
        />
        <DigestField label={say('cases.paper')} value={draft.sha256} onChange={(sha256) => change({ sha256 })} />
      </div>
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={act.isPending}>
          {say('cases.addPoint')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
