import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { addPoint, openObjection, type ProcedureTable } from '../../api/cases.ts';
import { problemOf } from '../../api/problem.ts';
import type { RecordInFull } from '../../api/records.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useRequestKeys } from '../../ui/use-request-keys.ts';
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

type OpenAlreadyProps = {
  readonly recordId: string;
  readonly error: unknown;
  readonly draft: Draft;
  readonly clear: () => void;
};

/** Another objection came in meanwhile: what was typed is added to the case into which it belongs, each line by itself. */
function OpenAlready({ recordId, error, draft, clear }: OpenAlreadyProps) {
  const { say } = useWords();
  const keys = useRequestKeys();
  const problem = problemOf(error);
  const id = String(problem?.facts.caseId);
  const adding = useOpening(recordId, clear, async ({ points, exhibits }: Draft) => {
    const said = broughtOf(points).map((line) => ({ kind: 'point' as const, ...line }));
    const brought = broughtOf(exhibits).map((line) => ({ kind: 'exhibit' as const, ...line }));
    for (const [at, line] of [...said, ...brought].entries())
      await addPoint(id, line, { key: keys.of({ at, ...line }), seen: undefined });
    return { id };
  });
  if (problem?.code !== 'objection.open_already') return null;
  return (
    <div className="stack">
      <div className="row">
        <Button loading={adding.isPending} onClick={() => adding.mutate(draft)}>
          {say('records.addToObjection')}
        </Button>
        <Link to="/cases/$id" params={{ id }}>
          {say('records.lookAtObjection')}
        </Link>
      </div>
      <ProblemAlert error={adding.error} />
    </div>
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
      <OpenAlready recordId={record.id} error={opening.error} draft={draft} clear={clear} />
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
