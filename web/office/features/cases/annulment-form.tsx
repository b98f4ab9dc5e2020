import { Select } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { openAnnulment, type ProcedureTable } from '../../api/cases.ts';
import type { RecordInFull } from '../../api/records.ts';
import { useMe } from '../../app/session.ts';
import { DigestField } from '../../ui/digest-field.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';
import { useNames } from './case-words.tsx';
import { OpeningFrame } from './opening-frame.tsx';
import { useOpening } from './use-opening.ts';

/** As the server asks it. */
const LEAST = 4;
const SHA256 = /^[0-9a-f]{64}$/;
/** In the table, what stands before the first step. */
const NONE = 'none';
type Draft = {
  readonly day: string;
  readonly ground: string;
  readonly step: string;
  readonly reason: string;
  readonly digests: Readonly<Record<string, string>>;
};

/** What became of a decision: a review, a suit, a ruling, or that nothing was filed in time. */
export function AnnulmentForm({ record, table }: { record: RecordInFull; table: ProcedureTable }) {
  const { say } = useWords();
  const nameOf = useNames();
  const id = useId();
  const { today, rights } = useMe();
  const steps = table.steps.filter(({ ways, deed }) => NONE in ways && rights.includes(deed));
  const [draft, change, clear] = useMemoryDraft<Draft>(`open annulment ${record.id}`, {
    day: today,
    ground: Object.keys(table.grounds)[0]!,
    step: steps[0]?.step ?? '',
    reason: '',
    digests: {},
  });
  const step = steps.find((one) => one.step === draft.step);
  const kinds = step?.documents ?? [];
  const reason = draft.reason.trim();
  const opening = useOpening(record.id, clear, (given: Draft, key) =>
    openAnnulment(
      {
        recordId: record.id,
        step: given.step,
        on: given.day,
        ground: given.ground,
        documents: kinds.map((kind) => ({ kind, sha256: given.digests[kind]! })),
        ...(reason !== '' && { reason }),
      },
      key,
    ),
  );
  useUnsentGuard(reason !== '' && !opening.isSuccess);
  if (!step) return <p>{say('cases.noOpening')}</p>;
  const saysEnough = reason === '' ? !step.decides : reason.length >= LEAST;
  return (
    <OpeningFrame
      record={record}
      table={table}
      day={draft.day}
      dayLabel={say('cases.happenedOn')}
      ground={draft.ground}
      onChange={change}
      complete={draft.day !== '' && saysEnough && kinds.every((kind) => SHA256.test(draft.digests[kind] ?? ''))}
      busy={opening.isPending}
      error={opening.error}
      onSend={() => opening.mutate(draft)}
    >
      <div className="form-grid">
        <label htmlFor={`${id}-step`}>{say('cases.what')}</label>
        <Select
          id={`${id}-step`}
          value={draft.step}
          onChange={(chosen: string) => change({ step: chosen })}
          options={steps.map((one) => ({ value: one.step, label: nameOf(one.name) }))}
        />
        {kinds.map((kind) => (
          <DigestField
            key={kind}
            label={nameOf(table.documents[kind]!)}
            value={draft.digests[kind] ?? ''}
            onChange={(sha256) => change({ digests: { ...draft.digests, [kind]: sha256 } })}
          />
        ))}
        <WordsField
          label={say(step.decides ? 'cases.reason' : 'cases.reasonIfAny')}
          rows={2}
          most={4000}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </div>
      <p className="quiet">{nameOf(step.effect)}</p>
      <p className="quiet small">{say('cases.digestHelp')}</p>
    </OpeningFrame>
  );
}
