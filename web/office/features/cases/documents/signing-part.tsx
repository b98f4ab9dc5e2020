import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { type DocumentInFull, makePaper, signDocument, withdrawDocument } from '../../../api/documents.ts';
import { ConfirmWithReason } from '../../../ui/confirm-with-reason.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import { standingOf } from './document-state.tsx';
import { SealForm } from './seal-form.tsx';
import { SignatureFacts } from './signature-facts.tsx';
import { useDocumentAct } from './use-document-act.ts';

type Props = { readonly document: DocumentInFull };
const nothing = () => undefined;

/** From the finished text to the sealed document: paper, signature, seal, each over the digest of the exact paper. */
export function SigningPart({ document }: Props) {
  const { say } = useWords();
  const standing = standingOf(document);
  const signs = document.signedBy === 'decider' || document.signedBy === 'officer';
  return (
    <section className="panel stack" aria-label={say('documents.signing')}>
      <h2>{say('documents.signing')}</h2>
      <p className="quiet">{say(`documents.signedBy_${document.signedBy}`)}</p>
      <SignatureFacts document={document} />
      {(standing === 'drafted' || standing === 'printed') && <PaperButton document={document} />}
      {standing === 'printed' && signs && <SignForm document={document} />}
      {standing === 'signed' && document.needsSeal && <SealForm document={document} />}
      {(standing === 'signed' || standing === 'sealed') && <WithdrawButton document={document} />}
    </section>
  );
}

function PaperButton({ document: { id, paper } }: Props) {
  const { say } = useWords();
  const act = useDocumentAct(nothing, (_: undefined, key) => makePaper(id, key));
  return (
    <>
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button loading={act.isPending} onClick={() => act.mutate(undefined)}>
          {say(paper ? 'documents.paperAnew' : 'documents.makePaper')}
        </Button>
      </div>
    </>
  );
}

const CODE = /^\d{6}$/;

/** Fresh authentication for this signature: six digits that work once. */
function SignForm({ document: { id, paper } }: Props) {
  const { say } = useWords();
  const field = useId();
  const [code, setCode] = useState('');
  const act = useDocumentAct(
    () => setCode(''),
    (given: string, key) => signDocument(id, paper!.paperSha256, given, key),
  );
  return (
    <form
      className="stack"
      aria-label={say('documents.sign')}
      onSubmit={(event) => {
        event.preventDefault();
        if (CODE.test(code) && !act.isPending) act.mutate(code);
      }}
    >
      <p>{say('documents.signHelp')}</p>
      <label htmlFor={field}>{say('documents.code')}</label>
      <Input
        id={field}
        className="mono code-field"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={({ target }) => setCode(target.value.trim())}
      />
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!CODE.test(code)} loading={act.isPending}>
          {say('documents.sign')}
        </Button>
      </div>
    </form>
  );
}

function WithdrawButton({ document: { id } }: Props) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const act = useDocumentAct(
    () => setOpen(false),
    (reason: string, key) => withdrawDocument(id, reason, key),
  );
  return (
    <div className="row">
      <Button onClick={() => setOpen(true)}>{say('documents.withdraw')}</Button>
      <ConfirmWithReason
        open={open}
        title={say('documents.withdraw')}
        help={say('documents.withdrawHelp')}
        busy={act.isPending}
        error={act.error}
        onCancel={() => setOpen(false)}
        onConfirm={act.mutate}
      />
    </div>
  );
}
