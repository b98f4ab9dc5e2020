import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { ME_KEY, type Standing, signOut } from '../../api/me.ts';
import { LanguageButton } from '../../ui/language-button.tsx';
import { useWords } from '../../words/index.ts';
import { EnrolPasskey, EnrolTotp } from './enrol-parts.tsx';
import { PaperCodes } from './paper-codes.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProveForm } from './prove-form.tsx';
import '../sign-in/sign-in.css';
import './factors.css';

type Lacking = Exclude<Standing, 'open'>;
const TITLES = { to_prove: 'proveTitle', to_enrol: 'enrolTitle', password_old: 'oldTitle' } as const;

/** Between the password and the work: what the session still lacks. */
export function StandingPage({ standing }: { readonly standing: Lacking }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>();
  const goOn = () => queries.resetQueries({ queryKey: ME_KEY });
  const enrolled = (made: readonly string[]) => (made.length > 0 ? setCodes(made) : void goOn());
  const parts: Readonly<Record<Lacking, ReactNode>> = {
    to_prove: <ProveForm onProved={goOn} />,
    to_enrol: (
      <>
        <p className="quiet">{say('factors.enrolHelp')}</p>
        <EnrolPasskey onEnrolled={enrolled} />
        <EnrolTotp onEnrolled={enrolled} />
      </>
    ),
    password_old: (
      <>
        <p className="quiet">{say('factors.oldHelp')}</p>
        <PasswordForm onChanged={goOn} />
      </>
    ),
  };
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="sign-in-brand">
          <h1>{say(`factors.${TITLES[standing]}`)}</h1>
          <LanguageButton />
        </div>
        {codes ? <PaperCodes codes={codes} onKept={goOn} /> : parts[standing]}
        <Button type="link" onClick={() => void signOut().then(goOn, goOn)}>
          {say('shell.signOut')}
        </Button>
      </div>
    </main>
  );
}
