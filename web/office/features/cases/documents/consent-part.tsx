import { Button } from 'antd';
import { useId, useState } from 'react';
import type { CaseInFull } from '../../../api/cases.ts';
import { type ConsentGiven, endConsent, keepConsent, type Services } from '../../../api/documents.ts';
import { useMe } from '../../../app/session.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { type Chosen, FileField } from '../../../ui/file-field.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import { useDocumentAct } from './use-document-act.ts';

type Props = { readonly one: CaseInFull; readonly services: Services };

/** Whether documents may go to the party's mailbox: its consent on paper (电子送达确认书), and a mailbox that somebody has opened. */
export function ConsentPart({ one, services: { consentId, mailbox } }: Props) {
  const { say } = useWords();
  const { rights } = useMe();
  const [entering, setEntering] = useState(false);
  const end = useDocumentAct(
    () => undefined,
    (id: string, key) => endConsent(id, key),
  );
  const told = consentId === null ? 'none' : mailbox ? 'open' : 'noMailbox';
  return (
    <div className="stack-tight no-print">
      <p className="quiet small">{say(`documents.consent_${told}`)}</p>
      <ProblemAlert error={end.error} />
      {consentId !== null && rights.includes('consent.withdraw') && (
        <div className="row">
          <Button size="small" loading={end.isPending} onClick={() => end.mutate(consentId)}>
            {say('documents.consentEnd')}
          </Button>
        </div>
      )}
      {consentId === null && !entering && rights.includes('party.invite') && (
        <div className="row">
          <Button size="small" onClick={() => setEntering(true)}>
            {say('documents.consentKeep')}
          </Button>
        </div>
      )}
      {consentId === null && entering && <ConsentForm caseId={one.id} onDone={() => setEntering(false)} />}
    </div>
  );
}

/** The form as it was signed, brought by whoever checked the party's identity. */
function ConsentForm({ caseId, onDone }: { readonly caseId: string; readonly onDone: () => void }) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const [givenOn, setGivenOn] = useState(today);
  const [file, setFile] = useState<Chosen>();
  const act = useDocumentAct(onDone, (given: ConsentGiven, key) => keepConsent(caseId, given, key));
  return (
    <form
      className="stack way-form"
      aria-label={say('documents.consentKeep')}
      onSubmit={(event) => {
        event.preventDefault();
        if (file && givenOn !== '' && !act.isPending) act.mutate({ givenOn, file: file.base64 });
      }}
    >
      <div className="form-grid">
        <label htmlFor={`${id}-on`}>{say('documents.consentOn')}</label>
        <DayInput id={`${id}-on`} value={givenOn} max={today} onChange={(day = '') => setGivenOn(day)} />
        <FileField label={say('documents.scan')} accept=".pdf,.jpg,.jpeg,.png" value={file} onChange={setFile} />
      </div>
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!file || givenOn === ''} loading={act.isPending}>
          {say('documents.consentKeep')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
