import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Tag } from '../../../shared/tag.tsx';
import type { CaseLine } from '../../api/cases.ts';
import { dayOf } from '../../ui/beijing-time.ts';
import { useWords } from '../../words/index.ts';

/** One case about the record: which procedure, since when, where it stands, by when. */
export function RecordCase({ one, mark }: { one: CaseLine; mark: ReactNode }) {
  const { say, either } = useWords();
  const { id, procedureName, stateName, openedAt, dueOn, overdue, final } = one;
  return (
    <li className="row">
      <Link to="/cases/$id" params={{ id }}>
        {either(procedureName.zh, procedureName.en)} {dayOf(openedAt)}
      </Link>
      <Tag tone={final ? 'plain' : 'note'}>{either(stateName.zh, stateName.en)}</Tag>
      {dueOn && (
        <Tag tone={overdue ? 'bad' : 'plain'}>{say(overdue ? 'ui.overdueSince' : 'ui.dueOn', { day: dueOn })}</Tag>
      )}
      {mark}
    </li>
  );
}
