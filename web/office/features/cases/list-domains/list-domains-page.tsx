import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Waiting } from '../../../../shared/waiting.tsx';
import { domainsQuery } from '../../../api/determinations.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import { LockedList } from '../determinations/locked-list.tsx';
import { DemandsPart } from './demands-part.tsx';
import { DomainForm } from './domain-form.tsx';
import { DomainList } from './domain-list.tsx';
import { ProposalsPart } from './proposals-part.tsx';

/** Opening the domain of a serious list: what the law asks, what the packs have, and three people, one after the other. */
export function ListDomainsPage() {
  const { say } = useWords();
  const found = useQuery(domainsQuery);
  return (
    <div className="page">
      <p>
        <Link to="/determinations">{say('listDomains.back')}</Link>
      </p>
      <h1>{say('listDomains.title')}</h1>
      <p className="quiet">{say('listDomains.help')}</p>
      <ProblemAlert error={found.error} />
      {!found.data && !found.error && <Waiting />}
      {found.data && (
        <>
          <DemandsPart demands={found.data.demands} />
          <section className="panel stack" aria-label={say('listDomains.inPacks')}>
            <h2>{say('listDomains.inPacks')}</h2>
            {found.data.domains.length === 0 && <LockedList locked={found.data.locked} />}
            <DomainList domains={found.data.domains} />
          </section>
          {found.data.mayPropose && <DomainForm domains={found.data.domains} />}
          <ProposalsPart found={found.data} />
        </>
      )}
    </div>
  );
}
