import { Link } from '@tanstack/react-router';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { openObjection, type ProcedureTable } from '../../api/cases.ts';
import { problemOf } from '../../api/problem.ts';
import type { RecordInFull } from '../../api/records.ts';
import { useMe } from '../../app/session.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { areWhole, BroughtList, broughtOf, EMPTY_LINE, type Line } from './brought-list.tsx';
import { OpeningFrame } from './opening-frame.tsx';
import { useOpening } from './use-opening.ts';

/** As the server asks it. */
const LEAST = 4;
type Draft = {
  readonly day: string;
  readonly ground: string;
  readonly points: readonly Line[];
  readonly exhibits: readonly Line[];
};

/** Another objection came in meanwhile: the way to the case into which this one belongs. What was typed stays. */
function OpenAlready({ error }: { readonly error: unknown }) {
  const { say } = useWords();
  const problem = problemOf(error);
  if (problem?.code !== 'objection.open_already') return null;
  return (
    <Link to="/cases/$id" params={{ id: String(problem.facts.caseId) }}>
      {say('records.addToObjection')}
    </Link>
  );
}

/** An objection that the party made on paper, point by point. */
export function ObjectionForm({ record, table }: { record: RecordInFull; table: ProcedureTable }) {
  const { say } = useWords();
  const { today } = useMe();
  const [draft, change, clear] = useMemoryDraft<Draft>(`open objection ${record.id}`, {
    day: today,
    ground: Object.keys(table.grounds)[0]!,
    points: [EMPTY_LINE],
    exhibits: [EMPTY_LINE],
  });
  const opening = useOpening(record.id, clear, ({ day, ground, points, exhibits }: Draft, key) => {
    const said = broughtOf(points).map(({ text }) => text);
    const given = { recordId: record.id, receivedOn: day, ground, points: said, exhibits: broughtOf(exhibits) };
    return openObjection(given, key);
  });
  const { points, exhibits, day, ground } = draft;
  const said = broughtOf(points);
  useUnsentGuard(said.length > 0 && !opening.isSuccess);
  return (
    <OpeningFrame
      record={record}
      table={table}
      day={day}
      dayLabel={say('records.receivedOn')}
      ground={ground}
      onChange={change}
      complete={day !== '' && said.length > 0 && areWhole(points, LEAST) && areWhole(exhibits, LEAST)}
      busy={opening.isPending}
      error={opening.error}
      onSend={() => opening.mutate(draft)}
    >
      <OpenAlready error={opening.error} />
      <BroughtList
        title={say('cases.kind_point')}
        help={say('cases.pointsHelp')}
        label={(number) => say('cases.pointNumber', { number })}
        withPaper={false}
        lines={points}
        onChange={(next) => change({ points: next })}
      />
      <BroughtList
        title={say('cases.kind_exhibit')}
        help={say('cases.exhibitsHelp')}
        label={(number) => say('cases.exhibitNumber', { number })}
        withPaper
        lines={exhibits}
        onChange={(next) => change({ exhibits: next })}
      />
    </OpeningFrame>
  );
}
