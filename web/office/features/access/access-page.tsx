import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountsQuery, organsQuery } from '../../api/access.ts';
import { currentPost } from '../../api/me.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { OrganTree } from './organ-tree.tsx';
import { OrganView } from './organ-view.tsx';
import './access.css';
import { Waiting } from '../../../shared/waiting.tsx';

/** Organs, their posts, who holds them: to see for auditors, to keep for administrators. */
export function AccessPage() {
  const { say } = useWords();
  const me = useMe();
  const organs = useQuery(organsQuery);
  const accounts = useQuery(accountsQuery);
  const [chosen, setChosen] = useState(currentPost(me)?.organ.id);
  const organ = organs.data?.organs.find(({ id }) => id === chosen) ?? organs.data?.organs[0];
  return (
    <div className="page">
      <h1>{say('access.title')}</h1>
      <p className="quiet">{say('access.help')}</p>
      <ProblemAlert error={organs.error ?? accounts.error} />
      {organs.data && accounts.data && organ ? (
        <div className="access">
          <nav className="panel" aria-label={say('access.organs')}>
            <OrganTree organs={organs.data.organs} chosen={organ.id} onChoose={setChosen} />
          </nav>
          <OrganView key={organ.id} organ={organ} posts={organs.data.posts} accounts={accounts.data} />
        </div>
      ) : (
        !organs.error && !accounts.error && <Waiting />
      )}
    </div>
  );
}
