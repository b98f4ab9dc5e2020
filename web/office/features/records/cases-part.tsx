import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Tag } from '../../../shared/tag.tsx';
import { type CaseLine, casesOfRecordQuery } from '../../api/cases.ts';
import type { RecordInFull } from '../../api/records.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { RecordCase } from './record-case.tsx';

/** What opens each procedure about a record, and the deeds of which one opens it. */
const OPENINGS = [
  { procedure: 'objection', word: 'records.openObjection', deeds: ['objection.enter'] },
  { procedure: 'repair', word: 'records.openRepair', deeds: ['repair.enter'] },
  { procedure: 'determination', word: 'records.openDetermination', deeds: ['determination.propose'] },
  { procedure: 'annulment', word: 'records.openAnnulment', deeds: ['annulment.enter', 'annulment.review'] },
] as const;
/** What becomes of a decision, its repair, and what may be determined on it are matters of penalties. */
const OF_PENALTIES: ReadonlySet<string> = new Set(['repair', 'annulment', 'determination']);

/** What the party says beside it belongs into it: no second clock begins beside the first (河南省社会信用条例 art. 41). */
const isOpenObjection = ({ procedure, hearing }: CaseLine) => procedure === 'objection' && hearing;

/** The cases about a record, and what may be entered about it. */
export function CasesPart({ record }: { record: RecordInFull }) {
  const { say } = useWords();
  const { rights } = useMe();
  const navigate = useNavigate();
  const mayRead = rights.includes('procedure.read');
  const cases = useQuery({ ...casesOfRecordQuery(record.id), enabled: mayRead });
  const openings = OPENINGS.filter(
    ({ procedure, deeds }) =>
      deeds.some((deed) => rights.includes(deed)) && (record.item === 'penalty' || !OF_PENALTIES.has(procedure)),
  );
  const undecided = rights.includes('objection.enter') ? cases.data?.cases.find(isOpenObjection) : undefined;
  if (!mayRead && openings.length === 0) return null;
  return (
    <section className="panel stack" aria-label={say('records.cases')}>
      <h2>{say('records.cases')}</h2>
      <ProblemAlert error={cases.error} />
      {cases.data?.cases.length === 0 && <p className="quiet">{say('records.noCases')}</p>}
      <ul className="plain-list">
        {cases.data?.cases.map((one) => (
          <RecordCase key={one.id} one={one} mark={one.waitsForMe && <Tag tone="warn">{say('cases.yourTurn')}</Tag>} />
        ))}
      </ul>
      {undecided && <p className="quiet small no-print">{say('records.addToObjectionWhy')}</p>}
      <div className="row no-print">
        {undecided && (
          <Button onClick={() => void navigate({ to: '/cases/$id', params: { id: undecided.id } })}>
            {say('records.addToObjection')}
          </Button>
        )}
        {openings
          .filter(({ procedure }) => procedure !== 'objection' || !undecided)
          .map(({ procedure, word }) => (
            <Button
              key={procedure}
              onClick={() =>
                void navigate({ to: '/records/$id/cases/$procedure', params: { id: record.id, procedure } })
              }
            >
              {say(word)}
            </Button>
          ))}
      </div>
    </section>
  );
}
