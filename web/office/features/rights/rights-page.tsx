import { useNavigate, useSearch } from '@tanstack/react-router';
import { currentPost } from '../../api/me.ts';
import { ORGAN_KINDS, type RightsSearch, ROLES, type Seat } from '../../api/rights.ts';
import { useMe } from '../../app/session.ts';
import { useWords } from '../../words/index.ts';
import { SeatForm } from './seat-form.tsx';
import { SeatRights } from './seat-rights.tsx';
import { WhyPart } from './why-part.tsx';
import './rights.css';

/** Who may do what, in sentences of the rules themselves; where nothing is asked, about the own post. */
export function RightsPage() {
  const { say } = useWords();
  const me = useMe();
  const own = currentPost(me);
  const search = useSearch({ from: '/rights' });
  const navigate = useNavigate({ from: '/rights' });
  const seat: Seat = {
    role: search.role ?? ROLES.find((role) => role === own?.role) ?? 'clerk',
    organKind: search.organKind ?? ORGAN_KINDS.find((kind) => kind === own?.organ.kind) ?? 'city_bureau',
    kind: search.kind ?? 'person',
  };
  const change = (part: { [Name in keyof RightsSearch]: RightsSearch[Name] | undefined }) =>
    void navigate({
      search: (before: RightsSearch) => {
        const after = { ...before, role: seat.role, organKind: seat.organKind, ...part };
        return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined)) as RightsSearch;
      },
      replace: true,
    });
  return (
    <div className="page">
      <h1>{say('rights.title')}</h1>
      <p className="quiet">{say('rights.help')}</p>
      {me.rights.includes('account.read') && <SeatForm seat={seat} onChange={change} />}
      <WhyPart seat={seat} search={search} onChange={change} />
      <SeatRights seat={seat} onAsk={(deed) => change({ deed })} />
    </div>
  );
}
