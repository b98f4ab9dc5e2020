import { useQuery } from '@tanstack/react-query';
import { archiveQuery } from '../../api/archive.ts';
import { useMe } from '../../app/session.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { PackagesPart } from './packages-part.tsx';
import { WaitingPart } from './waiting-part.tsx';

/** Closed cases on their way to the archive: what waits and by when, the packages, and what the archive has signed for. */
export function ArchivePage() {
  const { say } = useWords();
  const { rights } = useMe();
  const { data, error } = useQuery(archiveQuery);
  return (
    <div className="page">
      <h1>{say('archive.title')}</h1>
      <p className="quiet">{say('archive.help')}</p>
      <ProblemAlert error={error} />
      {!error && (
        <>
          <WaitingPart waiting={data?.waiting} mayHandOver={rights.includes('archive.hand_over')} />
          <PackagesPart handovers={data?.handovers} />
        </>
      )}
    </div>
  );
}
