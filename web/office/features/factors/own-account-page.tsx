import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { factorsQuery } from '../../api/factors.ts';
import { ME_KEY } from '../../api/me.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { DevicesPart } from './devices-part.tsx';
import { EnrolPasskey, EnrolTotp } from './enrol-parts.tsx';
import { EnrolledPart } from './enrolled-part.tsx';
import { PaperCodes } from './paper-codes.tsx';
import { PasswordForm } from './password-form.tsx';
import './factors.css';

/** The own account: second factors, devices, password. */
export function OwnAccountPage() {
  const { say } = useWords();
  const queries = useQueryClient();
  const factors = useQuery(factorsQuery);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const enrolled = (made: readonly string[]) => {
    setCodes(made);
    return queries.invalidateQueries({ queryKey: ['own'] });
  };
  return (
    <div className="page">
      <h1>{say('factors.title')}</h1>
      <ProblemAlert error={factors.error} />
      {codes.length > 0 && (
        <section className="panel">
          <PaperCodes codes={codes} onKept={() => setCodes([])} />
        </section>
      )}
      {factors.data && <EnrolledPart factors={factors.data} onChanged={enrolled} />}
      <div className="factors-grid">
        <div className="panel">
          <EnrolPasskey onEnrolled={enrolled} />
        </div>
        {factors.data?.totpSince === null && (
          <div className="panel">
            <EnrolTotp onEnrolled={enrolled} />
          </div>
        )}
        <section className="panel stack" aria-label={say('factors.passwordPart')}>
          <h2>{say('factors.passwordPart')}</h2>
          <PasswordForm onChanged={() => queries.resetQueries({ queryKey: ME_KEY })} />
        </section>
      </div>
      <DevicesPart />
    </div>
  );
}
