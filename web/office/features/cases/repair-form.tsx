import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { openRepair, type ProcedureTable } from '../../api/cases.ts';
import type { RecordInFull } from '../../api/records.ts';
import { useMe } from '../../app/session.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { areWhole, BroughtList, broughtOf, EMPTY_LINE, type Line } from './brought-list.tsx';
import { OpeningFrame } from './opening-frame.tsx';
import { useOpening } from './use-opening.ts';

/** As the server asks it. */
const LEAST = 2;
type Draft = { readonly day: string; readonly ground: string; readonly materials: readonly Line[] };

/** An application for repair on paper. What the bureau holds already is not asked for; the case says what is missing. */
export function RepairForm({ record, table }: { record: RecordInFull; table: ProcedureTable }) {
  const { say } = useWords();
  const { today } = useMe();
  const [draft, change, clear] = useMemoryDraft<Draft>(`open repair ${record.id}`, {
    day: today,
    ground: Object.keys(table.grounds)[0]!,
    materials: [EMPTY_LINE],
  });
  const opening = useOpening(record.id, clear, ({ day, ground, materials }: Draft, key) =>
    openRepair({ recordId: record.id, appliedOn: day, ground, materials: broughtOf(materials) }, key),
  );
  const { day, ground, materials } = draft;
  useUnsentGuard(broughtOf(materials).length > 0 && !opening.isSuccess);
  return (
    <OpeningFrame
      record={record}
      table={table}
      day={day}
      dayLabel={say('cases.appliedOn')}
      ground={ground}
      onChange={change}
      complete={day !== '' && areWhole(materials, LEAST)}
      busy={opening.isPending}
      error={opening.error}
      onSend={() => opening.mutate(draft)}
    >
      <BroughtList
        title={say('cases.kind_material')}
        help={say('cases.materialsHelp')}
        label={(number) => say('cases.materialNumber', { number })}
        withPaper
        lines={materials}
        onChange={(next) => change({ materials: next })}
      />
    </OpeningFrame>
  );
}
